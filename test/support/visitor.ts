import type { Hono } from 'hono'
import { expect } from 'vitest'

/** A browser without script, in memory: keeps cookies, fills in forms as they stand on the page, follows redirects of its own. */
export type Visitor = {
  get(path: string): Promise<Page>
  /** Fills in the form of the page that is sent to `action` (the only one, when left out), and sends it. */
  send(page: Page, fields: Sent, action?: string): Promise<Page>
  /** Sends fields to an address as they are. */
  post(path: string, fields: Sent): Promise<Page>
  cookie(name: string): string | undefined
  setCookie(name: string, value: string): void
}

/** Fields by name; several texts where several boxes of one name are ticked. */
type Sent = Readonly<Record<string, string | readonly string[]>>

export type Page = {
  status: number
  path: string
  html: string
  /** The words of the page without markup, one blank between them. */
  text: string
  headers: Headers
}

const decode = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const textOf = (html: string): string =>
  decode(html.replace(/<(head|script|style)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  return found ? decode(found[1] ?? '') : undefined
}

/** What a form would send as it stands: texts, choices made, hidden fields. */
function formOf(page: Page, action: string | undefined): { action: string; fields: Sent } {
  const forms = [...page.html.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].map(([html]) => html)
  const posts = forms.filter((html) => /^<form[^>]*method="post"/.test(html))
  const wanted = posts.filter(
    (html) => action === undefined || attribute(html, 'action')?.replace(/\?.*/, '') === action,
  )
  const form = wanted.at(-1)
  if (!form) throw new Error(`no form to ${action ?? 'send'} on ${page.path}:\n${page.text.slice(0, 500)}`)
  const fields: Record<string, string | string[]> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type')
    const is = (word: string) => new RegExp(`\\s${word}(=|\\s|>|/)`).test(tag)
    if (!name || is('disabled') || ((type === 'radio' || type === 'checkbox') && !is('checked'))) continue
    const value = attribute(tag, 'value') ?? ''
    fields[name] = type === 'checkbox' ? [...(fields[name] ?? []), value] : value
  }
  for (const [tag, select] of form.matchAll(/(<select[^>]*>)[\s\S]*?<\/select>/g)) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(tag)?.[0] ?? /<option[^>]*>/.exec(tag)?.[0] ?? ''
    fields[attribute(select ?? '', 'name') ?? ''] = attribute(chosen, 'value') ?? ''
  }
  for (const [, tag, text] of form.matchAll(/(<textarea[^>]*>)\n?([\s\S]*?)<\/textarea>/g))
    fields[attribute(tag ?? '', 'name') ?? ''] = decode(text ?? '')
  return { action: attribute(form, 'action') ?? page.path, fields }
}

/** A visitor of the app at an origin. */
export function visitor(app: Pick<Hono, 'request'>, origin: string): Visitor {
  const jar = new Map<string, string>()
  const ask = async (path: string, init: RequestInit, hops = 0): Promise<Page> => {
    const headers = new Headers(init.headers)
    headers.set('accept-language', 'sv')
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const url = new URL(path, origin)
    const answer = await app.request(url.href, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const next = answer.headers.get('location')
    if (next && answer.status >= 300 && answer.status < 400 && hops < 5) {
      const target = new URL(next, url)
      if (target.origin === origin) return ask(target.pathname + target.search, { method: 'GET' }, hops + 1)
    }
    const html = await answer.text()
    expect(answer.status, `${init.method} ${path}`).toBeLessThan(500)
    return { status: answer.status, path: url.pathname + url.search, html, text: textOf(html), headers: answer.headers }
  }
  const post: Visitor['post'] = (path, fields) =>
    ask(path, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(
        Object.entries(fields).flatMap(([name, sent]) => [sent].flat().map((one) => [name, one])),
      ).toString(),
    })
  return {
    get: (path) => ask(path, { method: 'GET' }),
    post,
    send(page, fields, action) {
      const form = formOf(page, action)
      return post(form.action, { ...form.fields, ...fields })
    },
    cookie: (name) => jar.get(name),
    setCookie: (name, value) => jar.set(name, value),
  }
}
