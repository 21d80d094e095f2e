import { sql } from 'kysely'
import { asViewer, viewerOfSession } from '../src/features/access/public.ts'
import { writesFor } from '../src/features/map/entry.access.ts'
import { chooseColumns, uploadSheet } from '../src/features/map/sheet/sheet-import.commands.ts'
import { sheetImport } from '../src/features/map/sheet/sheet-import.queries.ts'
import { undoImport } from '../src/features/map/sheet/sheet-undo.commands.ts'
import { writeImport } from '../src/features/map/sheet/sheet-write.commands.ts'
import type { MapWork } from '../src/features/map/work.ts'
import { createDb, type Tx } from '../src/platform/database/db.ts'
import { openPool, type PoolConfig } from '../src/platform/database/pool.ts'
import { writeWorkbook } from '../src/platform/spreadsheet/write.ts'
import { type CalendarDay, dayAt } from '../src/shared/calendar-day.ts'
import { done, pick, timedInto } from './bring-in.ts'

/** How long a large sheet takes to come into the map, in milliseconds. Nothing of it stays. */
export type SheetFigures = {
  rows: number
  /** Reading the workbook and keeping its rows. */
  upload: number
  /** The dry run. */
  check: number
  /** Writing all of it into an empty part of the map. */
  write: number
  /** The same sheet with other words in one column: dry run and writing over every entry. */
  change: number
  undo: number
}

const HEADINGS = [
  'Insats',
  'Utförare',
  'Målgrupp',
  'Ålder',
  'Tid i insats',
  'Plats',
  'Öppettider',
  'Kontakt',
  'Platser',
  'Metod',
  'Övrigt',
]
const GROUPS = [
  'Unga, psykisk ohälsa',
  'Långtidsarbetslösa',
  'föräldrar och nyanlända',
  'personer med adhd',
  'kosmonauter',
]
const AGES = ['16-29 år', 'från 18', 'alla åldrar', '18–64', 'gymnasieålder']
const TIMES = ['ca 3 mån', '6–12 månader', '10 veckor', 'ett år', 'en termin']
const HOURS = ['mån-fre 8-16', 'tis och tors 13-15 (drop-in)', 'efter överenskommelse']

const rowsOf = (count: number, method: string): string[][] =>
  Array.from({ length: count }, (_, at) => [
    `Insats nummer ${at + 1}`,
    `Utförare ${at % 200}`,
    pick(GROUPS, at),
    pick(AGES, at),
    pick(TIMES, at),
    `Gatan ${at % 100}`,
    pick(HOURS, at),
    `Receptionen, 08-465 004 ${String(at % 100).padStart(2, '0')}`,
    `ca ${5 + (at % 30)} platser`,
    `${method} ${'Vi gör saker tillsammans, i den takt som passar. '.repeat(4)}`,
    at % 3 === 0 ? 'Ring först' : '',
  ])

class Over extends Error {}

/** What a commit would do: the search is brought up to date at the end of a transaction. */
async function atCommit(tx: Tx): Promise<void> {
  await sql`set constraints all immediate`.execute(tx)
  await sql`set constraints all deferred`.execute(tx)
}

/** Brings a sheet of so many rows in, over it, and back, as one of the program's own users; the transaction is taken back. */
export async function measureSheet(
  config: PoolConfig,
  sessionToken: string,
  count = 5000,
  today: CalendarDay = dayAt(new Date()),
): Promise<SheetFigures> {
  const pool = openPool(config)
  const db = createDb(pool)
  const viewer = await viewerOfSession(db, sessionToken, today)
  if (!viewer) throw new Error('nobody is signed in')
  const owner = writesFor(viewer)[0] ?? null
  const figures: SheetFigures = { rows: count, upload: 0, check: 0, write: 0, change: 0, undo: 0 }
  const timed = timedInto<Exclude<keyof SheetFigures, 'rows'>>(figures)
  const file = async (method: string) =>
    new File(
      [
        (await writeWorkbook([
          { name: 'Blad', header: HEADINGS, rows: rowsOf(count, method) },
        ])) as Uint8Array<ArrayBuffer>,
      ],
      'karta.xlsx',
    )
  const [first, second] = [await file('Samtal.'), await file('Rörelse.')]
  const columns = async (work: MapWork, id: string) => {
    const run = await sheetImport(work.tx, viewer, id)
    done(await chooseColumns(work, id, run?.choices ?? [], 'intervention'))
  }
  const work = asViewer(db, viewer, today, async (tx) => {
    const given: MapWork = { tx, viewer, today }
    const id = await timed('upload', async () => done(await uploadSheet(given, owner, first)))
    await timed('check', () => columns(given, id))
    await timed('write', async () => {
      done(await writeImport(given, id, 'theirs'))
      await atCommit(tx)
    })
    const again = done(await uploadSheet(given, owner, second))
    await timed('change', async () => {
      await columns(given, again)
      done(await writeImport(given, again, 'theirs'))
      await atCommit(tx)
    })
    await timed('undo', async () => {
      done(await undoImport(given, again))
      await atCommit(tx)
    })
    throw new Over()
  })
  try {
    await work
  } catch (error) {
    if (!(error instanceof Over)) throw error
  } finally {
    await pool.end()
  }
  return figures
}
