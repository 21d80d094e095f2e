import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../src/features/access/access.build.ts'
import { asViewer, asVisitor, viewerOfSession } from '../../src/features/access/public.ts'
import { someEntry } from '../../src/features/map/entry.build.ts'
import { createEntries } from '../../src/features/map/entry.commands.ts'
import { createDb, type Db, type Tx } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

// Sheets on their way into the map and its review rounds: who sees and writes them, said once more in plain words. It knows
// neither the policies nor the rules of the feature.

const TODAY = day('2026-03-02')
const RUNS = Number(process.env.ORACLE_MAPS) || 60
const STATES = ['sheet', 'mapping', 'checked', 'done', 'undone'] as const

let database: TestDatabase
let db: Db
let built: BuiltAssociation
let stranger: BuiltAssociation
let people: { name: string; user: BuiltUser; keeper: boolean; authority: number | null }[]
let entries: { entryId: string; authority: number | null }[]

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  stranger = await buildAssociation(database.migrator)
  const { office, care, staffUnit } = built
  people = [
    {
      name: 'Karin',
      user: await built.user('Karin', office, 'caseworker'),
      keeper: false,
      authority: office.authorityId,
    },
    {
      name: 'Kerstin',
      user: await built.user('Kerstin', office, 'team_leader'),
      keeper: false,
      authority: office.authorityId,
    },
    { name: 'Maja', user: await built.user('Maja', care, 'caseworker'), keeper: false, authority: care.authorityId },
    { name: 'Agneta', user: await built.user('Agneta', staffUnit, 'association_head'), keeper: true, authority: null },
    { name: 'Anna', user: built.admin, keeper: true, authority: null },
    { name: 'Rune', user: await built.user('Rune', staffUnit, 'log_reviewer'), keeper: false, authority: null },
  ]
  entries = [office.authorityId, care.authorityId, null].map((authority) => ({ entryId: newId(), authority }))
  await as(built.admin, async (tx) => {
    const viewer = (await viewerOfSession(db, built.admin.sessionToken, TODAY))!
    const made = await createEntries(
      { tx, viewer, today: TODAY },
      entries.map(({ entryId, authority }) => ({ ...someEntry({ name: entryId, authorityId: authority }), entryId })),
    )
    expect(made.ok).toBe(true)
  })
})
afterAll(() => database.close())

async function as<T>(user: BuiltUser, work: (tx: Tx) => Promise<T>, keep = true): Promise<T> {
  const viewer = await viewerOfSession(db, user.sessionToken, TODAY)
  return asViewer(db, viewer!, TODAY, work, () => keep)
}
const ids = async (tx: Tx, text: string): Promise<string[]> =>
  (await sql<{ id: string }>`${sql.raw(text)}`.execute(tx)).rows.map(({ id }) => id).sort()
const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: '42501' })

describe('sheets', () => {
  const sheets = fc.array(fc.record({ owner: fc.nat(5), state: fc.constantFrom(...STATES) }), {
    minLength: 1,
    maxLength: 6,
  })

  test(
    'are seen by who uploaded them; what was brought in also by the keeper, but never its rows',
    { timeout: 60_000 },
    () =>
      fc.assert(
        fc.asyncProperty(sheets, async (drawn) => {
          await database.migrator.query('delete from map_import')
          const all = drawn.map((one) => ({ ...one, id: newId() }))
          for (const { id, owner, state } of all) {
            await database.migrator.query(
              'insert into map_import (association_id, map_import_id, user_id, file_name, state) values ($1, $2, $3, $4, $5)',
              [built.associationId, id, people[owner]!.user.userId, 'karta.csv', state],
            )
            await database.migrator.query(
              'insert into map_import_row (association_id, map_import_id, user_id, row_number, cells) values ($1, $2, $3, 1, $4)',
              [built.associationId, id, people[owner]!.user.userId, ['a']],
            )
          }
          for (const [number, { user, keeper, name }] of people.entries()) {
            const own = all.filter(({ owner }) => owner === number).map(({ id }) => id)
            const kept = keeper
              ? all.filter(({ state }) => state === 'done' || state === 'undone').map(({ id }) => id)
              : []
            const seen = await as(user, async (tx) => ({
              imports: await ids(tx, 'select map_import_id as id from map_import'),
              rows: await ids(tx, 'select map_import_id as id from map_import_row'),
            }))
            expect(seen, name).toEqual({ imports: [...new Set([...own, ...kept])].sort(), rows: own.sort() })
            const changed = await as(
              user,
              (tx) => ids(tx, "update map_import set state = 'undone' returning map_import_id as id"),
              false,
            )
            expect(changed, name).toEqual(seen.imports)
            const gone = await as(user, (tx) => ids(tx, 'delete from map_import returning map_import_id as id'), false)
            expect(gone, name).toEqual(own.sort())
          }
          const nothing = (tx: Tx) =>
            ids(tx, 'select map_import_id as id from map_import union all select map_import_id from map_import_row')
          expect(await as(stranger.admin, nothing)).toEqual([])
          expect(await asVisitor(db, built.associationId, TODAY, nothing)).toEqual([])
        }),
        { numRuns: RUNS, seed: 20261124 },
      ),
  )

  test('nobody uploads in another’s name, or gives a sheet to somebody else', async () => {
    const [karin, maja] = [people[0]!.user, people[2]!.user]
    const { associationId } = built
    const values = { associationId, userId: maja.userId, fileName: 'x', state: 'mapping' }
    await refused(as(karin, (tx) => tx.insertInto('mapImport').values(values).execute(), false))
    await refused(as(karin, (tx) => sql`update map_import set user_id = ${karin.userId}`.execute(tx), false))
  })

  test('what was settled about an entry is written by its owner and the keeper', async () => {
    const { associationId } = built
    for (const { user, keeper, authority, name } of people)
      for (const entry of entries) {
        const may = keeper || (entry.authority !== null && entry.authority === authority)
        const row = {
          associationId,
          entryId: entry.entryId,
          field: 'name',
          ours: 'a',
          theirs: 'b',
          mapImportId: newId(),
        }
        const written = () => as(user, (tx) => tx.insertInto('mapSheetChoice').values(row).execute(), false)
        if (may) await written()
        else await refused(written())
        await database.migrator.query('delete from map_sheet_choice')
        await database.migrator.query(
          'insert into map_sheet_choice values ($1, $2, $3, $4, $5, $6)',
          Object.values(row),
        )
        const taken = await as(user, (tx) => ids(tx, 'delete from map_sheet_choice returning entry_id as id'), false)
        expect(taken, `${name} takes away`).toEqual(may ? [entry.entryId] : [])
        expect(await as(user, (tx) => ids(tx, 'select entry_id as id from map_sheet_choice'))).toEqual([entry.entryId])
        expect(await as(stranger.admin, (tx) => ids(tx, 'select entry_id as id from map_sheet_choice'))).toEqual([])
      }
  })
})

test('that two entries are not the same is said by who answers for one of them, in the own name, and read by all', async () => {
  const { associationId } = built
  const sorted = entries.toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1))
  for (const { user, keeper, authority, name } of people)
    for (const [a, b] of [
      [sorted[0]!, sorted[1]!],
      [sorted[0]!, sorted[2]!],
      [sorted[1]!, sorted[2]!],
    ] as const) {
      const owns = (one: { authority: number | null }) => one.authority !== null && one.authority === authority
      const may = keeper || owns(a) || owns(b)
      const row = { associationId, entryId: a.entryId, otherId: b.entryId, compared: 'x', saidBy: user.userId }
      const say = (values = row) => as(user, (tx) => tx.insertInto('mapPair').values(values).execute(), false)
      if (may) await say()
      else await refused(say())
      await refused(say({ ...row, saidBy: people.find((one) => one.user !== user)!.user.userId }))
      await database.migrator.query(
        'insert into map_pair (association_id, entry_id, other_id, compared, said_by) values ($1, $2, $3, $4, $5)',
        Object.values(row),
      )
      const all = (tx: Tx) => ids(tx, 'select entry_id as id from map_pair')
      expect(await as(user, all), name).toEqual([a.entryId])
      const taken = await as(user, (tx) => ids(tx, 'delete from map_pair returning entry_id as id'), false)
      expect(taken, name).toEqual(may ? [a.entryId] : [])
      expect(await as(stranger.admin, all)).toEqual([])
      expect(await asVisitor(db, associationId, TODAY, all)).toEqual([])
      await refused(as(user, (tx) => sql`update map_pair set compared = 'y'`.execute(tx), false))
      await database.migrator.query('delete from map_pair')
    }
})

describe('review rounds', () => {
  test('are read by everybody of the association, started and closed by its keeper', async () => {
    const { associationId } = built
    const mapReviewId = newId()
    await database.migrator.query(
      `insert into map_review (association_id, map_review_id, started_on, due_on, started_by, authority_ids)
       values ($1, $2, '2026-03-01', '2026-03-20', $3, array[1])`,
      [associationId, mapReviewId, built.admin.userId],
    )
    for (const { user, keeper, name } of people) {
      expect(await as(user, (tx) => ids(tx, 'select map_review_id as id from map_review')), name).toEqual([mapReviewId])
      const round = {
        associationId,
        startedOn: TODAY,
        dueOn: day('2026-04-01'),
        startedBy: user.userId,
        authorityIds: [1],
      }
      const begin = () => as(user, (tx) => tx.insertInto('mapReview').values(round).execute(), false)
      if (keeper) await begin()
      else await refused(begin())
      const closed = await as(
        user,
        (tx) => ids(tx, `update map_review set closed_on = '2026-03-02' returning map_review_id as id`),
        false,
      )
      expect(closed, name).toEqual(keeper ? [mapReviewId] : [])
    }
    await refused(as(built.admin, (tx) => sql`update map_review set authority_ids = array[2]`.execute(tx), false))
    await refused(as(built.admin, (tx) => sql`delete from map_review`.execute(tx), false))
    // The mails are the job's: nobody who is signed in learns from here who works where, or that anybody does.
    const letters = `select email as id from map_review_letters(${associationId}, '${mapReviewId}')`
    await database.migrator.query('update map_review set authority_ids = $1', [[0, built.office.authorityId]])
    await database.migrator.query("update map_entry set verified_on = '2026-01-01'")
    expect((await ids(db as unknown as Tx, letters)).length).toBeGreaterThan(1)
    for (const { user, name } of people) expect(await as(user, (tx) => ids(tx, letters)), name).toEqual([])
    const nothing = (tx: Tx) => ids(tx, 'select map_review_id as id from map_review')
    expect(await as(stranger.admin, nothing)).toEqual([])
    expect(await asVisitor(db, associationId, TODAY, nothing)).toEqual([])
  })
})
