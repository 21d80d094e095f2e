/**
 * Saves the form inside it while somebody writes: sends the form as it stands to its own address, with `go=auto`, a moment
 * after the last change, and says in its `[role=status]` when that was done. The form's own buttons work as without it.
 * Nothing that is typed is ever changed or taken away. `data-offline`, `data-signed-out`, `data-failed`: what to say when
 * there is no answer, no session any more, or another answer than expected.
 */
const AFTER_TYPING = 1_500
const BEFORE_RETRY = 10_000
/** Browsers let about 64 kB be sent from a page that is being left. */
const SENT_WHILE_LEAVING = 12_000

type Answer = { version?: number; text: string }

/** The fields as one text, to see whether anything was changed. */
const wordsOf = (fields: FormData): string => JSON.stringify([...fields].filter(([name]) => name !== 'version'))

class DraftIsland extends HTMLElement {
  #form: HTMLFormElement | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The version the server has, as far as we know. */
  #version = ''
  #saved = ''
  /** Sent, and not answered: the server may have it or not, so it is sent again as it was before anything newer. */
  #unanswered: FormData | undefined
  #working: Promise<void> | undefined
  /** No more saving in the background: somebody else changed the draft, or the session has ended. */
  #over = false
  #leaving = false
  #going = false

  connectedCallback(): void {
    this.#form = this.querySelector('form')
    const form = this.#form
    if (!form) return
    this.#version = new FormData(form).get('version')?.toString() ?? ''
    form.addEventListener('formdata', (event) => event.formData.set('version', this.#version))
    this.#saved = wordsOf(this.#read(form))
    form.addEventListener('input', () => this.#soon(AFTER_TYPING))
    form.addEventListener('change', () => this.#soon(AFTER_TYPING))
    form.addEventListener('submit', (event) => this.#submitted(event, form))
    document.addEventListener('click', (event) => this.#clicked(event))
    document.addEventListener('visibilitychange', () => {
      // Sent for real, the page goes too: its own answer says what was saved.
      if (document.visibilityState === 'hidden' && !this.#leaving) void this.#save()
    })
    addEventListener('online', () => void this.#save())
    addEventListener('pageshow', () => {
      this.#leaving = false
      this.#going = false
    })
    addEventListener('beforeunload', (event) => {
      // Only where what is on the page is nowhere else, and another try has not helped.
      if (!this.#leaving && (this.#over || this.#unanswered) && this.#unsaved()) event.preventDefault()
    })
  }

  #read(form: HTMLFormElement): FormData {
    const fields = new FormData(form)
    // The key is the button's: it must still be good when the form is sent for real.
    fields.delete('_key')
    fields.set('go', 'auto')
    return fields
  }

  #unsaved(): boolean {
    return this.#form !== null && wordsOf(this.#read(this.#form)) !== this.#saved
  }

  #soon(wait: number): void {
    clearTimeout(this.#timer)
    if (!this.#over) this.#timer = setTimeout(() => void this.#save(), wait)
  }

  #save(): Promise<void> {
    clearTimeout(this.#timer)
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined
    })
    return this.#working
  }

  /** One request after the other until everything is saved, or one did not go through. */
  async #work(): Promise<void> {
    while (this.#form && !this.#over) {
      const fields = this.#unanswered ?? this.#read(this.#form)
      if (!this.#unanswered && wordsOf(fields) === this.#saved) return
      this.#unanswered = fields
      if (!(await this.#send(this.#form, fields))) return
      this.#unanswered = undefined
      this.#saved = wordsOf(fields)
      if (this.#leaving) return
    }
  }

  /** Sends the fields; true when the server has them. */
  async #send(form: HTMLFormElement, fields: FormData): Promise<boolean> {
    let answer: Response
    let told: Answer | undefined
    try {
      answer = await fetch(form.action, {
        method: 'POST',
        body: fields,
        redirect: 'manual',
        headers: { accept: 'application/json' },
        keepalive: wordsOf(fields).length < SENT_WHILE_LEAVING,
        signal: AbortSignal.timeout(BEFORE_RETRY),
      })
      if (answer.status < 500 && answer.headers.get('content-type')?.includes('json'))
        told = (await answer.json()) as Answer
    } catch {
      return this.#again(this.dataset.offline)
    }
    if (answer.status >= 500) return this.#again(this.dataset.offline)
    if (answer.type === 'opaqueredirect') return this.#end(this.dataset.signedOut)
    if (!answer.ok || !told?.version) return this.#end(told?.text ?? this.dataset.failed)
    this.#version = String(told.version)
    this.#say(told.text)
    return true
  }

  #again(text: string | undefined): false {
    this.#say(text)
    this.#soon(BEFORE_RETRY)
    return false
  }

  #end(text: string | undefined): false {
    this.#over = true
    this.#unanswered = undefined
    this.#say(text)
    return false
  }

  #say(text = ''): void {
    const said = this.querySelector('[role="status"]')
    // The same words again would be read aloud again.
    if (said && said.textContent !== text) said.textContent = text
  }

  /** Sent for real: what is on its way comes first, so that the version is the right one. */
  #submitted(event: SubmitEvent, form: HTMLFormElement): void {
    clearTimeout(this.#timer)
    if (this.#going) return
    if (!this.#working && !this.#unanswered) {
      this.#leaving = true
      return
    }
    event.preventDefault()
    if (this.#leaving) return
    this.#leaving = true
    void this.#save().then(() => {
      this.#going = true
      form.requestSubmit(event.submitter)
    })
  }

  /** Another page of ours is opened: it shall find what was typed here. */
  #clicked(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const elsewhere =
      !link?.href || link.target || link.origin !== location.origin || link.getAttribute('href')?.startsWith('#')
    if (elsewhere || event.defaultPrevented || event.button !== 0) return
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (this.#over || (!this.#working && !this.#unsaved())) return
    event.preventDefault()
    void this.#save().then(() => location.assign(link.href))
  }
}

customElements.define('draft-island', DraftIsland)
