import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seedScaled } from '../seeds/scale.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { type OpenDatabase, openDatabase } from '../src/platform/database/open.ts'
import { DATABASE_NAME, withClient } from '../src/platform/database/provision.ts'
import { importReportOf, measureImport } from './import.ts'
import { asFastAsPossible, evenly } from './load.ts'
import { machine, memory } from './machine.ts'
import { measureMap } from './map.ts'
import { checkPages, pagesOf } from './pages.ts'
import { signIn } from './people.ts'
import { measurePolicies } from './policies.ts'
import { type Measured, mapReportOf, reportOf } from './report.ts'
import { startServer, startTime } from './server.ts'
import { measureSheet } from './sheet.ts'
import { measureSurvey, surveyReportOf } from './survey.ts'
import { weigh } from './weights.ts'

// Figures of the built program on a large database. Never part of the tests.

const WARM_SECONDS = 10

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '8' },
    port: { type: 'string', default: '4999' },
    data: { type: 'string', default: join(import.meta.dirname, '../data/bench') },
    /** Entries of the open map, in a folder of its own. */
    map: { type: 'string', default: '20000' },
    /** Only pages whose key is named, with commas: for looking into one. `map`: the open map alone; `survey`: the survey file alone; `import`: a list of participants alone. */
    only: { type: 'string' },
    /** Writes docs/benchmarks.md and .json. */
    write: { type: 'boolean', default: false },
  },
})
const [scale, seconds, port] = [Number(values.scale), Number(values.seconds), Number(values.port)]
const only = values.only?.split(',')
const PEOPLE = 12
const SURVEY_ROWS = 1_000_000
const IMPORT_ROWS = 10_000
const say = (line: string): void => console.error(line)
const folder = join(values.data, `scale-${scale}`)
const DOCS = join(import.meta.dirname, '../docs')

const ownerOf = (database: OpenDatabase) => ({ ...database.superuser, database: DATABASE_NAME })

/** The database of another state of the program that cannot be brought up to date is made anew. */
async function upToDate(): Promise<OpenDatabase> {
  for (let attempt = 1; ; attempt++) {
    mkdirSync(folder, { recursive: true })
    const database = await openDatabase({ dataDir: folder, log: say })
    try {
      await migrate(database.migrator)
      return database
    } catch (error) {
      await database.stop()
      if (attempt === 2) throw error
      say(`Made anew: ${error instanceof Error ? error.message : error}`)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Fills the folder's database when it is empty. Seconds it took, or null. */
async function fill(): Promise<number | null> {
  const database = await upToDate()
  try {
    return await withClient(ownerOf(database), async (client) => {
      const { rows } = await client.query('select exists (select 1 from association) as filled')
      if (rows[0].filled) return null
      const began = performance.now()
      await seedScaled(client, { scale, print: say })
      return Math.round((performance.now() - began) / 1000)
    })
  } finally {
    await database.stop()
  }
}

async function coldStart(): Promise<number> {
  const cold = join(values.data, 'cold')
  rmSync(cold, { recursive: true, force: true })
  const took = await startTime(cold, port)
  rmSync(cold, { recursive: true, force: true })
  return took
}

/** What an earlier run measured with the same scale, where this one found the database filled. */
function keptSeedSeconds(): number | null {
  const kept = join(DOCS, 'benchmarks.json')
  if (!existsSync(kept)) return null
  const earlier = JSON.parse(readFileSync(kept, 'utf8')) as Measured
  return earlier.scale === scale ? earlier.seedSeconds : null
}

/** Writes the figures where they are kept, and says them. */
function publish(measured: Measured): void {
  const docs = values.write ? DOCS : folder
  mkdirSync(docs, { recursive: true })
  writeFileSync(join(docs, 'benchmarks.json'), `${JSON.stringify(measured, null, 2)}\n`)
  writeFileSync(join(docs, 'benchmarks.md'), reportOf(measured))
}

/** The open map alone: its figures take the place of the earlier ones, and the others stay. */
async function onlyMap(): Promise<void> {
  const map = await measureMap({ data: values.data, entries: Number(values.map), port, seconds, say })
  const kept = join(DOCS, 'benchmarks.json')
  if (values.write && existsSync(kept)) publish({ ...(JSON.parse(readFileSync(kept, 'utf8')) as Measured), map })
  console.log(mapReportOf(map))
}

/** The survey file alone, likewise. */
function onlySurvey(): void {
  const survey = measureSurvey({ data: values.data, rows: SURVEY_ROWS })
  const kept = join(DOCS, 'benchmarks.json')
  if (values.write && existsSync(kept)) publish({ ...(JSON.parse(readFileSync(kept, 'utf8')) as Measured), survey })
  console.log(surveyReportOf(survey))
}

/** A list of participants alone, likewise. */
async function onlyImport(): Promise<void> {
  const list = await measureImport({ data: values.data, rows: IMPORT_ROWS, load: machine('').load })
  const kept = join(DOCS, 'benchmarks.json')
  if (values.write && existsSync(kept)) publish({ ...(JSON.parse(readFileSync(kept, 'utf8')) as Measured), list })
  console.log(importReportOf(list))
}

async function everything(): Promise<void> {
  const map = only ? null : await measureMap({ data: values.data, entries: Number(values.map), port, seconds, say })
  const seedSeconds = (await fill()) ?? keptSeedSeconds()
  const before = machine('')
  say(`Load average ${before.load}`)
  const coldMs = await coldStart()
  const warmMs = await startTime(folder, port)
  const server = await startServer(folder, port)
  const database = await openDatabase({ dataDir: folder, log: say })
  try {
    const { visitors, counts } = await withClient(ownerOf(database), async (owner) => ({
      visitors: await signIn(owner, server.url, PEOPLE),
      counts: (
        await owner.query(
          `select (select count(*) from thread) as threads, (select count(*) from thread_event) as events,
         (select count(*) from association) as associations, current_setting('server_version') as version`,
        )
      ).rows[0],
    }))
    const pages = pagesOf(visitors).filter(({ key }) => !only || only.includes(key))
    await checkPages(server.url, pages)
    const measured: Measured = {
      date: new Date().toISOString().slice(0, 10),
      machine: { ...before, postgres: counts.version },
      scale,
      threads: Number(counts.threads),
      events: Number(counts.events),
      associations: Number(counts.associations),
      seedSeconds,
      start: { coldMs, warmMs },
      memory: { server: null, serverPeak: null, database: null },
      pages: [],
      policies: [],
      map,
      list: only ? null : await measureImport({ data: values.data, rows: IMPORT_ROWS, load: before.load }),
      survey: only ? null : measureSurvey({ data: values.data, rows: SURVEY_ROWS }),
    }
    for (const page of pages) {
      // As on a day of work: every connection to the database has prepared its statements, and the code is compiled.
      await asFastAsPossible(server, page, 20, WARM_SECONDS)
      const one = await asFastAsPossible(server, page, 1, seconds)
      const twenty = await asFastAsPossible(server, page, 20, seconds)
      const even = await evenly(server, page, 100, seconds)
      measured.pages.push({ key: page.key, name: page.name, one, twenty, even, weight: await weigh(server.url, page) })
      say(
        `${page.name}: p50 ${one.p50} ms at one, ${twenty.perSecond}/s and p99 ${twenty.p99} ms at 20, p99 ${even.p99} ms evenly`,
      )
    }
    measured.memory = memory(server.pid, server.postmasterPid)
    measured.policies = await measurePolicies(database, visitors, 200)
    measured.sheet = await measureSheet(database.app, visitors[0]?.token ?? '')
    publish(measured)
    console.log(reportOf(measured))
  } finally {
    await database.stop()
    await server.stop()
  }
}

if (only?.join() === 'survey') onlySurvey()
else if (only?.join() === 'import') await onlyImport()
else await (only?.join() === 'map' ? onlyMap() : everything())
