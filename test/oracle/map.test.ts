import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../src/features/access/access.build.ts'
import { asViewer, asVisitor, viewerOfSession } from '../../src/features/access/public.ts'
import { someEntry, somePlace } from '../../src/features/map/entry.build.ts'
import { createEntries, createEntry, setEntryStatus } from '../../src/features/map/entry.commands.ts'
import { loadFindList, loadFoundWord } from '../../src/features/map/find/find-list.queries.ts'
import { placesOf } from '../../src/features/map/find/find-set.ts'
import type { Asked } from '../../src/features/map/find/find-word.ts'
import { createPlace } from '../../src/features/map/place.commands.ts'
import { createDb, type Db, type Tx } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type MapReader, type MapWorld, mayChange, mayFind, maySee } from './map-oracle.ts'

const TODAY = day('2026-03-02')
const RUNS = Number(process.env.ORACLE_MAPS) || 60

let database: TestDatabase
let db: Db
let built: BuiltAssociation
let stranger: BuiltAssociation
let users: { reader: Exclude<MapReader, { as: 'visitor' }>; user: BuiltUser }[]

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  stranger = await buildAssociation(database.migrator)
  users = [
    { reader: { as: 'staff', authority: 0 }, user: await built.user('Karin', built.office, 'caseworker') },
    { reader: { as: 'staff', authority: 1 }, user: await built.user('Petra', built.team, 'team_leader') },
    { reader: { as: 'staff', authority: 2 }, user: await built.user('Maja', built.care, 'caseworker') },
    { reader: { as: 'head' }, user: await built.user('Agneta', built.staffUnit, 'association_head') },
    { reader: { as: 'administrator' }, user: built.admin },
    { reader: { as: 'reviewer' }, user: await built.user('Rune', built.staffUnit, 'log_reviewer') },
  ]
})
afterAll(() => database.close())

const as = async <T>(user: BuiltUser, work: (tx: Tx) => Promise<T>, keep = true): Promise<T> => {
  const viewer = await viewerOfSession(db, user.sessionToken, TODAY)
  return asViewer(db, viewer!, TODAY, work, () => keep)
}
const owners = () => [built.office.authorityId, built.team.authorityId, built.care.authorityId]

const worlds: fc.Arbitrary<MapWorld> = fc.integer({ min: 1, max: 3 }).chain((places) =>
  fc.record({
    open: fc.boolean(),
    places: fc.constant(places),
    entries: fc.array(
      fc.record({
        owner: fc.constantFrom(0, 1, 2, null),
        isPublic: fc.boolean(),
        status: fc.constantFrom('planned', 'active', 'paused', 'closed', 'removed'),
        at: fc.uniqueArray(fc.integer({ min: 0, max: places - 1 }), { maxLength: 2 }),
        onward: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  }),
)

type Placed = { entries: string[]; places: string[] }

/** The keeper writes the world as it would be written; statuses turn afterwards, so that triggers must follow. */
async function put(world: MapWorld): Promise<Placed> {
  await database.migrator.query('delete from map_event; delete from map_link; delete from map_opening')
  await database.migrator.query('delete from map_entry_place; delete from map_entry; delete from map_place')
  await database.migrator.query('update association set map_public = $2 where association_id = $1', [
    built.associationId,
    world.open,
  ])
  const ids = world.entries.map(() => newId())
  return as(built.admin, async (tx) => {
    const viewer = (await viewerOfSession(db, built.admin.sessionToken, TODAY))!
    const work = { tx, viewer, today: TODAY }
    const places: string[] = []
    for (let number = 0; number < world.places; number++) {
      const made = await createPlace(work, somePlace({ name: `P${number}` }))
      if (made.ok) places.push(made.value)
    }
    const made = await createEntries(
      work,
      world.entries.map((entry, number) => ({
        ...someEntry({
          name: `E${number}`,
          authorityId: entry.owner === null ? null : owners()[entry.owner]!,
          isPublic: entry.isPublic,
          placeIds: entry.at.map((place) => places[place]!),
          openings: [{ fromOn: null, untilOn: null, weekdays: ['MO'], opensAt: '09:00', closesAt: null, note: '' }],
          links: entry.onward
            .filter((to) => to !== number)
            .map((to) => ({ toEntryId: ids[to]!, kind: 'onward' as const, note: '' })),
        }),
        entryId: ids[number]!,
      })),
    )
    expect(made.ok).toBe(true)
    for (const [number, { status }] of world.entries.entries())
      expect((await setEntryStatus(work, ids[number]!, 1, status)).ok).toBe(true)
    return { entries: ids, places }
  })
}

async function see(tx: Tx, placed: Placed) {
  const entry = (id: string) => placed.entries.indexOf(id)
  const place = (id: string) => placed.places.indexOf(id)
  const list = async (text: string) => (await sql<{ a: string; b: string }>`${sql.raw(text)}`.execute(tx)).rows
  const numbers = (rows: { a: string }[], of: (id: string) => number) =>
    [...new Set(rows.map(({ a }) => of(a)))].sort((a, b) => a - b)
  return {
    entries: numbers(await list('select entry_id as a from map_entry'), entry),
    openings: numbers(await list('select entry_id as a from map_opening'), entry),
    events: numbers(await list('select entry_id as a from map_event'), entry),
    at: (await list('select entry_id as a, place_id as b from map_entry_place'))
      .map(({ a, b }) => `${entry(a)}>${place(b)}`)
      .sort(),
    places: numbers(await list('select place_id as a from map_place'), place),
    links: (await list('select from_entry_id as a, to_entry_id as b from map_link'))
      .map(({ a, b }) => `${entry(a)}>${entry(b)}`)
      .sort(),
  }
}

/** The open search reads a table of its own past the policies: everything there is, by words and without. */
async function found(tx: Tx, placed: Placed): Promise<number[][]> {
  const list = await loadFindList(tx)
  if (!list) return [[], [], []]
  const search = async (asked: Asked) => {
    const { met } = await loadFoundWord(tx, list, asked)
    return [...placesOf(met!.meets)].map((place) => placed.entries.indexOf(list.list.ids[place]!)).sort((a, b) => a - b)
  }
  return [
    list.list.ids.map((id) => placed.entries.indexOf(id)).sort((a, b) => a - b),
    await search({ any: [], codes: ['=kind:intervention'] }),
    await search({ any: placed.entries.map((_, number) => `e${number}`), codes: [] }),
  ]
}

const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: '42501' })

describe('the map', () => {
  test('everybody sees what the plain words say, and nobody more', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (drawn) => {
        const world = {
          ...drawn,
          entries: drawn.entries.map((entry, number) => ({
            ...entry,
            onward: entry.onward.filter((to) => to !== number),
          })),
        }
        const placed = await put(world)
        for (const { reader, user } of users)
          expect(await as(user, (tx) => see(tx, placed))).toEqual(maySee(world, reader))
        expect(await asVisitor(db, built.associationId, TODAY, (tx) => see(tx, placed))).toEqual(
          maySee(world, { as: 'visitor' }),
        )
        for (const { reader, user } of users)
          expect(await as(user, (tx) => found(tx, placed))).toEqual(Array(3).fill(mayFind(world, reader)))
        expect(await asVisitor(db, built.associationId, TODAY, (tx) => found(tx, placed))).toEqual(
          Array(3).fill(mayFind(world, { as: 'visitor' })),
        )
        for (const elsewhere of [
          as(stranger.admin, (tx) => found(tx, placed)),
          asVisitor(db, stranger.associationId, TODAY, (tx) => found(tx, placed)),
        ])
          expect(await elsewhere).toEqual([[], [], []])
        const nothing = { entries: [], openings: [], events: [], at: [], places: [], links: [] }
        expect(await as(stranger.admin, (tx) => see(tx, placed))).toEqual(nothing)
        expect(await asVisitor(db, stranger.associationId, TODAY, (tx) => see(tx, placed))).toEqual(nothing)
      }),
      { numRuns: RUNS, seed: 20261123 },
    )
  })

  test('is written by its owner and the keeper: the rules and the database agree', async () => {
    const empty: MapWorld = {
      open: true,
      places: 0,
      entries: [0, 1, 2, null].map((owner) => ({ owner, isPublic: true, status: 'active', at: [], onward: [] })),
    }
    const placed = await put(empty)
    for (const { reader, user } of users)
      for (const [number, owner] of [0, 1, 2, null].entries()) {
        const may = mayChange(owner, reader)
        const authorityId = owner === null ? null : owners()[owner]!
        const viewer = (await viewerOfSession(db, user.sessionToken, TODAY))!
        const made = await as(
          user,
          (tx) => createEntry({ tx, viewer, today: TODAY }, someEntry({ authorityId })),
          false,
        )
        expect(made.ok, `${reader.as} writes ${owner}`).toBe(may)
        const { associationId } = built
        const directly = (work: (tx: Tx) => Promise<unknown>) => () => as(user, work, false)
        const insert = directly((tx) =>
          tx.insertInto('mapEntry').values({ associationId, authorityId, kind: 'activity', name: 'Direkt' }).execute(),
        )
        const update = directly((tx) =>
          tx
            .updateTable('mapEntry')
            .set({ name: 'Direkt' })
            .where('entryId', '=', placed.entries[number]!)
            .returning('entryId')
            .execute(),
        )
        const opening = directly((tx) =>
          tx.insertInto('mapOpening').values({ associationId, entryId: placed.entries[number]! }).execute(),
        )
        if (may) {
          await insert()
          expect(await update()).toHaveLength(1)
          await opening()
        } else {
          await refused(insert())
          expect(await update()).toHaveLength(0)
          await refused(opening())
        }
      }
  })

  test('an entry is not given to an authority by somebody who is not of it', async () => {
    const { associationId } = built
    const karin = users[0]!.user
    await refused(
      as(karin, async (tx) => {
        const { entryId } = await tx
          .insertInto('mapEntry')
          .values({ associationId, authorityId: owners()[0]!, kind: 'activity', name: 'Min' })
          .returning('entryId')
          .executeTakeFirstOrThrow()
        await tx.updateTable('mapEntry').set({ authorityId: owners()[2]! }).where('entryId', '=', entryId).execute()
      }),
    )
  })

  test('who sees a row, what happened and whose it is are not the program’s to write', async () => {
    for (const text of [
      'update map_entry set association_id = 1',
      'update map_place set shown = true',
      'update map_opening set shown = true',
      'update map_event set kind = kind',
      'delete from map_event',
      'delete from map_entry',
      "insert into map_event (association_id, at, entry_id, kind, version, on_day, snapshot) values (1, now(), uuidv7(), 'created', 1, '2026-01-01', '{}')",
      'update association set map_public = true',
      'select 1 from map_find',
      'select 1 from map_word',
      'delete from map_find',
    ])
      await refused(as(built.admin, (tx) => sql.raw(text).execute(tx), false))
  })

  test('a visitor reads nothing of any other table, and opens no map', async () => {
    const { rows } = await database.migrator.query(
      `select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relrowsecurity
         and has_any_column_privilege('rt_app', oid, 'select') and relname not like 'map\\_%' order by 1`,
    )
    expect(rows.length).toBeGreaterThan(10)
    await database.migrator.query('update association set map_public = true')
    for (const { relname } of rows)
      expect(
        await asVisitor(
          db,
          built.associationId,
          TODAY,
          async (tx) => (await sql`select 1 from ${sql.table(relname)} limit 1`.execute(tx)).rows,
        ),
        relname,
      ).toEqual([])
    await database.migrator.query('update association set map_public = false')
    const opened = async (user: BuiltUser) =>
      as(
        user,
        async (tx) => (await sql<{ done: boolean }>`select set_map_public(true) as done`.execute(tx)).rows,
        false,
      )
    expect(await opened(users[0]!.user)).toEqual([{ done: false }])
    expect(await opened(users[5]!.user)).toEqual([{ done: false }])
    expect(await opened(users[3]!.user)).toEqual([{ done: true }])
  })
})
