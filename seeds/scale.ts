import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'
import { type CalendarDay, dayAt } from '../src/shared/calendar-day.ts'
import { copyInto, copyLine } from './copy.ts'
import type { Told } from './course/beginning.ts'
import { dayNumber } from './day-number.ts'
import { DEMO_SEED, rowsOf, seedDemoTown, seedMap, writeOrganisation } from './demo-town.ts'
import { addAssociation, addTown, noRows } from './organisation-rows.ts'
import { ASSOCIATIONS, associationName } from './places.ts'
import { createRandom } from './random.ts'
import { layout, THREAD_TABLES } from './tables.ts'
import { tellTown } from './town.ts'
import type { World } from './world.ts'

export type Scaled = { seed?: number; scale: number; today?: CalendarDay; print: (line: string) => void }

/** How many towns each association has: the first is Demo Town alone, the others share the rest. */
export function shares(scale: number): number[] {
  const others = Math.min(ASSOCIATIONS, scale - 1)
  return [
    1,
    ...Array.from({ length: others }, (_, n) => Math.floor((scale - 1) / others) + (n < (scale - 1) % others ? 1 : 0)),
  ]
}

/**
 * Demo Town `scale` times, spread over up to 83 associations with their own units and people. Needs an empty database and a
 * superuser (the foreign keys are not looked at while loading). All accounts share the demo's password.
 */
export async function seedScaled(
  client: pg.ClientBase,
  { seed = DEMO_SEED, scale, today, print }: Scaled,
): Promise<void> {
  const now = dayNumber(today ?? dayAt(new Date()))
  const began = performance.now()
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`
  await client.query(`begin; set local session_replication_role = replica; set local maintenance_work_mem = '512MB'`)
  await seedDemoTown(client, { seed, ...(today ? { today } : {}) })
  const indexes = await dropIndexes(client)
  const { rows: last } = await client.query(
    'select (select max(association_id) from association) as association, (select last_value from body_seq) as body, (select max(seq) from thread_event) as seq',
  )
  const numbers = { association: Number(last[0].association) + 1, body: Number(last[0].body) }
  let seq = Number(last[0].seq)
  let threads = 120
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  for (const [index, towns] of shares(scale).entries()) {
    if (index === 0) continue
    const organisation = noRows()
    const association = addAssociation(organisation, numbers, associationName(index - 1))
    const told: Told[] = []
    let first: World | undefined
    for (let town = 0; town < towns; town++) {
      const random = createRandom(seed * 1_000_003 + index * 1009 + town)
      const domain = `${town + 1}.${index}.example`
      const suffix = towns > 1 ? ` ${town + 1}` : ''
      const world = addTown(organisation, numbers, { association, random, today: now, passwordHash, domain, suffix })
      first ??= world
      told.push(...tellTown({ world, random, today: now }))
    }
    await writeOrganisation(client, organisation, numbers)
    if (first) await seedMap(client, first, seed * 1009 + index, now)
    const rows = rowsOf(told, seq + 1)
    for (const table of THREAD_TABLES) {
      const { name, keys, columns } = layout[table]
      await copyInto(
        client,
        name,
        columns,
        rows[table].map((row) => copyLine(row, keys)),
      )
    }
    seq += rows.threadEvent.length
    threads += told.length
    if (index % 10 === 0) print(`${threads} threads, ${seq} events, ${index + 1} associations (${seconds()})`)
  }
  await client.query(`select setval(pg_get_serial_sequence('thread_event', 'seq'), $1)`, [seq])
  for (const index of indexes) await client.query(index)
  print(`Indexes built (${seconds()})`)
  // What triggers would have written for the open search.
  await client.query('select map_find_entry(association_id, entry_id) from map_entry where shown')
  await client.query('commit')
  await client.query('vacuum analyze')
  print(`${threads} threads and ${seq} events in ${shares(scale).length} associations: ${seconds()}`)
}

/** Indexes that are no constraint are built at the end, which is quicker; the statements that build them again. */
async function dropIndexes(client: pg.ClientBase): Promise<string[]> {
  const names = THREAD_TABLES.map((table) => layout[table].name)
  const { rows } = await client.query(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as statement from pg_index i
     where i.indrelid = any ($1::regclass[]) and not i.indisunique and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [names],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ statement }) => statement)
}
