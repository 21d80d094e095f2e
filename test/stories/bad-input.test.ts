import { afterAll, beforeAll, expect, test } from 'vitest'
import { zip } from '../../src/platform/archive/zip.ts'
import { routesOf } from '../../src/routes.tsx'
import { addDays, dayAt } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type AllForms, allForms, fresh, openForm, WORDS } from '../support/all-forms.ts'
import { badValuesFor, NEVER_A_DAY, SCRIPT } from '../support/bad-values.ts'
import type { FoundForm } from '../support/crawl.ts'
import { filled } from '../support/fill-form.ts'
import { type HtmlForm, wordsOf } from '../support/html-form.ts'
import { type Answer, headingOf, type PostOptions } from '../support/plain-browser.ts'
import { type RunningProgram, startProgram } from '../support/running-program.ts'

// Every form that any role can reach, sent with everything that can be wrong with it, to the running program: a clear
// answer in plain words, everything typed still there, nothing taken for markup, never a fault of ours.

const ROLES = [
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
const MINUTES = 60_000
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g
const day = addDays(dayAt(new Date()), 1)

let program: RunningProgram
let all: AllForms

const nothing = {} as Parameters<typeof routesOf>[0]
const posts = routesOf(nothing).filter((route) => route.method === 'post')
/** The administrator's forms last: they take roles away. */
const ordered = [...posts].sort(
  (a, b) => Number(a.path.startsWith('/forvaltning')) - Number(b.path.startsWith('/forvaltning')),
)

beforeAll(async () => {
  program = await startProgram()
  all = await allForms(program, ROLES)
}, 8 * MINUTES)
afterAll(async () => {
  await program?.stop()
})

/** What is wrong with an answer that is neither done nor a page that says in words what to do. */
function offence(answer: Answer): string | undefined {
  if (answer.status >= 500) return `${answer.status} ${headingOf(answer.html) ?? ''}`
  if (answer.status === 303) return answer.location ? undefined : 'led nowhere'
  if (!answer.type.startsWith('text/html')) return `${answer.status} as ${answer.type}`
  if (!headingOf(answer.html)) return `${answer.status} without a heading`
  if (answer.html.includes(SCRIPT) || answer.html.includes('<img src=x')) return 'takes what was typed for markup'
  if (/<h1>annat/.test(answer.html)) return 'lets what was typed end a field'
  return undefined
}

/** As the server keeps it: line breaks of one kind, no NUL, no blanks at the ends; half a character cannot be sent. */
const kept = (typed: string): string =>
  typed.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\u0000', '').toWellFormed().trim()

/** Fields whose text is not on the answered page any more. */
function lost(answer: Answer, form: HtmlForm, sent: readonly [string, string][]): string[] {
  const words = kept(wordsOf(answer.html))
  return form.fields
    .filter((field) => field.kind === 'free' && field.type !== 'password')
    .flatMap(({ name }) => sent.filter(([sentName]) => sentName === name))
    .filter(([, value]) => kept(value) !== '' && !words.includes(kept(value)))
    .map(([name]) => name)
}

/** The forms that lead to one route, one after the other: what is done with one cannot always be done again. */
async function* instances(path: string): AsyncGenerator<[FoundForm, HtmlForm], void, 'used' | undefined> {
  for (const one of all.to(path)) {
    for (let form = await openForm(one); form; form = await openForm(one)) if ((yield [one, form]) !== 'used') break
  }
}

test('every page can be looked at, and what leads to others could be done', () => {
  expect(all.closed).toEqual([])
  expect(all.undone).toEqual([])
})

test('every form of the program is reached by somebody', () => {
  const routes = posts.map((route) => route.path)
  expect(routes.filter((path) => all.to(path).length === 0)).toEqual([])
})

// Before the forms are sent: one of them may close what a list goes to.
const MB = 1024 * 1024
const text = (words: string) => new TextEncoder().encode(words)
const FILES: Record<string, [name: string, content: Uint8Array, expected: number]> = {
  'nothing in it': ['tom.csv', new Uint8Array(), 422],
  '50 MB': ['stor.csv', new Uint8Array(50 * MB), 413],
  'a broken workbook': ['a.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 422],
  'a workbook that unpacks to 100 MB': [
    'bomb.xlsx',
    zip(
      new Map([
        ['[Content_Types].xml', text('<Types/>')],
        ['xl/workbook.xml', new Uint8Array(100 * MB)],
      ]),
    ),
    422,
  ],
  'a picture': ['bild.xlsx', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), 422],
  'a program': ['lista.csv.exe', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 422],
}

test('files that are no lists', { timeout: 3 * MINUTES }, async () => {
  const offences: string[] = []
  const takers = all.found.filter(({ form }) => form.fields.some((field) => field.kind === 'file'))
  const tried = new Set<string>()
  for (const one of takers) {
    // The first of each kind that still stands.
    const kind = one.form.action.replace(ID, ':id')
    if (tried.has(kind) || !(await openForm(one))) continue
    tried.add(kind)
    for (const [what, [name, content, expected]] of Object.entries(FILES)) {
      const form = (await openForm(one)) ?? one.form
      const body = new FormData()
      for (const [field, value] of filled(form, { words: WORDS, day })) body.append(field, value)
      for (const field of form.fields)
        if (field.kind === 'file') body.append(field.name, new Blob([new Uint8Array(content)]), name)
      const answer = await one.browser.post(form.action, [], { body })
      const wrong = offence(answer) ?? (answer.status === expected ? undefined : `${answer.status}, not ${expected}`)
      if (wrong) offences.push(`${form.action}, ${what}: ${wrong}`)
    }
  }
  expect([...tried].sort()).toEqual([
    '/deltagare/importera',
    '/karta/kalkylblad',
    '/kartlaggning/:id/personer/nya',
    '/kartlaggning/kontrollera',
    '/kartlaggning/listor',
  ])
  expect(offences).toEqual([])
})

/** So many wrong fields are sent of one form at most. */
const MOST_PAIRS = 400

/** Signing out by every wrong field would end the test. */
const ENDS_SESSION = ['/logga-ut', '/konto/inloggningar/:id']

test.for(ordered.map((route) => route.path))(
  '%s: one field wrong at a time',
  { timeout: 3 * MINUTES },
  async (path) => {
    if (ENDS_SESSION.includes(path)) return
    const offences: string[] = []
    const list = instances(path)
    let current = (await list.next()).value
    const tried = new Set<string>()
    for (;;) {
      if (!current) break
      const [one, form] = current
      const pairs = form.fields
        .filter((field) => !['_token', '_key', 'till'].includes(field.name))
        .flatMap((field, row) =>
          badValuesFor(field).map(([what, value], column) => ({ field, what, value, turn: row + column })),
        )
      // A long form has many fields alike: every field is tried, and every wrong value, but not each in each.
      const step = Math.ceil(pairs.length / MOST_PAIRS)
      const todo = pairs.find(({ field, what, turn }) => turn % step === 0 && !tried.has(`${field.name}: ${what}`))
      if (!todo) break
      const { field, what, value } = todo
      tried.add(`${field.name}: ${what}`)
      const sent = fresh(filled(form, { words: WORDS, day, all: true }, { [field.name]: value }))
      if (!sent.some(([name]) => name === field.name)) sent.push([field.name, value])
      const answer = await one.browser.post(form.action, sent, { multipart: form.multipart })
      const say = (text: string) => offences.push(`${one.browser.name} ${one.page} ${field.name} (${what}): ${text}`)
      const wrong = offence(answer)
      if (wrong) say(wrong)
      else if ([409, 422].includes(answer.status))
        for (const name of lost(answer, form, sent)) say(`${answer.status}, lost ${name}`)
      else if (answer.status === 303) {
        if (field.type === 'date' && NEVER_A_DAY.has(what)) say('taken for a day')
        const next = await one.browser.get(answer.location ?? '/')
        const after = next.status < 400 ? offence(next) : next.status >= 500 ? String(next.status) : undefined
        if (after) say(`afterwards: ${after}`)
        current = (await list.next('used')).value
      }
    }
    expect(offences).toEqual([])
  },
)

type Whole = (
  sent: [string, string][],
  form: HtmlForm,
) => {
  fields?: [string, string][]
  options?: PostOptions
  expected: readonly number[]
  path?: (action: string) => string
}

const json = { headers: { 'content-type': 'application/json' } }
const without = (fields: [string, string][], name: string) => fields.filter(([one]) => one !== name)
/** A form of everybody has no token. */
const forged = (sent: [string, string][]) => (sent.some(([name]) => name === '_token') ? [403] : [303, 422])
/** Of the whole form, not of a field. A public form has no token: it is refused, or done as any other. */
const WHOLE: Record<string, Whole> = {
  'without its token': (sent) => ({ fields: without(sent, '_token'), expected: forged(sent) }),
  'with somebody else’s token': (sent) => ({
    fields: [...without(sent, '_token'), ['_token', 'x'.repeat(32)]],
    expected: forged(sent),
  }),
  'with a token of odd letters': (sent) => ({
    fields: [...without(sent, '_token'), ['_token', 'é'.repeat(32)]],
    expected: forged(sent),
  }),
  'from another site': (sent) => ({
    fields: sent,
    options: { headers: { origin: 'https://annan.example' } },
    expected: [403],
  }),
  'from nowhere': (sent) => ({ fields: sent, options: { headers: { origin: 'null' } }, expected: [403] }),
  'as JSON': () => ({ options: { ...json, body: '{"a":' }, expected: [400, 403, 404, 422] }),
  'as a form that is none': () => ({
    options: { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nbroken' },
    expected: [400, 403, 422],
  }),
  'with bytes that are no text': (sent) => ({
    options: {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${new URLSearchParams(sent)}&extra=%ED%A0%80%FF%C3&%C3=%`,
    },
    expected: [200, 303, 400, 403, 404, 409, 422],
  }),
  'without a body': () => ({ fields: [], expected: [303, 400, 403, 404, 422] }),
  'three megabytes': (sent) => ({
    fields: [...sent, ['extra', 'x'.repeat(3 * 1024 * 1024)]],
    expected: [413, 303, 422, 409, 200],
  }),
  'every field three times': (sent) => ({ fields: [...sent, ...sent, ...sent], expected: [200, 303, 404, 409, 422] }),
  'with fields nobody asked for': (sent) => ({
    fields: [...sent, ['__proto__', 'x'], ['constructor', 'x'], ['acl', '{1}'], ['unit_id', '1'], ['state', 'active']],
    expected: [200, 303, 404, 409, 422],
  }),
  'about somebody who is not there': (sent) => ({
    fields: sent,
    path: (action) => action.replace(ID, () => newId()),
    expected: [200, 303, 404, 409, 422],
  }),
  'about nothing': (sent) => ({
    fields: sent,
    path: (action) => action.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '018f0000-0000-0000-0000-00000000000g'),
    expected: [200, 303, 404, 409, 422],
  }),
}

test.for(ordered.map((route) => route.path))('%s: the whole form wrong', { timeout: 3 * MINUTES }, async (path) => {
  const offences: string[] = []
  const list = instances(path)
  let current = (await list.next()).value
  for (const [what, make] of Object.entries(WHOLE)) {
    if (!current) break
    const [one, form] = current
    const { fields, options, expected, path: moved } = make(fresh(filled(form, { words: WORDS, day, all: true })), form)
    if (ENDS_SESSION.includes(path) && expected.includes(303) && !expected.includes(403)) continue
    const action = moved ? moved(form.action) : form.action
    const elsewhere = moved !== undefined && action !== form.action
    const answer = await one.browser.post(action, fields ?? [], {
      multipart: form.multipart && !options?.body,
      ...options,
    })
    const tooOften = path === '/logga-in' && answer.status === 429
    const wrong =
      offence(answer) ??
      (elsewhere && answer.status !== 404 ? `${answer.status}, not 404` : undefined) ??
      (expected.includes(answer.status) || tooOften ? undefined : `${answer.status}, not ${expected.join(' or ')}`)
    if (wrong) offences.push(`${one.browser.name} ${one.page} ${what}: ${wrong}`)
    if (answer.status === 303) current = (await list.next('used')).value
  }
  expect(offences).toEqual([])
})

test.for(ordered.map((route) => route.path))('%s: sent twice, and on an old version', async (path) => {
  if (ENDS_SESSION.includes(path)) return
  for await (const [one, form] of instances(path)) {
    const words = `ord ${newId()}`
    const sent = fresh(filled(form, { words, day, all: true }))
    if (form.fields.some(({ name }) => name === 'version')) {
      const stale = sent.map(([name, value]): [string, string] => [name, name === 'version' ? '77777' : value])
      const answer = await one.browser.post(form.action, stale, { multipart: form.multipart })
      expect([answer.status, offence(answer)], `${one.page} on an old version`).toEqual([409, undefined])
      expect(lost(answer, form, stale), one.page).toEqual([])
      const theirs = form.fields
        .filter((field) => field.kind === 'free' && field.value)
        .map((field) => field.value ?? '')
      expect(
        theirs.filter((text) => !wordsOf(answer.html).includes(kept(text))),
        `${one.page}: what stood there`,
      ).toEqual([])
    }
    if (!form.fields.some(({ name }) => name === '_key')) return
    const send = () => one.browser.post(form.action, sent, { multipart: form.multipart })
    const [first, second] = await Promise.all([send(), send()])
    const third = await send()
    expect(
      [first, second, third].map((answer) => offence(answer)),
      one.page,
    ).toEqual([undefined, undefined, undefined])
    if (first.status === 303)
      expect([second.location, third.location], one.page).toEqual([first.location, first.location])
    return
  }
})

/** A field of a filter is tried by so many people: what it does with a value does not depend on who asks. */
const ASKERS = 2

test('searches and filters in the address', { timeout: 3 * MINUTES }, async () => {
  const offences: string[] = []
  const askers = new Map<string, Set<string>>()
  for (const { browser, form } of all.found) {
    if (form.method !== 'get') continue
    for (const field of form.fields) {
      // The same form about another person or round is the same form.
      const key = `${form.action.replace(ID, ':id')} ${field.name} ${field.kind}`
      const asked = askers.get(key) ?? new Set()
      if (asked.has(browser.name) || asked.size === ASKERS) continue
      askers.set(key, asked.add(browser.name))
      for (const [what, value] of badValuesFor(field)) {
        if (value.length > 5000) continue
        const query = new URLSearchParams([[field.name, value]])
        const answer = await browser.get(`${form.action}?${query}`)
        const wrong = offence(answer)
        if (wrong) offences.push(`${browser.name} ${form.action} ${field.name} (${what}): ${wrong}`)
      }
    }
  }
  expect(offences).toEqual([])
  expect(askers.size).toBeGreaterThan(50)
})
