/**
 * Reads the page's own words aloud with the voices of the device: everything marked `data-read`, in its language. The button is hidden until now.
 * Where the device has no voice of the language nothing is read by another, which nobody would understand: the page says so, and whom to ask.
 */
const button = document.querySelector<HTMLButtonElement>('button[data-read-aloud]')
const none = document.querySelector<HTMLElement>('[data-read-none]')
const speech = 'speechSynthesis' in window ? window.speechSynthesis : undefined
const lang = document.documentElement.lang
/** Some devices tell of no voices and have one all the same: it has begun by then, or there is none. */
const SILENT_MS = 3000

const fits = ({ lang: of }: { lang: string }): boolean => of.toLowerCase().split(/[-_]/)[0] === lang

/** Whether the page can be read aloud; where it cannot, it is said instead of the button. */
function tell(able: boolean): void {
  if (button) button.hidden = !able
  if (none) none.textContent = able ? '' : (none.dataset.readNone ?? '')
}

function listen(reader: SpeechSynthesis, start: HTMLButtonElement): void {
  const words = start.querySelector<HTMLElement>('[data-words]')
  const say = (text: string | undefined): void => {
    if (words) words.textContent = text ?? ''
  }
  const spoken = [...document.querySelectorAll<HTMLElement>('[data-read]')]
  const fail = (): void => {
    reader.cancel()
    say(start.dataset.start)
    tell(false)
  }
  const look = (): void => {
    const voices = reader.getVoices()
    tell(voices.length === 0 || voices.some(fits))
  }
  look()
  // Many browsers tell of their voices only after a while.
  reader.onvoiceschanged = look
  start.addEventListener('click', () => {
    if (reader.speaking) {
      reader.cancel()
      say(start.dataset.start)
      return
    }
    say(start.dataset.stop)
    const voices = reader.getVoices()
    const voice = voices.find(fits)
    const silent = voices.length === 0 ? setTimeout(fail, SILENT_MS) : undefined
    for (const [at, element] of spoken.entries()) {
      const utterance = new SpeechSynthesisUtterance(element.textContent ?? '')
      utterance.lang = voice?.lang ?? lang
      utterance.voice = voice ?? null
      utterance.rate = 0.9
      utterance.onstart = () => clearTimeout(silent)
      if (at === spoken.length - 1) utterance.onend = () => say(start.dataset.start)
      utterance.onerror = ({ error }) => {
        clearTimeout(silent)
        if (error === 'canceled' || error === 'interrupted') say(start.dataset.start)
        else fail()
      }
      reader.speak(utterance)
    }
  })
  window.addEventListener('pagehide', () => reader.cancel())
}

if (button && speech) listen(speech, button)
else tell(false)

export {}
