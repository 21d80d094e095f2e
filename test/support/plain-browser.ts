import { formsIn, type HtmlForm } from './html-form.ts'

export type Answer = { status: number; html: string; location: string | undefined; type: string; headers: Headers }

export type PostOptions = {
  multipart?: boolean
  headers?: Record<string, string>
  /** Instead of the encoded fields. */
  body?: BodyInit
}

/** A person with a browser that has no script: remembers cookies, sends forms, follows nothing by itself. */
export class PlainBrowser {
  readonly origin: string
  readonly name: string
  #cookies = new Map<string, string>()

  constructor(origin: string, name = '') {
    this.origin = origin
    this.name = name
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    const answer = await fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(set)) this.#cookies.delete(pair.slice(0, at))
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const type = answer.headers.get('content-type') ?? ''
    const html = await answer.text()
    const location = answer.headers.get('location') ?? undefined
    return { status: answer.status, html, location, type, headers: answer.headers }
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { headers })
  }

  /** Sends fields as a form of our own page would be sent. */
  post(path: string, fields: readonly (readonly [string, string])[], options: PostOptions = {}): Promise<Answer> {
    let body: BodyInit = options.body ?? new URLSearchParams(fields.map(([name, value]) => [name, value]))
    if (options.multipart && !options.body) {
      const form = new FormData()
      for (const [name, value] of fields) form.append(name, value)
      body = form
    }
    return this.#send(path, { method: 'POST', body, headers: { origin: this.origin, ...options.headers } })
  }

  /** The form of a page that is sent to `action` (the page itself unless said). */
  async form(path: string, action: string = new URL(path, this.origin).pathname): Promise<HtmlForm | undefined> {
    const { html } = await this.get(path)
    return formsIn(html).find((form) => form.method === 'post' && form.action === action)
  }

  /** Signs in through the account library's own address. */
  async signIn(email: string, password: string): Promise<this> {
    const answer = await this.#send('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.origin },
      body: JSON.stringify({ email, password }),
    })
    if (answer.status !== 200) throw new Error(`${email}: ${answer.status} ${answer.html.slice(0, 200)}`)
    return this
  }
}

/** The heading of a page, as text. */
export const headingOf = (html: string): string | undefined =>
  /<h1\b[^>]*>([\s\S]*?)<\/h1>/
    .exec(html)?.[1]
    ?.replace(/<[^>]*>/g, '')
    .trim()
