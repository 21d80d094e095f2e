import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { migrate } from '../src/platform/database/migrate.ts'
import { openDatabase } from '../src/platform/database/open.ts'
import { DATABASE_NAME, withClient } from '../src/platform/database/provision.ts'
import { asFastAsPossible, evenly, type Figures } from './load.ts'
import { machine } from './machine.ts'
import { fillMap } from './map-seed.ts'
import { type BenchPage, checkPages } from './pages.ts'
import { signIn } from './people.ts'
import { startServer } from './server.ts'
import { type Weight, weigh } from './weights.ts'

// The open search over a large map: what anybody may ask without signing in.

export type MapMeasured = {
  entries: number
  /** Seconds to write the entries with their index; null when they were there already. */
  fillSeconds: number | null
  load: number
  pages: { key: string; name: string; one: Figures; twenty: Figures; even: Figures; weight: Weight }[]
}

const WORDS = [
  'praktik',
  'psykisk ohälsa',
  'svenska för invandrare',
  'svneska',
  'jobb',
  'arbetsträning',
  'ensam',
  'pengar',
  'ångest',
  'ungdomar',
  'körkort',
  'adhd',
  'smärta',
  'sjukskriven',
  'samtal',
  'odling',
  'verkstad',
  'kafé',
  'språkcafé',
  'rehabilitering',
  'anxiety',
  'learn swedish',
  'job training',
  'debts',
  'تدريب',
  'اللغة السويدية',
  'عمل',
  'قلق',
  'nyanländ kvinna',
  'praktik för unga',
  'hjälp med skulder',
  'gå ut och gå',
  'komvux svenska',
  'arbetspröving',
]
const FILTERS = [
  '',
  '&alder=19',
  '&behov=large',
  '&grupp=newcomer',
  '&vag=self',
  '&alder=45&behov=small',
  '&sprak=ar',
  '&huvudman=region',
  '&sida=2',
]
const LANGUAGES = ['sv', 'sv-latt', 'en', 'ar']

const asked = (path: string) => ({
  method: 'GET',
  path,
  headers: { accept: 'text/html', 'accept-encoding': 'gzip', 'sec-fetch-site': 'none' },
})

/** Two words, an age and a language that nobody has asked for together yet. */
function freshQuestions(): () => string {
  let at = 0
  return () => {
    at += 1
    const [first, second] = [WORDS[at % WORDS.length]!, WORDS[Math.floor(at / WORDS.length) % WORDS.length]!]
    const said = encodeURIComponent(at % 3 === 0 ? `${first} ${second}` : first)
    const age = 10 + (Math.floor(at / 7) % 90)
    return `/hitta?sok=${said}${FILTERS[at % FILTERS.length]!.replace(/&alder=\d+/, '')}&alder=${age}&lang=${LANGUAGES[Math.floor(at / 11) % 4]}`
  }
}

/** A word in each question that nobody has asked for since the map was changed: the entries' names end with numbers. */
function freshWords(): () => string {
  let at = 0
  return () => {
    at += 1
    return `/hitta?sok=${encodeURIComponent(`${WORDS[at % WORDS.length]} ${100 + at}`)}&lang=${LANGUAGES[at % 4]}`
  }
}

/** Many different questions; and such as nobody asked before, since an answer is kept as long as the map is the same. */
const pagesOf = (entries: readonly string[]): BenchPage[] => [
  {
    key: 'find',
    name: 'Open search, words and filters (/hitta)',
    requests: WORDS.flatMap((word, at) =>
      FILTERS.map((filter, of) =>
        asked(`/hitta?sok=${encodeURIComponent(word)}${filter}&lang=${LANGUAGES[(at + of) % LANGUAGES.length]}`),
      ),
    ),
  },
  {
    key: 'find-fresh',
    name: 'Open search, each question for the first time',
    requests: WORDS.map((word) => asked(`/hitta?sok=${encodeURIComponent(word)}&alder=9&lang=sv`)),
    fresh: freshQuestions(),
  },
  {
    key: 'find-word',
    name: 'Open search, a word for the first time in each question',
    requests: [asked('/hitta?sok=praktik&lang=sv')],
    fresh: freshWords(),
  },
  {
    key: 'find-browse',
    name: 'Open search, filters only',
    requests: FILTERS.flatMap((filter) => LANGUAGES.map((lang) => asked(`/hitta?lang=${lang}${filter}`))),
  },
  {
    key: 'find-entry',
    name: 'An entry of the open map',
    requests: entries.map((id, at) => asked(`/hitta/1/${id}?lang=${LANGUAGES[at % LANGUAGES.length]}`)),
  },
]

type Settings = { data: string; entries: number; port: number; seconds: number; say(line: string): void }
type Running = {
  url: string
  fillSeconds: number | null
  owner: pg.Client
  measure(pages: readonly BenchPage[]): Promise<MapMeasured['pages']>
}

/** The program on a map of so many entries, in a folder of its own that is filled when it is not full. */
async function onMap<T>(
  { data, entries, port, seconds, say }: Settings,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  const folder = join(data, `map-${entries}`)
  mkdirSync(folder, { recursive: true })
  // The program itself makes the database and Demo Town in an empty folder; one of another state of the program is made anew.
  try {
    await (await startServer(folder, port)).stop()
  } catch (error) {
    say(`Made anew: ${error instanceof Error ? error.message : error}`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    await (await startServer(folder, port)).stop()
  }
  const database = await openDatabase({ dataDir: folder, log: say })
  const server = await (async () => {
    await migrate(database.migrator)
    await withClient({ ...database.superuser, database: DATABASE_NAME }, (owner) => owner.query('vacuum analyze'))
    return startServer(folder, port)
  })()
  const measure = async (pages: readonly BenchPage[]): Promise<MapMeasured['pages']> => {
    await checkPages(server.url, pages)
    const measured: MapMeasured['pages'] = []
    for (const page of pages) {
      await asFastAsPossible(server, page, 20, 3)
      const one = await asFastAsPossible(server, page, 1, seconds)
      const twenty = await asFastAsPossible(server, page, 20, seconds)
      const even = await evenly(server, page, 100, seconds)
      measured.push({ key: page.key, name: page.name, one, twenty, even, weight: await weigh(server.url, page) })
      say(
        `${page.name}: p50 ${one.p50} ms at one, ${twenty.perSecond}/s and p99 ${twenty.p99} ms at 20, p99 ${even.p99} ms evenly`,
      )
    }
    return measured
  }
  try {
    return await withClient({ ...database.superuser, database: DATABASE_NAME }, async (owner) =>
      work({ url: server.url, fillSeconds: await fillMap(owner, entries), owner, measure }),
    )
  } finally {
    await database.stop()
    await server.stop()
  }
}

/** The pictures of a map of 2,000 entries, signed in, each with some choices. */
const VIEWED = 2000
const CHOICES = ['', 'behov=large', 'malgrupp=young', 'ort=Norrby', 'alder=19', 'avstand=far']
const VIEWS: [key: string, name: string, path: string][] = [
  ['coverage', 'Coverage matrix', '/karta/vyer/tackning'],
  ['ages', 'Bars of ages', '/karta/vyer/alder'],
  ['ways', 'Flow chart', '/karta/vyer/vagar'],
]
const viewsOf = (cookie: string): BenchPage[] =>
  VIEWS.map(([key, name, path]) => ({
    key,
    name: `${name}, ${VIEWED.toLocaleString('en')} entries, signed in`,
    requests: CHOICES.map((choice) => ({
      method: 'GET',
      path: choice ? `${path}?${choice}` : path,
      headers: { cookie, accept: 'text/html', 'accept-encoding': 'gzip', 'sec-fetch-site': 'same-origin' },
    })),
  }))

/** The open pages on a large map, then the pictures on one of 2,000 entries. */
export async function measureMap(settings: Settings): Promise<MapMeasured> {
  const measured = await onMap(settings, async ({ owner, fillSeconds, measure }): Promise<MapMeasured> => {
    const { rows } = await owner.query(
      'select entry_id as id from map_entry where shown and association_id = 1 order by md5(entry_id::text) limit 200',
    )
    const { load } = machine('')
    return {
      entries: settings.entries,
      fillSeconds,
      load,
      pages: await measure(pagesOf(rows.map(({ id }) => String(id)))),
    }
  })
  const views = await onMap({ ...settings, entries: VIEWED }, async ({ owner, url, measure }) => {
    const [visitor] = await signIn(owner, url, 1)
    return visitor ? measure(viewsOf(visitor.cookie)) : []
  })
  return { ...measured, pages: [...measured.pages, ...views] }
}
