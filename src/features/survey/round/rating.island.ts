/**
 * Keys of the rating form: letters choose the income-support reason, digits turn barriers on and off, `-` is "none of them", Enter
 * sends. They work only while the focus is within the form and not in a field for text, so that they
 * disturb no screen reader and no voice control (WCAG 2.1.4).
 */
function listen(form: HTMLFormElement): void {
  const choices = [...form.querySelectorAll<HTMLInputElement>('input[name="reason"], input[name="barriers"]')]
  const byKey = new Map<string, HTMLInputElement>()
  for (const choice of choices) {
    const key = form.querySelector(`label[for="${choice.id}"] .rating-key`)?.textContent
    if (key) byKey.set(key, choice)
  }
  form.dataset.keys = 'on'
  form.addEventListener('keydown', (event) => {
    const target = event.target
    if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return
    if (target.type === 'text') return
    if (event.key === 'Enter') {
      event.preventDefault()
      form.requestSubmit()
      return
    }
    // A keyboard with other letters: the key that stands where the letter stands.
    const choice =
      byKey.get(event.key.toLowerCase()) ?? byKey.get(/^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? '')
    if (!choice) return
    event.preventDefault()
    choice.checked = choice.type === 'radio' ? true : !choice.checked
    choice.focus()
    // None of them, or some of them: never both.
    if (choice.name === 'barriers' && choice.checked)
      for (const other of choices)
        if (other.name === 'barriers' && other !== choice && (choice.value === 'none' || other.value === 'none'))
          other.checked = false
  })
  const first = form.querySelector<HTMLInputElement>('input[name="reason"]:checked, input[name="reason"]')
  if (!document.querySelector('[data-error-summary], .ds-error-summary')) first?.focus({ preventScroll: true })
}

const form = document.querySelector<HTMLFormElement>('form#rating')
if (form) listen(form)

export {}
