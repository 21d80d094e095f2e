import { afterAll, beforeAll, expect, test } from 'vitest'
import { asVisitor } from '../../src/features/access/public.ts'
import { loadMap, loadPlaces } from '../../src/features/map/entry.queries.ts'
import { freshness } from '../../src/features/map/entry-verified.ts'
import { createDb, type Db } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { seedDemoTown } from '../demo-town.ts'
import { entrySeeds } from './told.ts'

const TODAY = day('2026-11-23')
let database: TestDatabase
let db: Db
let associationId: number

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  const client = await database.migrator.connect()
  await client.query('begin')
  associationId = (await seedDemoTown(client, { today: TODAY })).associationId
  await client.query('commit')
  client.release()
})
afterAll(() => database.close())

const all = async (text: string) => (await database.migrator.query(text)).rows
const tally = async (column: string) =>
  Object.fromEntries(
    (await all(`select ${column} as k, count(*) as n from map_entry group by 1 order by 1`)).map(({ k, n }) => [k, n]),
  )

test('keys are told once and lead somewhere', () => {
  const keys = entrySeeds.map((seed) => seed.key)
  expect(new Set(keys).size).toBe(keys.length)
})

test('about ninety entries, over four authorities and civil society', async () => {
  expect(await tally('kind')).toEqual({ activity: 21, intervention: 50, provider: 22 })
  expect(
    await tally(
      `(select coalesce(max(a.kind), 'civil') from authority a where a.authority_id = map_entry.authority_id)`,
    ),
  ).toEqual({ association: 3, civil: 22, employment: 8, insurance: 5, municipality: 39, region: 16 })
  expect(await tally('status')).toEqual({ active: 90, closed: 1, paused: 1, planned: 1 })
})

test('every last event holds the entry as it is read, whatever triggers did', async () => {
  const entries = await asVisitor(db, associationId, TODAY, (tx) => loadMap(tx, { associationId }))
  const snapshots = await all(
    'select distinct on (entry_id) entry_id, version, snapshot from map_event order by entry_id, version desc',
  )
  const byId = new Map(snapshots.map((row) => [row.entry_id, row.snapshot]))
  expect(entries).toHaveLength(89)
  for (const entry of entries) {
    const links = (of: { links: { toEntryId: string }[] }) => of.links.map((link) => link.toEntryId).sort()
    const snapshot = byId.get(entry.entryId)
    // A visitor sees no link to what is hidden.
    expect({ ...entry, links: [] }).toEqual({ ...snapshot, links: [] })
    expect(links(snapshot)).toEqual(expect.arrayContaining(links(entry)))
  }
})

test('a shelter and what only staff use are not given to visitors', async () => {
  const [entries, places] = await asVisitor(db, associationId, TODAY, (tx) =>
    Promise.all([loadMap(tx, { associationId }), loadPlaces(tx, { associationId })]),
  )
  expect(entries.filter(({ name }) => /Skyddat boende|Frukost|Gemensam/.test(name))).toEqual([])
  expect(places.filter(({ name }) => /Lyktan/.test(name))).toEqual([])
  expect(places).toHaveLength(25)
})

test('fresh, fading, stale and unverified ones', async () => {
  const entries = await asVisitor(db, associationId, TODAY, (tx) => loadMap(tx, { associationId }))
  const counts: Record<string, number> = {}
  for (const entry of entries) counts[freshness(entry, TODAY)] = (counts[freshness(entry, TODAY)] ?? 0) + 1
  expect(counts).toEqual({ fresh: 64, ask: 16, stale: 4, never: 5 })
})
