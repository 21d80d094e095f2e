import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'
import { type CalendarDay, day, dayAt } from '../src/shared/calendar-day.ts'
import { copyInto, copyLine } from './copy.ts'
import type { Told } from './course/beginning.ts'
import { type DayNumber, dayNumber } from './day-number.ts'
import { tellMap } from './map/told.ts'
import { writeMap } from './map/write.ts'
import { association, type UnitKey } from './organisation.ts'
import {
  addAssociation,
  addTown,
  type Numbers,
  noRows,
  ORGANISATION_TABLES,
  type OrganisationRows,
} from './organisation-rows.ts'
import { createRandom } from './random.ts'
import { tellRounds } from './survey/rounds.ts'
import { writeRounds } from './survey/write.ts'
import { layout, type Row, THREAD_TABLES, type ThreadTable } from './tables.ts'
import { tellTown } from './town.ts'
import type { World } from './world.ts'

export type SeededOrganisation = {
  associationId: number
  units: Record<UnitKey, { unitId: number; authorityId: number }>
  users: Record<string, string>
}

export const DEMO_SEED = 1
const DOMAIN = 'norrby.example'

/** Writes the association, its units and its staff, without any participant. Run as the owner of the tables. */
export async function seedOrganisation(client: pg.ClientBase, from: string): Promise<SeededOrganisation> {
  const { world, rows, numbers } = await organisation(client, dayNumber(day(from)) + 1200, DEMO_SEED)
  await writeOrganisation(client, rows, numbers)
  return world
}

export type DemoTown = { seed?: number; today?: CalendarDay }

/**
 * Writes Demo Town: a fictional association with its people, 120 threads over the three years before `today`, and two
 * rounds of the needs survey, of which the first has saved reports. The same seed and day give the same rows. Run as the owner of the tables, within a transaction.
 */
export async function seedDemoTown(
  client: pg.ClientBase,
  { seed = DEMO_SEED, today }: DemoTown = {},
): Promise<SeededOrganisation> {
  const now = dayNumber(today ?? dayAt(new Date()))
  const { world, rows, numbers } = await organisation(client, now, seed)
  await writeOrganisation(client, rows, numbers)
  await seedMap(client, world, seed, now)
  await writeRounds(client, tellRounds(world, seed, now), seed)
  const told = tellTown({ world, random: createRandom(seed), today: now })
  const tables = rowsOf(told, 1)
  for (const table of THREAD_TABLES) await client.query(`alter table ${layout[table].name} disable trigger user`)
  for (const table of THREAD_TABLES) {
    const { name, keys, columns } = layout[table]
    await copyInto(
      client,
      name,
      columns,
      tables[table].map((row) => copyLine(row, keys)),
    )
  }
  await client.query('select name_tracks()')
  for (const table of THREAD_TABLES) await client.query(`alter table ${layout[table].name} enable trigger user`)
  await client.query(
    `select setval(pg_get_serial_sequence('thread_event', 'seq'), greatest((select max(seq) from thread_event), 1))`,
  )
  return world
}

/** The map of an association, told by its first town. */
export async function seedMap(client: pg.ClientBase, world: World, seed: number, today: DayNumber): Promise<void> {
  const random = createRandom(seed + 2_000_003)
  await writeMap(client, world.associationId, tellMap({ world, random, today }), random)
}

async function organisation(client: pg.ClientBase, today: number, seed: number) {
  const { rows: found } = await client.query(
    'select coalesce(max(association_id), 0) + 1 as association, (select last_value + is_called::int from body_seq) as body from association',
  )
  const numbers: Numbers = { association: Number(found[0].association), body: Number(found[0].body) }
  const rows = noRows()
  const world = addTown(rows, numbers, {
    association: addAssociation(rows, numbers, association),
    random: createRandom(seed + 1_000_003),
    today,
    passwordHash: await hashPassword(DEMO_PASSWORD),
    domain: DOMAIN,
  })
  return { world, rows, numbers }
}

export async function writeOrganisation(
  client: pg.ClientBase,
  rows: OrganisationRows,
  numbers: Numbers,
): Promise<void> {
  for (const table of ORGANISATION_TABLES) {
    const columns = Object.keys(rows[table][0] ?? {})
    await copyInto(
      client,
      table,
      columns,
      rows[table].map((row) => copyLine(row, columns)),
    )
  }
  await client.query(
    `select setval('body_seq', $1, false), setval(pg_get_serial_sequence('association', 'association_id'), $2, false)`,
    [numbers.body, numbers.association],
  )
}

/** Six digits, another for each place: a step that shares no divisor with their count meets every one before it comes back. */
const scattered = (at: number): number => 100_000 + (((at + 1) * 611_953) % 900_000)

/** All rows by table; threads get case numbers that tell nothing of their order, events their place in the order they were recorded. */
export function rowsOf(told: readonly Told[], firstSeq: number) {
  const rows = Object.fromEntries(THREAD_TABLES.map((table) => [table, [] as Row[]])) as Record<ThreadTable, Row[]>
  for (const { c } of told) for (const { table, row } of c.finish()) rows[table].push(row)
  const text = (row: Row, column: string) => String(row[column])
  rows.thread.sort((a, b) => (text(a, 'threadId') < text(b, 'threadId') ? -1 : 1))
  for (const [at, row] of rows.thread.entries())
    row.caseNumber = `${text(row, 'openedOn').slice(0, 4)}-${scattered(at)}`
  rows.threadEvent.sort((a, b) => (text(a, 'recordedAt') < text(b, 'recordedAt') ? -1 : 1))
  for (const [at, row] of rows.threadEvent.entries()) row.seq = firstSeq + at
  return rows
}
