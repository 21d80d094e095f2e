import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { asViewer } from '../access/public.ts'
import { recordEvent } from './event.commands.ts'
import { beginEventEra } from './event.jobs.ts'
import { type EventCursor, threadEventsSince } from './event.queries.ts'
import { buildTown, TODAY, type Town } from './town.build.ts'

let database: TestDatabase
let town: Town
let threadId: string
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
  threadId = await town.thread()
})
afterAll(() => database.close())

const read = (cursor: EventCursor | undefined, who: 'petra' | 'maja' = 'petra') =>
  town.as(who, ({ tx, viewer }) => threadEventsSince(tx, viewer, cursor))
const subjects = (events: { subjectId: string }[]) => events.map((one) => one.subjectId)

/** Somebody's transaction that stays open until it is told to end. */
async function openTransaction() {
  const viewer = await town.viewer('petra')
  const begun = Promise.withResolvers<void>()
  const ending = Promise.withResolvers<void>()
  let work: Promise<void> = Promise.resolve()
  const done = asViewer(town.db, viewer, TODAY, async (tx) => {
    await tx.selectFrom('thread').select('threadId').where('threadId', '=', threadId).executeTakeFirst()
    api.record = (subjectId: string) => {
      work = recordEvent(tx, viewer, {
        ...{ threadId, unitId: town.units.team.unitId, authorityId: town.units.team.authorityId, on: TODAY },
        ...{ category: 'plan', kind: 'step-added', subject: 'next_step', subjectId },
      })
      return work
    }
    begun.resolve()
    await ending.promise
  })
  const api = {
    record: (_: string): Promise<void> => Promise.resolve(),
    async end() {
      await work
      ending.resolve()
      await done
    },
  }
  await begun.promise
  return api
}

const [A, B, C] = [
  '01990000-0000-7000-8000-00000000000a',
  '01990000-0000-7000-8000-00000000000b',
  '01990000-0000-7000-8000-00000000000c',
]

describe('the stream of events', () => {
  test('misses nothing when the transaction that began first ends last, whoever was numbered first', async () => {
    const start = (await read(undefined)).at(-1)?.cursor
    const [late, quick] = [await openTransaction(), await openTransaction()]
    await late.record(A)
    await quick.record(B)
    await quick.end()
    expect(subjects(await read(start)), 'an older one is still running').toEqual([])
    await late.end()
    // Other tests' transactions of the same cluster may still be running.
    const both = await vi.waitFor(async () => {
      const found = await read(start)
      expect(subjects(found)).toEqual([A, B])
      return found
    }, 20_000)
    expect(subjects(await read(both[0]?.cursor))).toEqual([B])
    expect(subjects(await read(both[1]?.cursor))).toEqual([])
  })

  test('misses nothing when the later transaction was numbered first', async () => {
    const start = (await read(undefined)).at(-1)?.cursor
    const [older, younger] = [await openTransaction(), await openTransaction()]
    await older.record(A)
    await younger.record(B)
    await older.record(C)
    await older.end()
    const first = await vi.waitFor(async () => {
      const found = await read(start)
      expect(subjects(found)).toEqual([A, C])
      return found
    }, 20_000)
    await younger.end()
    await vi.waitFor(async () => expect(subjects(await read(first.at(-1)?.cursor))).toEqual([B]), 20_000)
  })

  test('shows nobody what they may not see, and begins anew with a place that is not one', async () => {
    expect(await read(undefined, 'maja')).toEqual([])
    const all = subjects(await read(undefined))
    expect(all.length).toBeGreaterThanOrEqual(5)
    for (const odd of [
      '',
      'x',
      '1-2',
      "1-2-3'; drop table thread_event",
      `1-${'9'.repeat(30)}-1`,
      `1-${'9'.repeat(20)}-1`,
    ])
      expect(subjects(await read(odd))).toEqual(all)
  })

  test('goes on in a restored copy: what came along is complete, what is new comes after it', async () => {
    const before = await read(undefined)
    // As after a restore: transactions that this cluster has not reached.
    await database.migrator.query(`update thread_event set tx = '9000000000000000000'`)
    await beginEventEra(town.db)
    const restored = await read(undefined)
    expect(restored).toHaveLength(before.length)
    const fresh = await openTransaction()
    await fresh.record(C)
    await fresh.end()
    await vi.waitFor(async () => expect(subjects(await read(restored.at(-1)?.cursor))).toEqual([C]), 20_000)
    expect(await read(undefined)).toHaveLength(before.length + 1)
  })

  test('the number, the time and the transaction of an event are the database’s own', async () => {
    const forged = (column: string, value: string) =>
      town.as('petra', ({ tx, viewer }) =>
        tx
          .insertInto('threadEvent')
          .values({
            ...{
              associationId: viewer.associationId,
              threadId,
              unitId: town.units.team.unitId,
              onDay: TODAY,
              actorId: viewer.userId,
            },
            ...{
              authorityId: town.units.team.authorityId,
              category: 'plan',
              kind: 'step-added',
              subject: 'next_step',
              subjectId: A,
            },
            [column]: value,
          })
          .execute(),
      )
    for (const [column, value] of [
      ['tx', '3'],
      ['era', '1'],
      ['recordedAt', '2020-01-01'],
    ] as const)
      await expect(forged(column, value), column).rejects.toThrow('permission denied')
  })
})
