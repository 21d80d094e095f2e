import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { buildTown, type Town } from '../town.build.ts'
import { addContact, changeContact, tellContact } from './assignment.commands.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { NOBODY_YET } from './assignment.schema.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const lead = (fromOn = '2026-03-02') => ({ userId: town.users.elin, role: 'lead', fromOn })

async function withLead(): Promise<{ threadId: string; assignmentId: string }> {
  const threadId = await town.thread()
  const added = await town.as('petra', (work) => addContact(work, threadId, lead()))
  if (!added.ok) throw new Error(JSON.stringify(added))
  return { threadId, assignmentId: added.value }
}
const change = (threadId: string, assignmentId: string, typed: Record<string, unknown>) =>
  town.as('petra', (work) => changeContact(work, threadId, assignmentId, typed))
const facts = async (threadId: string) =>
  (await town.events(threadId)).map(({ kind, on, data }) => ({ kind, on, ...data }))

describe('naming a contact', () => {
  test('writes the row as the team’s own and an event with the same owner', async () => {
    const { threadId, assignmentId } = await withLead()
    const [row] = await town.rows('assignment', threadId)
    const [event] = await town.rows('thread_event', threadId)
    expect(row).toMatchObject({ user_id: town.users.elin, role: 'lead', from_on: '2026-03-02', until_on: null })
    for (const column of ['unit_id', 'authority_id', 'category', 'acl']) expect(event?.[column]).toEqual(row?.[column])
    expect(row?.unit_id).toBe(town.units.team.unitId)
    expect(event).toMatchObject({
      kind: 'assignment-began',
      subject_id: assignmentId,
      actor_id: town.users.petra,
      data: { role: 'lead', userId: town.users.elin },
    })
  })

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['nobody', { userId: '' }, { userId: 'choose' }],
    ['somebody of another unit', { userId: 'maja' }, { userId: 'problem.notColleague' }],
    ['a user that does not exist', { userId: "'; drop table assignment --" }, { userId: 'problem.notColleague' }],
    ['no role', { role: 'boss' }, { role: 'choose' }],
    ['31 February', { fromOn: '2026-02-31' }, { fromOn: 'day' }],
    ['year 0202', { fromOn: '0202-02-02' }, { fromOn: 'day' }],
    ['before the thread began', { fromOn: '2025-02-02' }, { fromOn: 'problem.beforeOpened' }],
    ['a second main contact', { userId: 'samir' }, { userId: 'problem.leadTaken' }],
  ])('refuses %s', async (_, given, fields) => {
    const { threadId } = await withLead()
    const user = Object.entries(town.users).find(([key]) => key === given.userId)?.[1]
    const typed = { ...lead(), ...given, ...(user ? { userId: user } : {}) }
    const refused = await town.as('petra', (work) => addContact(work, threadId, typed))
    expect(refused).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
    expect(await town.rows('assignment', threadId)).toHaveLength(1)
  })

  test('is for the unit that has the person: others are told so, strangers find nothing', async () => {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const tried = async (who: Parameters<Town['as']>[0]) => {
      const result = await town.as(who, (work) => addContact(work, threadId, lead()))
      return result.ok ? 'done' : result.refusal.kind
    }
    expect(await tried('karin')).toBe('not-allowed')
    expect(await tried('maja')).toBe('not-allowed')
    expect(await tried('yusuf')).toBe('not-found')
    expect(await tried('oskar')).toBe('not-found')
  })

  test('is not for a thread that has ended', async () => {
    const threadId = await town.thread({ state: 'discharged' })
    const result = await town.as('petra', (work) => addContact(work, threadId, lead()))
    expect(result).toMatchObject({ refusal: { kind: 'conflict', reason: 'refused.state.discharged' } })
  })
})

describe('changing the contact', () => {
  test('ends the one the day before the other begins, in the same role', async () => {
    const { threadId, assignmentId } = await withLead()
    const changed = await change(threadId, assignmentId, {
      version: '1',
      userId: town.users.samir,
      fromOn: '2026-11-16',
    })
    expect(changed.ok).toBe(true)
    const rows = await town.as('petra', ({ tx, viewer }) => assignmentsOfThread(tx, viewer, threadId))
    expect(rows.map(({ name, role, fromOn, untilOn }) => [name, role, fromOn, untilOn])).toEqual([
      ['Elin Forsgren', 'lead', '2026-03-02', '2026-11-15'],
      ['Samir Haddad', 'lead', '2026-11-16', null],
    ])
    expect(await facts(threadId)).toEqual([
      { kind: 'assignment-began', on: '2026-03-02', role: 'lead', userId: town.users.elin },
      { kind: 'assignment-ended', on: '2026-11-15', role: 'lead', gap: false },
      { kind: 'assignment-began', on: '2026-11-16', role: 'lead', userId: town.users.samir },
    ])
  })

  test('needs a successor or a reason', async () => {
    const { threadId, assignmentId } = await withLead()
    const typed = { version: '1', userId: NOBODY_YET, fromOn: '2026-11-16', gapReason: ' ' }
    expect(await change(threadId, assignmentId, typed)).toMatchObject({
      refusal: { fields: { gapReason: 'required' } },
    })
    expect(await change(threadId, assignmentId, { ...typed, userId: '' })).toMatchObject({
      refusal: { fields: { userId: 'choose' } },
    })
    expect(await change(threadId, assignmentId, { ...typed, gapReason: 'Sjuk, Petra svarar' })).toEqual({
      ok: true,
      value: undefined,
    })
    const [row] = await town.rows('assignment', threadId)
    expect(row).toMatchObject({ until_on: '2026-11-15', gap_reason: 'Sjuk, Petra svarar', version: 2 })
    expect((await facts(threadId)).at(-1)).toEqual({
      kind: 'assignment-ended',
      on: '2026-11-15',
      role: 'lead',
      gap: true,
    })
  })

  test('is refused on a first day that is not after the present contact’s', async () => {
    const { threadId, assignmentId } = await withLead()
    const typed = { version: '1', userId: town.users.samir, fromOn: '2026-03-02' }
    expect(await change(threadId, assignmentId, typed)).toMatchObject({
      refusal: { fields: { fromOn: 'problem.beforeStart' } },
    })
  })

  test('a form opened before somebody else changed the row is stale; nothing is written', async () => {
    const { threadId, assignmentId } = await withLead()
    await town.as('petra', (work) =>
      tellContact(work, threadId, assignmentId, { version: '1', toldHow: 'phone', toldOn: '2026-02-20' }),
    )
    const typed = { version: '1', userId: town.users.samir, fromOn: '2026-11-16' }
    expect(await change(threadId, assignmentId, typed)).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect(await town.rows('assignment', threadId)).toHaveLength(1)
  })

  test('two at once: one change is made', async () => {
    const { threadId, assignmentId } = await withLead()
    const both = await Promise.all(
      (['samir', 'petra'] as const).map((next) =>
        change(threadId, assignmentId, { version: '1', userId: town.users[next], fromOn: '2026-11-16' }),
      ),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.find((one) => !one.ok)).toMatchObject({ refusal: { kind: expect.stringMatching(/stale|conflict/) } })
    expect(await town.rows('assignment', threadId)).toHaveLength(2)
  })

  test('another unit’s contact is not the team’s to change', async () => {
    const threadId = await town.thread({ team: null, state: 'begun' })
    const added = await town.as('karin', (work) =>
      addContact(work, threadId, { userId: town.users.karin, role: 'referrer', fromOn: '2026-01-12' }),
    )
    expect(added.ok).toBe(true)
    const taken = await town.thread()
    await town.db.connection().execute(async () => undefined)
    await database.migrator.query(`update assignment set thread_id = $1 where thread_id = $2`, [taken, threadId])
    await database.migrator.query(
      `begin; set local app.association = '${town.associationId}'; select refresh_acl('${taken}'::uuid); commit`,
    )
    const typed = { version: '1', userId: town.users.samir, fromOn: '2026-11-16' }
    const refused = await change(taken, added.ok ? added.value : '', typed)
    expect(refused).toEqual({ ok: false, refusal: { kind: 'not-allowed', reason: 'refused.other-unit' } })
  })
})

describe('telling the person', () => {
  test('notes when and how, and whether it was in time', async () => {
    const { threadId, assignmentId } = await withLead()
    const tell = (toldOn: string, version: number) =>
      town.as('petra', (work) =>
        tellContact(work, threadId, assignmentId, { version: String(version), toldHow: 'letter', toldOn }),
      )
    expect((await tell('2026-03-02', 1)).ok).toBe(true)
    expect((await tell('2026-03-10', 2)).ok).toBe(true)
    expect((await facts(threadId)).slice(1)).toEqual([
      { kind: 'contact-told', on: '2026-03-02', how: 'letter', inTime: true },
      { kind: 'contact-told', on: '2026-03-10', how: 'letter', inTime: false },
    ])
    expect(await tell('2026-11-03', 3)).toMatchObject({ refusal: { fields: { toldOn: 'problem.future' } } })
  })
})

test('after all this every row has its event, and every event its row', async () => {
  expect(await town.loose()).toEqual([])
})
