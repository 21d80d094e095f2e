import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PASSWORD } from '../../src/features/access/demo.ts'
import { dayAt } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { crawl, type FoundForm } from './crawl.ts'
import { filled } from './fill-form.ts'
import { formsIn, type HtmlForm } from './html-form.ts'
import { PlainBrowser } from './plain-browser.ts'
import type { RunningProgram } from './running-program.ts'

/** Words long enough for every question. */
export const WORDS = 'några ord om det här'

/** Every form the given roles of Demo Town reach, and what could not be looked at or done on the way. */
export type AllForms = {
  /** The forms that are sent to a route, given as its pattern. */
  to(route: string): FoundForm[]
  found: readonly FoundForm[]
  /** Addresses that links lead to and that answered with something else than a page. */
  closed: readonly string[]
  /** Routes nobody could do once, so that what follows them is not reached. */
  undone: readonly string[]
}

/** Hono's pattern as a regular expression. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/:\w+(?:\{([^}]*\}?[^}]*)\})?/g, (_, own) => (own ? `(?:${own})` : '[^/]+'))}$`)

const pathOf = (action: string): string => action.split('?')[0] ?? ''

/** The same fields with a form key of their own. */
export const fresh = (fields: [string, string][]): [string, string][] =>
  fields.map(([name, value]) => [name, name === '_key' ? newId() : value])

/** The form as it stands on its page now, if it is still there. */
export const openForm = async ({ browser, page, form }: FoundForm): Promise<HtmlForm | undefined> =>
  formsIn((await browser.get(page)).html).find(
    (one) => one.method === 'post' && pathOf(one.action) === pathOf(form.action),
  )

type Made = { path: string; own?: Record<string, string>; leads: (action: string, location: string) => string }

/** First something has to be so before these forms are there: somebody called, paused, withdrawn, closed, invited. */
const MADE: readonly Made[] = [
  {
    path: '/ko/:id/kalla',
    own: { intakePlannedOn: dayAt(new Date()) },
    leads: (action) => action.replace('kalla', 'kom-inte'),
  },
  { path: '/remisser/:id/gor/withdraw', leads: (action) => action.replace(/\/gor.*/, '') },
  { path: '/deltagare/:id/spar/:row/paus', leads: (action) => action.replace('paus', 'ateruppta') },
  { path: '/deltagare/:id/kontakt/ny', leads: (action) => action.replace('kontakt/ny', 'remiss') },
  { path: '/deltagare/:id/avsluta', leads: (action) => action.replace('avsluta', 'ateroppna') },
  { path: '/deltagare/:id/samtycke/nytt/:language{sv|en|ar}', leads: (_, location) => location },
  { path: '/deltagare/:id/utlamnande/nytt', leads: (action) => action.replace('utlamnande/nytt', 'samtycke') },
  { path: '/forvaltning/personer/:id/stang', leads: (action) => action.replace('stang', 'oppna') },
  { path: '/forvaltning/inbjudningar/ny', leads: () => '/forvaltning/inbjudningar' },
]

/** The link that was mailed to the person invited. */
async function invitation(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'mail')
  for (let attempt = 0; attempt < 200; attempt++) {
    const names = existsSync(folder) ? readdirSync(folder) : []
    const mails = names.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', ''))
    const link = mails.map((mail) => /\/inbjudan\/[\w-]+/.exec(mail)?.[0]).find(Boolean)
    if (link) return link
    await sleep(100)
  }
  throw new Error('no invitation was mailed')
}

/** Everybody follows every link, does once what leads to other forms, and opens the mailed invitation. */
export async function allForms(program: RunningProgram, staff: readonly string[]): Promise<AllForms> {
  const found: FoundForm[] = []
  const closed: string[] = []
  const undone: string[] = []
  const to = (route: string) =>
    found.filter(({ form }) => form.method === 'post' && patternOf(route).test(pathOf(form.action)))
  const reach = async (browser: PlainBrowser, from: string, most?: number) => {
    const reached = await crawl(browser, { from, most })
    found.push(...reached.forms)
    closed.push(...reached.closed)
  }
  const make = async ({ path, own, leads }: Made): Promise<void> => {
    for (const one of to(path).slice(0, 8)) {
      const form = await openForm(one)
      if (!form) continue
      const sent = fresh(filled(form, { words: WORDS, day: dayAt(new Date()), all: true }, own))
      const answer = await one.browser.post(form.action, sent, { multipart: form.multipart })
      if (answer.status >= 400) continue
      return reach(one.browser, leads(form.action, answer.location ?? ''), 12)
    }
    undone.push(path)
  }
  const visitor = new PlainBrowser(program.origin, 'visitor')
  for (const from of ['/', '/logga-in']) await reach(visitor, from)
  for (const name of staff) {
    const browser = new PlainBrowser(program.origin, name)
    await reach(await browser.signIn(`${name}@norrby.example`, DEMO_PASSWORD), '/i-dag')
  }
  for (const made of MADE) await make(made)
  await reach(visitor, await invitation(program.dataDir))
  return { to, found, closed, undone }
}
