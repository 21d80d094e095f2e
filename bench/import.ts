import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { seedDemoTown } from '../seeds/demo-town.ts'
import { asViewer, viewerOfSession } from '../src/features/access/public.ts'
import {
  beginWriting,
  chooseColumns,
  type ImportWork,
  uploadList,
} from '../src/features/thread/import/import.commands.ts'
import { checkList, writeList } from '../src/features/thread/import/import.jobs.ts'
import { importRun } from '../src/features/thread/import/import.queries.ts'
import { createDb } from '../src/platform/database/db.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openDatabase } from '../src/platform/database/open.ts'
import { openPool } from '../src/platform/database/pool.ts'
import { withClient } from '../src/platform/database/provision.ts'
import { writeWorkbook } from '../src/platform/spreadsheet/write.ts'
import { addDays, dayAt } from '../src/shared/calendar-day.ts'
import { newId } from '../src/shared/ids.ts'
import { done, pick, timedInto } from './bring-in.ts'

/** A team's earlier list of participants, from the upload to the last row, in milliseconds; on a database of its own with Demo Town in it. */
export type ImportFigures = {
  rows: number
  upload: number
  check: number
  write: number
  /** Steps of progress somebody sees who asks for the page twice a second while it is written. */
  steps: number
  events: number
  load: number
}

const MOST_SECONDS = 30
const LEADER = 'petra.nyholm@norrby.example'
const HEADINGS = ['Namn', 'Telefon', 'Remissdatum', 'Remittent', 'Inskriven', 'Kontakt', 'Insats', 'Timmar', 'Start']
const CONTACTS = ['Elin Forsgren', 'Samir Haddad']
const TRACKS = ['Caféet', 'Verkstaden', 'Friskvård', 'Studiebesök']
const REFERRERS = ['Försörjningsstöd', 'Arbetsförmedlingen', 'Psykiatrin', 'Försäkringskassan']

/** Made-up people without numbers: everybody has a referral, a first day, a contact and a track. */
function rowsOf(count: number): string[][] {
  const today = dayAt(new Date())
  return Array.from({ length: count }, (_, at) => {
    const referred = addDays(today, -(100 + (at % 900)))
    const taken = addDays(referred, 20 + (at % 60))
    return [
      `Bänk${at} Listadotter${at % 977}`,
      `08-465 004 ${String(at % 100).padStart(2, '0')}`,
      referred,
      pick(REFERRERS, at),
      taken,
      pick(CONTACTS, at),
      pick(TRACKS, at),
      String(5 + (at % 20)),
      addDays(taken, 7),
    ]
  })
}

export async function measureImport({ data, rows, load }: { data: string; rows: number; load: number }) {
  const folder = join(data, 'import')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const database = await openDatabase({ dataDir: folder, log: () => undefined })
  const pool = openPool(database.app)
  try {
    await migrate(database.migrator)
    const token = await withClient(database.migrator, async (client) => {
      await client.query('begin')
      await seedDemoTown(client)
      const session = newId()
      await client.query(
        `insert into account_session (id, user_id, token, expires_at) select $1::uuid, id, $1::uuid::text, now() + interval '1 hour' from account_user where email = $2`,
        [session, LEADER],
      )
      await client.query('commit')
      return session
    })
    const db = createDb(pool)
    const today = dayAt(new Date())
    const viewer = await viewerOfSession(db, token, today)
    if (!viewer) throw new Error('nobody is signed in')
    const as = <T>(work: (work: ImportWork) => Promise<T>): Promise<T> =>
      asViewer(db, viewer, today, (tx) => work({ tx, viewer, today, now: new Date() }))
    const run = async (id: string) => (await as(({ tx }) => importRun(tx, viewer, id)))!
    const tools = { db, viewer, today, referredBy: (who: string) => `Remitterad av ${who}` }
    const figures: ImportFigures = { rows, upload: 0, check: 0, write: 0, steps: 0, events: 0, load }
    const timed = timedInto<'upload' | 'check' | 'write'>(figures)
    const sheet = await writeWorkbook([{ name: 'Deltagare', header: HEADINGS, rows: rowsOf(rows) }])
    const file = new File([sheet as Uint8Array<ArrayBuffer>], 'deltagare.xlsx')
    const unitId = viewer.roles[0]?.unitId ?? 0
    const id = await timed('upload', () => as(async (work) => done(await uploadList(work, unitId, file))))
    await timed('check', async () => {
      const { choices } = await run(id)
      await as(async (work) =>
        done(
          await chooseColumns(
            work,
            id,
            choices.map((choice) => choice ?? 'skip'),
          ),
        ),
      )
      await checkList(tools, id)
    })
    const { counts } = await run(id)
    if (counts.new !== rows) throw new Error(`${counts.new} of ${rows} people are new: ${JSON.stringify(counts)}`)
    const seen = new Set<number>()
    let over = false
    const watching = (async () => {
      for (; !over; await sleep(500)) seen.add((await run(id)).progress)
    })()
    await timed('write', async () => {
      await as(async (work) => done(await beginWriting(work, id, false)))
      await writeList(tools, id)
    })
    over = true
    await watching
    const { state } = await run(id)
    if (state !== 'done') throw new Error(`the run is ${state}`)
    figures.steps = seen.size
    figures.events = await withClient(database.migrator, async (client) => {
      const { rows: found } = await client.query(
        `select count(*)::int as events from thread_event e join participant_identity i using (association_id, thread_id) where i.given_name like 'Bänk%'`,
      )
      return found[0].events as number
    })
    return figures
  } finally {
    await pool.end()
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10
/** The whole of it, as somebody who brings a list in waits for it. */
const importSeconds = ({ upload, check, write }: ImportFigures): number => seconds(upload + check + write)

export function importReportOf(figures: ImportFigures): string {
  const whole = importSeconds(figures)
  const { rows, upload, check, write, steps, events, load } = figures
  return `## A team's earlier list
An Excel sheet of ${rows.toLocaleString('en')} participants, each with a referral, a first day, a contact and a track, is brought into Demo Town: ${events.toLocaleString('en')} events. Load average at the beginning ${load}.

| | aim | measured | |
| --- | --: | --: | --: |
| uploaded, checked and written | ≤ ${MOST_SECONDS} s | ${whole} s | ${whole <= MOST_SECONDS ? 'met' : 'missed'} |

Reading and keeping the rows ${seconds(upload)} s, the dry run ${seconds(check)} s, writing ${seconds(write)} s. Asked twice a second, the page of the run shows ${steps} different steps of progress while it writes.
`
}
