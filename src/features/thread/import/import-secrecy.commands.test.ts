import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { newId } from '../../../shared/ids.ts'
import { buildTown, type Town } from '../town.build.ts'
import { ADA, BO, HEADINGS, importer, listFile } from './import.build.ts'
import { discardRun } from './import.commands.ts'

let database: TestDatabase
let town: Town
let list: ReturnType<typeof importer>
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  town = await buildTown(database)
  list = importer(town)
})
afterAll(() => database.close())

const all = async <T = Record<string, unknown>>(query: string): Promise<T[]> =>
  (await database.migrator.query(query, [town.associationId])).rows as T[]

describe('other people’s participants', () => {
  test('a person another team has is neither revealed nor touched', async () => {
    const other = importer(town, 'oskar')
    await other.write(await other.check(listFile([HEADINGS, [...ADA.slice(0, 6), '', ...ADA.slice(7)]])))
    const before = await all('select * from participant_identity where association_id = $1')
    const id = await list.check(listFile([HEADINGS, ADA]))
    expect((await list.run(id)).counts).toMatchObject({ new: 1, same: 0, notices: 0 })
    await list.write(id)
    expect(await all('select thread_id from thread where association_id = $1')).toHaveLength(2)
    const after = await all('select * from participant_identity where association_id = $1 order by thread_id')
    expect(after).toContainEqual(before[0])
  })

  test('a person seen only through a disclosure is not added to', async () => {
    const other = importer(town, 'oskar')
    await other.write(await other.check(listFile([HEADINGS, [...ADA.slice(0, 6), '', ...ADA.slice(7)]])))
    const [thread] = await all<{ thread_id: string }>('select thread_id from thread where association_id = $1')
    await database.migrator.query(
      `insert into disclosure (association_id, thread_id, unit_id, authority_id, from_authority_id, to_authority_id, to_unit_id, categories, ground, valid_from, valid_until, decided_by)
       values ($1, $2, $3, $4, $4, $4, $5, '{plan}', 'osl_10_2', '2026-01-01', '2199-01-01', $6)`,
      [
        town.associationId,
        thread!.thread_id,
        town.units.otherTeam.unitId,
        town.units.otherTeam.authorityId,
        list.unitId(),
        town.users.oskar,
      ],
    )
    const id = await list.check(listFile([HEADINGS, ADA]))
    expect(await list.problems(id)).toMatchObject([{ row: 2, column: 1, kind: 'elsewhere' }])
    expect((await list.run(id)).counts).toMatchObject({ new: 0, bad: 1 })
  })

  test('somebody brought in and protected since is not brought in again unprotected', async () => {
    await list.write(await list.check(listFile([HEADINGS, ADA])))
    await database.migrator.query(`update participant_identity set protection = 'marking' where association_id = $1`, [
      town.associationId,
    ])
    const id = await list.check(listFile([HEADINGS, ADA]))
    expect((await list.run(id)).counts).toMatchObject({ new: 0, added: 0, same: 1 })
  })

  test('what was uploaded is seen by nobody else, and found again is a look in the log', async () => {
    await list.write(await list.check(listFile([HEADINGS, ADA])))
    const id = await list.check(listFile([HEADINGS, ADA, BO]))
    for (const who of ['elin', 'oskar', 'karin', 'maja'] as const) {
      const seen = await town.as(who, async ({ tx }) => [
        ...(await tx.selectFrom('importRun').select('importRunId').execute()),
        ...(await tx.selectFrom('importRow').select('rowNumber').execute()),
        ...(await tx.selectFrom('importProblem').select('problemNo').execute()),
      ])
      expect(seen).toEqual([])
    }
    expect(await list.as((work) => discardRun(work, id))).toMatchObject({ ok: true })
    const looks = await all<{ thread_ids: string[] | null }>(
      `select thread_ids from read_log where association_id = $1 and what = 'search' order by read_log_id`,
    )
    // The first list found nobody, which is written too; the second found Ada.
    expect(looks.map((look) => look.thread_ids?.length ?? 0)).toEqual([0, 1])
  })

  test('nobody takes hold of threads that are there, nor in another unit, by the way of a list', async () => {
    const threadId = await town.thread({ team: 'otherTeam' })
    const hold = (who: 'petra' | 'maja', threads: string[], unitId: number) =>
      town.as(who, ({ tx, today }) =>
        sql`select hold_threads(${threads}::uuid[], ${unitId}, ${[today]}::date[])`.execute(tx),
      )
    const refused = { code: '42501' }
    await expect(hold('petra', [threadId], list.unitId())).rejects.toMatchObject(refused)
    await expect(hold('petra', [newId()], town.units.otherTeam.unitId)).rejects.toMatchObject(refused)
    await expect(hold('maja', [newId()], list.unitId())).rejects.toMatchObject(refused)
    await hold('petra', [newId()], list.unitId())
  })

  test('marks are seen by the team only', async () => {
    await list.write(await list.check(listFile([HEADINGS, ADA])))
    const seen = (who: 'elin' | 'oskar' | 'maja') =>
      town.as(who, ({ tx }) => tx.selectFrom('importMark').select('marks').execute())
    expect(await seen('elin')).toHaveLength(1)
    expect([...(await seen('oskar')), ...(await seen('maja'))]).toEqual([])
  })
})
