import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PASSWORD } from '../../src/features/access/demo.ts'
import { writeWorkbook } from '../../src/platform/spreadsheet/write.ts'
import { addDays, dayAt } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type Crawl, crawl, type FoundForm } from './crawl.ts'
import { filled } from './fill-form.ts'
import { formsIn, type HtmlForm } from './html-form.ts'
import { PlainBrowser } from './plain-browser.ts'
import { openBehind, type RunningProgram } from './running-program.ts'

/** Words long enough for every question. */
export const WORDS = 'några ord om det här'

/** Every form the given roles of Demo Town reach, and what could not be looked at or done on the way. */
export type AllForms = {
  /** The forms that are sent to a route, given as its pattern. */
  to(route: string): FoundForm[]
  /** Is the form sent to this route? */
  matches(route: string, action: string): boolean
  found: readonly FoundForm[]
  /** Where forms have led that lead to others, and whom: also to pages that are there for a moment only. */
  ledTo: ReadonlyMap<string, PlainBrowser>
  /** Every page that was opened on the way, by whom, also those without a form. */
  pages: readonly { browser: PlainBrowser; page: string }[]
  /** Addresses that links lead to and that answered with something else than a page. */
  closed: readonly string[]
  /** Routes nobody could do once, so that what follows them is not reached. */
  undone: readonly string[]
}

/** Hono's pattern as a regular expression. */
export const patternOf = (path: string): RegExp =>
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

type Made = {
  path: string
  own?: Record<string, string>
  file?: { name: string; content: string | Uint8Array<ArrayBuffer> }
  /** So many of them, each with pages of its own; one unless said. */
  times?: number
  /** Every tick of a group is needed. */
  every?: boolean
  /** Of the people found last: the first have had something else done already. */
  last?: true
  leads: (action: string, location: string) => string
}

/** Says something else about an entry of the demo than the map does, and something new. */
const MAP_SHEET =
  'Namn;Utförare;Ålder;Metod;Övrigt\nCykelverkstaden;Arbetsmarknadsenheten;16-29;Annat innehåll;Ring först\nNytt;;alla;;\n'

const LIST = 'Förnamn;Efternamn;Telefon\nStina;Listadotter;08-465 004 55\n'

/** Two sheets with lists: which of them is asked. */
const WORKBOOK = await writeWorkbook(
  ['Våren', 'Hösten'].map((name) => ({ name, header: ['Förnamn', 'Efternamn'], rows: [['Stina', `${name}dotter`]] })),
)

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
  { path: '/deltagare/:id/avsluta', last: true, leads: (action) => action.replace('avsluta', 'ateroppna') },
  { path: '/deltagare/:id/samtycke/nytt/:language{sv|en|ar}', leads: (_, location) => location },
  { path: '/deltagare/:id/utlamnande/nytt', leads: (action) => action.replace('utlamnande/nytt', 'samtycke') },
  { path: '/deltagare/:id/remiss', leads: (_, location) => location },
  { path: '/remisser/:id/utkast/varfor', leads: (_, location) => location },
  { path: '/remisser/:id/utkast/laget', leads: (_, location) => location },
  { path: '/remisser/:id/utkast/vart', leads: (_, location) => location },
  { path: '/forvaltning/personer/:id/stang', last: true, leads: (action) => action.replace('stang', 'oppna') },
  {
    path: '/deltagare/importera',
    file: { name: 'lista.csv', content: LIST },
    leads: (_, location) => location,
  },
  { path: '/deltagare/importera/:id/kolumner', leads: (_, location) => location },
  {
    path: '/karta/kalkylblad',
    file: { name: 'karta.csv', content: MAP_SHEET },
    times: 3,
    leads: (_, location) => location,
  },
  { path: '/karta/kalkylblad/:id/kolumner', times: 2, leads: (_, location) => location },
  { path: '/karta/kalkylblad/:id/las-in', own: { rest: 'ours' }, leads: (_, location) => location },
  {
    path: '/karta/genomgangar/ny',
    own: { dueOn: addDays(dayAt(new Date()), 20) },
    times: 2,
    leads: (_, location) => location,
  },
  {
    path: '/karta/grannar',
    own: { name: 'Granne', address: 'https://granne.example/hsds' },
    leads: () => '/karta/grannar',
  },
  { path: '/kartlaggning/ny', times: 3, leads: (_, location) => location.replace(/personer.*/, 'andra') },
  { path: '/kartlaggning/:id/rapport/spara', leads: (_, location) => location },
  { path: '/kartlaggning/gemensam/ny', times: 3, every: true, leads: (_, location) => location },
  { path: '/forvaltning/logg', leads: (_, location) => location },
  { path: '/forvaltning/inbjudningar/ny', leads: () => '/forvaltning/inbjudningar' },
  {
    path: '/deltagare/importera',
    file: { name: 'lista.xlsx', content: new Uint8Array(WORKBOOK) },
    times: 8,
    leads: (_, location) => location,
  },
  {
    path: '/karta/kalkylblad',
    file: { name: 'karta.xlsx', content: new Uint8Array(WORKBOOK) },
    times: 3,
    leads: (_, location) => location,
  },
]

/** What runs after the answer is done: the page does not tell any more how far it has come. */
async function untilThere(browser: PlainBrowser, page: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (!(await browser.get(page)).headers.has('refresh')) return
    await sleep(100)
  }
  throw new Error(`${page}: it is never done`)
}

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

/** The sent fields with a file of a few lines. */
function withFile(form: HtmlForm, sent: [string, string][], { name, content }: NonNullable<Made['file']>): FormData {
  const body = new FormData()
  for (const [field, value] of sent) body.append(field, value)
  for (const field of form.fields) if (field.kind === 'file') body.append(field.name, new Blob([content]), name)
  return body
}

const REASON = 'Personen har ringt och mår mycket dåligt.'

/** Somebody of another unit breaks the glass of a thread; the address at which its leader looks it through. */
async function brokenGlass(breaker: PlainBrowser, leader: PlainBrowser, thread: string): Promise<string | undefined> {
  const number = /\b\d{4}-\d{4,7}\b/.exec((await leader.get(thread)).html)?.[0] ?? ''
  const form = formsIn((await breaker.get('/deltagare/oppna')).html).find((one) => one.action === '/deltagare/oppna')
  if (form) await breaker.post(form.action, filled(form, { words: REASON, day: '' }, { number, reason: REASON }))
  return /\/deltagare\/[0-9a-f-]{36}\/oppnad\/[0-9a-f-]{36}/.exec((await leader.get('/i-dag')).html)?.[0]
}

/** Ways in for people of a survey, as the page that made them tells; `reach` looks at that page. */
async function waysIn(
  forms: readonly FoundForm[],
  most: number,
  reach: (one: FoundForm, page: string) => Promise<void>,
) {
  const ways: string[] = []
  for (const one of forms) {
    const form = ways.length < most ? await openForm(one) : undefined
    if (!form) continue
    const sent = fresh(filled(form, { words: WORDS, day: '' }))
    const { location } = await one.browser.post(form.action, sent, { multipart: form.multipart })
    const way = location && /\/svara\/[\w-]+/.exec((await one.browser.get(location)).html)?.[0]
    if (!way) continue
    ways.push(way)
    await reach(one, location)
  }
  return ways
}

/** Answers every question, so that what is left is to send them. */
async function answerAll(visitor: PlainBrowser, way: string): Promise<void> {
  for (let number = 1; number <= 10; number++) await visitor.post(`${way}/fraga/${number}`, [['answer', 'no']])
}

/** Passkeys as a device would have added them: their pages rename and remove them. */
async function addPasskeys(dataDir: string, name: string): Promise<void> {
  const behind = openBehind(dataDir)
  await behind.query(
    `insert into account_passkey (id, name, public_key, user_id, credential_id, counter, device_type, backed_up)
     select gen_random_uuid(), 'Nyckel ' || n, 'x', u.id, gen_random_uuid()::text, 0, 'singleDevice', false
     from account_user u, generate_series(1, 12) n where u.email = $1`,
    [`${name}@norrby.example`],
  )
  await behind.end()
}

/** Everybody follows every link, does once what leads to other forms, and opens the mailed invitation. `ways`: how many pages of which kinds. */
export async function allForms(
  program: RunningProgram,
  staff: readonly string[],
  ways: Pick<Crawl, 'each' | 'kind'> = {},
): Promise<AllForms> {
  const found: FoundForm[] = []
  const pages: { browser: PlainBrowser; page: string }[] = []
  const closed: string[] = []
  const undone: string[] = []
  const ledTo = new Map<string, PlainBrowser>()
  const matches = (route: string, action: string) => patternOf(route).test(pathOf(action))
  const to = (route: string) => found.filter(({ form }) => form.method === 'post' && matches(route, form.action))
  const reach = async (browser: PlainBrowser, from: string, most?: number) => {
    const reached = await crawl(browser, { ...ways, from, most })
    found.push(...reached.forms)
    pages.push(...reached.pages.map((page) => ({ browser, page })))
    closed.push(...reached.closed)
  }
  const make = async ({ path, own, file, times = 1, last, every = false, leads }: Made): Promise<void> => {
    let made = 0
    const candidates = () => (last ? to(path).slice(-8).toReversed() : to(path).slice(0, 8))
    for (const one of Array.from({ length: times }, candidates).flat()) {
      if (made === times) return
      const form = await openForm(one)
      if (!form) continue
      const sent = fresh(filled(form, { words: WORDS, day: dayAt(new Date()), all: true, every }, own))
      const body = file && withFile(form, sent, file)
      const answer = await one.browser.post(form.action, sent, { multipart: form.multipart, ...(body ? { body } : {}) })
      if (answer.status >= 400) continue
      const next = leads(form.action, answer.location ?? '')
      ledTo.set(next, one.browser)
      if (path.includes('importera') || path.endsWith('/rapport/spara')) await untilThere(one.browser, next)
      await reach(one.browser, next, 12)
      made += 1
    }
    if (made === 0) undone.push(path)
  }
  const visitor = new PlainBrowser(program.origin, 'visitor')
  for (const from of ['/', '/logga-in']) await reach(visitor, from)
  const browsers = new Map<string, PlainBrowser>()
  await addPasskeys(program.dataDir, staff[0] ?? '')
  for (const name of staff) {
    // At two places at once, so that one of them can be signed out from the other.
    for (let place = 0; place < 2; place++)
      browsers.set(name, await new PlainBrowser(program.origin, name).signIn(`${name}@norrby.example`, DEMO_PASSWORD))
    await reach(browsers.get(name)!, '/i-dag')
  }
  for (const made of MADE) await make(made)
  const [breaker, leader] = [browsers.get('maja.wikander'), browsers.get('petra.nyholm')]
  const thread = to('/deltagare/:id/steg/nytt')
    .find((one) => one.browser === leader)
    ?.page.replace(/\/steg.*/, '')
  const glass = breaker && leader && thread && (await brokenGlass(breaker, leader, thread))
  if (leader && glass) await reach(leader, glass, 1)
  await reach(visitor, await invitation(program.dataDir))
  const codes = to('/kartlaggning/:id/egna/:person/kod')
  const [unanswered, answered, more] = await waysIn(codes, 3, ({ browser }, page) => reach(browser, page, 1))
  await reach(visitor, '/svara', 1)
  for (const way of [unanswered, more]) if (way) await reach(visitor, `${way}/fraga/1`, 1)
  if (answered) {
    await answerAll(visitor, answered)
    await reach(visitor, `${answered}/skicka`, 1)
  }
  return { to, matches, found, ledTo, pages, closed, undone }
}
