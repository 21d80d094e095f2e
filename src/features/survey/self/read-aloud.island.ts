/**
 * Reads the page's own words aloud with the voices of the device: everything marked `data-read`, in its language. The button is
 * hidden until now, and stays hidden where the device has no voices at all.
 */
const button = document.querySelector<HTMLButtonElement>('button[data-read-aloud]')
const speech = 'speechSynthesis' in window ? window.speechSynthesis : undefined

if (button && speech) {
  const words = button.querySelector<HTMLElement>('[data-words]')
  const { start = '', stop = '' } = button.dataset
  const say = (text: string): void => {
    if (words) words.textContent = text
  }
  const spoken = [...document.querySelectorAll<HTMLElement>('[data-read]')]
  button.hidden = false
  button.addEventListener('click', () => {
    if (speech.speaking) {
      speech.cancel()
      say(start)
      return
    }
    say(stop)
    const lang = document.documentElement.lang
    const voice = speech.getVoices().find((one) => one.lang.toLowerCase().startsWith(lang))
    for (const [at, element] of spoken.entries()) {
      const utterance = new SpeechSynthesisUtterance(element.textContent ?? '')
      utterance.lang = voice?.lang ?? lang
      utterance.voice = voice ?? null
      utterance.rate = 0.9
      if (at === spoken.length - 1) utterance.onend = () => say(start)
      utterance.onerror = () => say(start)
      speech.speak(utterance)
    }
  })
  window.addEventListener('pagehide', () => speech.cancel())
}

export {}
