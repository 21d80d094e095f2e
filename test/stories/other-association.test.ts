import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/features/access/demo.ts'
import { routesOf } from '../../src/routes.tsx'
import { dayAt } from '../../src/shared/calendar-day.ts'
import { type AllForms, allForms, fresh, WORDS } from '../support/all-forms.ts'
import { type Belongings, belongingIn, belongingsOf, rowsNaming, rowsOf } from '../support/belongings.ts'
import { crawl, type FoundForm, kindOf } from '../support/crawl.ts'
import { filled } from '../support/fill-form.ts'
import { formsIn } from '../support/html-form.ts'
import { PlainBrowser } from '../support/plain-browser.ts'
import { openBehind, type RunningProgram } from '../support/running-program.ts'
import { absent, type Target, targetsOf, withoutIds } from '../support/targets.ts'
import { NORRBY, OTHER, startTwo } from '../support/two-associations.ts'

// Two associations in one program. Staff of one ask for everything of the other, by every address and in every field that
// takes an id: each answer is the one for what does not exist, and nothing of theirs is read or written.

const STAFF = [
  'karin.lindmark',
  'petra.nyholm',
  'leila.rahmani',
  'maja.wikander',
  'agneta.holm',
  'tomas.ek',
  'inger.falk',
  'gunnel.westin',
  'farah.nouri',
]
/** One of each role: the others ask by the same guards. */
const ASKING = ['karin.lindmark', 'petra.nyholm', 'agneta.holm', 'tomas.ek', 'inger.falk', 'gunnel.westin']
const MINUTE = 60_000
const routes = routesOf({} as Parameters<typeof routesOf>[0]).filter((route) => route.guard !== 'public')

type Stranger = { browser: PlainBrowser; token: string; pages: string[]; forms: FoundForm[] }

let program: RunningProgram
let theirs: AllForms
let targets: Target[]
let without: string[]
let belongings: Belongings
let before: Record<string, string[]>
let foreign: Map<string, Set<string>>
const strangers: Stranger[] = []

beforeAll(async () => {
  program = await startTwo()
  theirs = await allForms(program, STAFF)
  ;({ targets, without } = await targetsOf(theirs, routes))
  belongings = await belongingsOf(program, NORRBY)
  foreign = idsInForms()
  before = await rowsOf(program, belongings.associationId)
  for (const name of ASKING) {
    const browser = await new PlainBrowser(program.origin, name).signIn(`${name}@${OTHER}`, DEMO_PASSWORD)
    const { pages, forms } = await crawl(browser, { each: (kind) => (kind === '/deltagare/:id' ? 6 : 1), most: 120 })
    const fields = forms.flatMap(({ form }) => form.fields)
    // What is open to everybody is open to them.
    const closed = pages.filter((page) => !page.startsWith('/hitta'))
    strangers.push({ browser, token: fields.find(({ name }) => name === '_token')?.value ?? '', pages: closed, forms })
  }
}, 6 * MINUTE)
afterAll(async () => {
  await program?.stop()
})

test('there is something to ask for at every address', () => {
  expect(belongings.ids.size).toBeGreaterThan(1000)
  expect(belongings.words.size).toBeGreaterThan(50)
  expect(strangers.map(({ token }) => token.length > 20)).toEqual(ASKING.map(() => true))
  expect(without).toEqual([])
})

test('their own pages tell nothing of the others', { timeout: 3 * MINUTE }, async () => {
  const told: string[] = []
  let looked = 0
  for (const { browser, pages } of strangers)
    for (const page of pages) {
      const { html } = await browser.get(page)
      looked += 1
      for (const word of belongingIn(html, belongings)) told.push(`${browser.name} ${page}: ${word}`)
    }
  expect(told).toEqual([])
  expect(looked).toBeGreaterThan(200)
})

test('every page and file of the others is as one that does not exist', { timeout: 5 * MINUTE }, async () => {
  const offences: string[] = []
  for (const { browser } of strangers)
    for (const { address } of targets.filter(({ method }) => method === 'get')) {
      const elsewhere = absent(address)
      const [real, none] = [await browser.get(address), await browser.get(elsewhere)]
      const say = (text: string) => offences.push(`${browser.name} ${address}: ${text}`)
      if (real.status !== 404 || none.status !== 404) say(`${real.status}, and ${none.status} for nothing`)
      else if (withoutIds(real.html, address) !== withoutIds(none.html, elsewhere)) say('another page')
      for (const word of belongingIn(withoutIds(real.html, address), belongings)) say(word)
    }
  expect(offences).toEqual([])
})

test('every form of the others is as one that does not exist', { timeout: 5 * MINUTE }, async () => {
  const offences: string[] = []
  for (const { browser, token } of strangers)
    for (const { address, fields, multipart } of targets.filter(({ method }) => method === 'post')) {
      const elsewhere = absent(address)
      const send = (to: string) => browser.post(to, [...fresh(fields), ['_token', token]], { multipart })
      const [real, none] = [await send(address), await send(elsewhere)]
      const say = (text: string) => offences.push(`${browser.name} ${address}: ${text}`)
      if (real.status !== 404 || none.status !== 404) say(`${real.status}, and ${none.status} for nothing`)
      else if (withoutIds(real.html, address) !== withoutIds(none.html, elsewhere)) say('another page')
    }
  expect(offences).toEqual([])
})

test('whoever is not signed in is sent to sign in, whatever they ask for', { timeout: MINUTE }, async () => {
  const nobody = new PlainBrowser(program.origin, 'nobody')
  const offences: string[] = []
  for (const { method, address, fields, multipart } of targets) {
    const ask = (to: string) => (method === 'get' ? nobody.get(to) : nobody.post(to, fields, { multipart }))
    for (const at of [address, absent(address)]) {
      const { status, location = '' } = await ask(at)
      if (status !== 303 || !location.startsWith('/logga-in')) offences.push(`${method} ${at}: ${status} ${location}`)
    }
  }
  expect(offences).toEqual([])
})

/** The route a form is sent to, worked out once for each kind of address. */
const routeOf = (() => {
  const known = new Map<string, string | undefined>()
  return (action: string): string | undefined => {
    const kind = kindOf(action, program.origin)
    if (!known.has(kind))
      known.set(kind, routes.find(({ method, path }) => method === 'post' && theirs.matches(path, action))?.path)
    return known.get(kind)
  }
})()

/** What the others' forms of a route offer or hold in a field, as ids of theirs. */
function idsInForms(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const isTheirs = (value: string) =>
    belongings.ids.has(value) || belongings.bodies.has(Number(value.replace(/^[a-z]+/, '') || 'none'))
  for (const { form } of theirs.found) {
    const route = form.method === 'post' && routeOf(form.action)
    if (!route) continue
    for (const { name, value, options } of form.fields) {
      const key = `${route} ${name}`
      const ids = found.get(key) ?? new Set()
      for (const one of [value, ...options]) if (one !== undefined && isTheirs(one)) ids.add(one)
      found.set(key, ids)
    }
  }
  return found
}

test('an id of the others in a field of the own forms leads nowhere', { timeout: 5 * MINUTE }, async () => {
  const tried = new Set<string>()
  const offences: string[] = []
  for (const { browser, forms } of strangers)
    for (const { page, form } of forms) {
      const route = form.method === 'post' && routeOf(form.action)
      if (!route) continue
      for (const field of form.fields) {
        if (['_token', '_key', 'version'].includes(field.name)) continue
        const own = [field.value, ...field.options]
        for (const value of [...(foreign.get(`${route} ${field.name}`) ?? [])]
          .filter((one) => !own.includes(one))
          .slice(0, 2)) {
          const what = `${browser.name} ${route} ${field.name}`
          if (tried.has(`${what} ${value}`)) continue
          tried.add(`${what} ${value}`)
          const sent = filled(form, { words: WORDS, day: dayAt(new Date()), all: true }, { [field.name]: value })
          const answer = await browser.post(form.action, fresh(sent), { multipart: form.multipart })
          const shown = answer.location ? await browser.get(answer.location) : answer
          if (shown.status >= 500) offences.push(`${what}: ${shown.status}`)
          for (const word of belongingIn(shown.html, belongings))
            if (!sent.some(([, typed]) => typed.includes(word))) offences.push(`${what} (${page}): ${word}`)
        }
      }
    }
  expect(offences).toEqual([])
  expect([...new Set([...tried].map((one) => one.split(' ').slice(1, 3).join(' ')))]).toEqual(
    expect.arrayContaining([
      '/deltagare/:id/kontakt/ny userId',
      '/deltagare/:id/skydd named',
      '/deltagare/:id/steg/nytt who',
      '/deltagare/importera unitId',
      '/forvaltning/personer/:id/roll unit',
      '/karta/genomgangar/ny authorities',
      '/karta/kvalitet/par entry',
      '/karta/ny provider',
      '/karta/ny unit',
      '/kartlaggning/ny unitId',
      '/remisser/:id/gor/redirect redirectUnitId',
    ]),
  )
})

test('numbers of their persons and cases find nobody', { timeout: MINUTE }, async () => {
  const behind = openBehind(program.dataDir)
  const { rows } = await behind.query<{ case_number: string; person_number: string; name: string }>(
    `select t.case_number, i.person_number, i.given_name || ' ' || i.family_name as name
     from thread t join participant_identity i using (association_id, thread_id)
     where association_id = $1 and i.person_number is not null order by t.thread_id limit 3`,
    [belongings.associationId],
  )
  await behind.end()
  expect(rows).toHaveLength(3)
  const offences: string[] = []
  for (const { browser, token } of strangers)
    for (const [action, name] of [
      ['/deltagare/sok', 'sok'],
      ['/remisser/ny', 'personNumber'],
      ['/deltagare/oppna', 'number'],
    ] as const) {
      const form = formsIn((await browser.get(action)).html).find((one) => one.action === action)
      if (!form) continue
      expect(
        form.fields.map((field) => field.name),
        action,
      ).toContain(name)
      for (const { case_number, person_number } of rows)
        for (const number of [case_number, person_number]) {
          const sent = filled(form, { words: WORDS, day: '', all: true }, { [name]: number })
          const answer = await browser.post(action, fresh([...sent, ['_token', token]]))
          const shown = answer.location ? await browser.get(answer.location) : answer
          for (const word of belongingIn(shown.html, belongings))
            if (word !== number) offences.push(`${browser.name} ${action}: ${word}`)
        }
    }
  expect(offences).toEqual([])
})

test('nothing of theirs has changed, and no row of the strangers names anything of theirs', async () => {
  expect(await rowsNaming(program, belongings)).toEqual([])
  const after = await rowsOf(program, belongings.associationId)
  for (const table of new Set([...Object.keys(before), ...Object.keys(after)]))
    expect(after[table], table).toEqual(before[table])
})
