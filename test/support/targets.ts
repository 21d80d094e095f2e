import type { Route } from '../../src/features/access/public.ts'
import { dayAt } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type AllForms, patternOf, WORDS } from './all-forms.ts'
import { kindOf } from './crawl.ts'
import { filled } from './fill-form.ts'
import type { PlainBrowser } from './plain-browser.ts'

/** Something of somebody's that can be asked for by its address. */
export type Target = {
  route: string
  method: 'get' | 'post'
  address: string
  /** What its form would be sent with, but for the token. */
  fields: [string, string][]
  multipart: boolean
}

const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g
const NUMBER = /(?<=\/(?:enheter|huvudman)\/)\d+/g
const hasId = (address: string): boolean => address.search(ID) >= 0 || address.search(NUMBER) >= 0

/** The same address of something that is not there. */
export const absent = (address: string): string => address.replace(ID, () => newId()).replace(NUMBER, '999999')

/** A page without what differs each time it is made, and without the address it was asked for by. */
export const withoutIds = (html: string, address: string): string =>
  html.replaceAll(address.replaceAll('&', '&amp;'), ':here').replace(ID, ':id')

/** Addresses of a route no link of a page leads to (a file), by the ids of pages that begin as it does. */
function derived(route: string, pages: readonly string[]): string[] {
  const segments = route.split('/')
  const last = segments.findLastIndex((one) => one.startsWith(':'))
  const begins = patternOf(segments.slice(0, last + 1).join('/'))
  const heads = new Set(pages.map((page) => page.split('/', last + 1).join('/')))
  const known = [...heads].filter((head) => begins.test(head) && hasId(head))
  return known.map((head) => [head, ...segments.slice(last + 1)].join('/'))
}

/** At most so many of each kind. */
const MOST = 2

/**
 * For each route about something in particular, what the forms' owners have there: pages they can open now, and forms
 * filled in. Routes that nobody has anything at are told to `without`.
 */
export async function targetsOf(
  all: AllForms,
  routes: readonly Route[],
): Promise<{ targets: Target[]; without: string[] }> {
  const [targets, without]: [Target[], string[]] = [[], []]
  const reached = new Map(all.found.map((one) => [one.page, one.browser]))
  for (const [page, browser] of all.ledTo) if (!reached.has(page)) reached.set(page, browser)
  const pages = [...reached.keys()].filter(hasId)
  const paths = pages.map((page) => page.split('?')[0] ?? '')
  const opens = async (owner: PlainBrowser, address: string) => (await owner.get(address)).status < 400
  for (const { method, path: route } of routes) {
    const pattern = patternOf(route)
    let count = 0
    const add = (address: string, fields: [string, string][] = [], multipart = false) => {
      count += 1
      targets.push({ route, method, address, fields, multipart })
    }
    if (method === 'post') {
      const actions = new Set<string>()
      for (const { form } of all.to(route)) {
        if (!hasId(form.action) || actions.has(form.action) || actions.size === MOST) continue
        actions.add(form.action)
        const fields = filled(form, { words: WORDS, day: dayAt(new Date()), all: true })
        add(
          form.action,
          fields.filter(([name]) => name !== '_token'),
          form.multipart,
        )
      }
    } else {
      const kinds = new Map<string, number>()
      const found = pages.filter((_, at) => pattern.test(paths[at] ?? ''))
      for (const address of found) {
        const kind = kindOf(address, 'http://localhost')
        const owner = reached.get(address)
        if ((kinds.get(kind) ?? 0) >= MOST || !owner || !(await opens(owner, address))) continue
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
        add(address)
      }
      for (const address of found.length > 0 ? [] : derived(route, paths))
        for (const owner of new Set(reached.values())) if (count === 0 && (await opens(owner, address))) add(address)
      // It could be opened once, before something else was done.
      if (count === 0 && found[0]) add(found[0])
    }
    if (count === 0 && /:(?!ages|need)/.test(route)) without.push(`${method} ${route}`)
  }
  return { targets, without }
}
