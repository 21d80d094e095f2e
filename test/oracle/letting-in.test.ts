import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXPORTED_TABLES } from '../../src/features/thread/export.queries.ts'
import { createDb, type Db, type Tx } from '../../src/platform/database/db.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { categoriesSeen, idOf, noteOf, opened, refused, TODAY } from './placed.ts'
import { as, CARE, KARIN, MAJA, OFFICE, PETRA, REGION, settle, TEAM } from './town.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

describe('nobody lets themselves in', () => {
  test('an authority opens its own rows only, to a unit that is there and works with people', async () => {
    const placed = await settle(database.migrator, TODAY, (world) => world.threads[0]!.disclosures.push(opened()))
    const disclose = (from: number, to: number, toUnit: number | null = null, unit = CARE, owner = REGION) =>
      as(db, placed, unit === CARE ? MAJA : PETRA, TODAY, (tx) =>
        tx
          .insertInto('disclosure')
          .values({
            associationId: placed.associationId,
            threadId: idOf(placed),
            unitId: placed.unitIds[unit]!,
            authorityId: placed.authorityIds[owner]!,
            fromAuthorityId: placed.authorityIds[from]!,
            toAuthorityId: placed.authorityIds[to]!,
            toUnitId: toUnit === null ? null : placed.unitIds[toUnit]!,
            categories: ['health'],
            ground: 'osl_10_2',
            validFrom: TODAY,
            validUntil: TODAY,
            decidedBy: placed.userIds[MAJA]!,
          })
          .execute(),
      )
    await expect(disclose(0, 1)).rejects.toMatchObject({ code: '23514' })
    await refused(disclose(0, 1, null, CARE, 0))
    await refused(disclose(0, 2, null, TEAM, 0))
    await refused(disclose(0, 1, TEAM, TEAM, 0))
    await refused(disclose(0, 1, null, OFFICE, 0))
    expect(await as(db, placed, MAJA, TODAY, (tx) => categoriesSeen(tx, placed))).toEqual(['plan'])
  })

  test('who only looks at a thread takes no hold of it and changes nothing', async () => {
    const placed = await settle(database.migrator, TODAY, (world) => world.threads[0]!.disclosures.push(opened()))
    const maja = (work: (tx: Tx) => Promise<unknown>) => as(db, placed, MAJA, TODAY, work)
    await refused(maja((tx) => sql`select hold_thread(${idOf(placed)}, ${placed.unitIds[CARE]}, ${TODAY})`.execute(tx)))
    await refused(maja((tx) => sql`select let_go(${idOf(placed)}, ${placed.unitIds[TEAM]}, ${TODAY})`.execute(tx)))
    const changed = await maja((tx) => tx.updateTable('thread').set({ state: 'discharged' }).executeTakeFirst())
    expect(changed).toMatchObject({ numUpdatedRows: 0n })
    await refused(
      maja((tx) =>
        tx
          .insertInto('note')
          .values(noteOf(placed, TEAM, 0))
          .execute(),
      ),
    )
    await refused(
      maja((tx) =>
        tx
          .insertInto('note')
          .values(noteOf(placed, CARE, 0))
          .execute(),
      ),
    )
    await maja((tx) =>
      tx
        .insertInto('note')
        .values(noteOf(placed, CARE, REGION))
        .execute(),
    )
  })

  test('a thread begins in the own unit, and a stranger cannot write into one', async () => {
    const placed = await settle(database.migrator, TODAY)
    await refused(
      as(db, placed, MAJA, TODAY, (tx) =>
        sql`select hold_thread(${newId()}, ${placed.unitIds[TEAM]}, ${TODAY})`.execute(tx),
      ),
    )
    await refused(
      as(db, placed, MAJA, TODAY, (tx) =>
        sql`select hold_thread(${idOf(placed)}, ${placed.unitIds[CARE]}, ${TODAY})`.execute(tx),
      ),
    )
    await refused(
      as(db, placed, MAJA, TODAY, (tx) =>
        tx
          .insertInto('note')
          .values(noteOf(placed, CARE, REGION))
          .execute(),
      ),
    )
  })

  test('of a protected person the unnamed change nothing and see no name', async () => {
    const placed = await settle(database.migrator, TODAY, ({ threads: [thread] }) => {
      thread!.protection = 'marking'
      thread!.named = [KARIN]
    })
    const names = (user: number) =>
      as(db, placed, user, TODAY, (tx) => tx.selectFrom('participantIdentity').select('familyName').execute())
    expect(await names(KARIN)).toEqual([{ familyName: 'Berg' }])
    expect(await names(PETRA)).toEqual([])
    await refused(
      as(db, placed, PETRA, TODAY, (tx) =>
        tx.updateTable('participantIdentity').set({ protection: 'none' }).executeTakeFirst(),
      ),
    )
    const renamed = await as(db, placed, PETRA, TODAY, (tx) =>
      tx.updateTable('participantIdentity').set({ familyName: 'Annan' }).executeTakeFirst(),
    )
    expect(renamed).toMatchObject({ numUpdatedRows: 0n })
  })

  test('associations never meet', async () => {
    const [one, other] = [await settle(database.migrator, TODAY), await settle(database.migrator, TODAY)]
    for (const table of EXPORTED_TABLES) {
      const foreign = await as(db, one, KARIN, TODAY, (tx) =>
        sql`select 1 from ${sql.table(table)} where association_id <> ${one.associationId} or thread_id = ${idOf(other)}`.execute(
          tx,
        ),
      )
      expect(foreign.rows, table).toEqual([])
    }
    await refused(
      as(db, one, KARIN, TODAY, (tx) =>
        tx
          .insertInto('note')
          .values({ ...noteOf(other, OFFICE, 0), unitId: one.unitIds[OFFICE]! })
          .execute(),
      ),
    )
  })
})
