import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type CalendarDay, day } from '../../../shared/calendar-day.ts'
import { teamLoads } from '../team-load.queries.ts'
import { buildTown, type StaffKey, TODAY, type Town, type UnitKey } from '../town.build.ts'
import { takeIn } from './intake.commands.ts'
import { acceptToQueue, moveInQueue, noteNoShow, planIntake } from './queue.commands.ts'
import { openEntryOf, queueOfUnit } from './queue.queries.ts'
import { sent, value } from './referral.build.ts'
import { referralOf } from './referral.queries.ts'
import { waitingDays } from './referral.ts'
import { declineReferral, withdrawReferral } from './referral-decision.commands.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
  const way = 'update unit set way_of_working = $1, capacity = $2 where unit_id = $3'
  await database.migrator.query(way, ['sequential', 4, town.units.team.unitId])
  await database.migrator.query(way, ['parallel', 4, town.units.otherTeam.unitId])
})
afterAll(() => database.close())

const LEADER = { team: 'petra', otherTeam: 'oskar' } as const satisfies Partial<Record<UnitKey, StaffKey>>

/** Accepted, and last in the queue of a team. */
async function queued(to: keyof typeof LEADER = 'team') {
  const referral = await sent(town, { to })
  const entry = await town.as(LEADER[to], async ({ tx, viewer, today }) => {
    value(await acceptToQueue(tx, viewer, today, referral.referralId))
    return openEntryOf(tx, viewer, referral.referralId)
  })
  if (!entry) throw new Error('not in the queue')
  return { ...referral, entryId: entry.queueEntryId }
}
const order = () =>
  town.as('petra', async ({ tx, viewer }) =>
    (await queueOfUnit(tx, viewer, town.units.team.unitId)).map((entry) => entry.queueEntryId),
  )
const intake = (startOn: CalendarDay = TODAY, leadUserId: string = town.users.elin) => ({
  startOn,
  leadUserId,
  toldHow: 'meeting',
})
const take = (by: StaffKey, id: string, given = intake(), on: CalendarDay = TODAY) =>
  town.as(by, ({ tx, viewer, today }) => takeIn(tx, viewer, today, id, given), on)
const emptyQueue = () =>
  database.migrator.query(`update queue_entry set left_on = entered_on, left_how = 'declined' where left_on is null`)

describe('the queue', () => {
  test('who is accepted stands last; the referrer sees the state and the days, and nothing of the queue', async () => {
    await emptyQueue()
    const first = await queued()
    const second = await queued()
    expect(await order()).toEqual([first.entryId, second.entryId])
    const later = day('2026-11-30')
    const told = await town.as('karin', ({ tx, viewer }) => referralOf(tx, viewer, first.referralId), later)
    expect(told).toMatchObject({ state: 'accepted', takenInOn: null, queue: undefined })
    expect(told && waitingDays(told, later)).toBe(28)
    expect(await town.as('karin', ({ tx, viewer }) => openEntryOf(tx, viewer, first.referralId))).toBeUndefined()
    expect(await town.as('petra', ({ tx, viewer }) => openEntryOf(tx, viewer, first.referralId))).toBeDefined()
    expect((await town.rows('thread', first.threadId))[0]).toMatchObject({ state: 'queued' })
  })

  test('somebody is moved with a reason that only the team reads', async () => {
    await emptyQueue()
    const [a, b, c] = [await queued(), await queued(), await queued()]
    const move = (by: StaffKey, to: number) =>
      town.as(by, ({ tx, viewer, today }) =>
        moveInQueue(tx, viewer, today, c.entryId, { to, reason: 'Har ett litet barn.' }),
      )
    expect((await move('petra', 1)).ok).toBe(true)
    expect(await order()).toEqual([c.entryId, a.entryId, b.entryId])
    expect(await move('petra', 1)).toMatchObject({ refusal: { fields: { to: 'samePlace' } } })
    for (const other of ['karin', 'oskar', 'maja'] as const)
      expect(await move(other, 2)).toEqual({ ok: false, refusal: { kind: 'not-found' } })
    expect(await town.rows('queue_move', c.threadId)).toMatchObject([{ from_place: 3, to_place: 1 }])
    const karins = await town.as('karin', ({ tx }) => tx.selectFrom('queueMove').selectAll().execute())
    expect(karins).toEqual([])
    const [listed] = await town.as('petra', ({ tx, viewer }) => queueOfUnit(tx, viewer, town.units.team.unitId))
    expect(listed?.moveReason).toBe('Har ett litet barn.')
  })

  test('a missed intake is counted, and the person keeps the place', async () => {
    await emptyQueue()
    const { entryId, threadId } = await queued()
    const noShow = (newDay?: CalendarDay) =>
      town.as('petra', ({ tx, viewer, today }) => noteNoShow(tx, viewer, today, entryId, { newDay }))
    expect(await noShow()).toMatchObject({ refusal: { kind: 'conflict', reason: 'notPlanned' } })
    const plan = (on: CalendarDay) =>
      town.as('petra', ({ tx, viewer, today }) => planIntake(tx, viewer, today, entryId, { intakePlannedOn: on }))
    expect(await plan(day('2026-11-01'))).toMatchObject({ refusal: { fields: { intakePlannedOn: 'dayTooEarly' } } })
    value(await plan(TODAY))
    value(await noShow(TODAY))
    value(await noShow())
    const [entry] = await town.rows('queue_entry', threadId)
    expect(entry).toMatchObject({ no_shows: 2, intake_planned_on: null, left_on: null })
    expect(
      (await town.events(threadId)).filter((event) => event.kind === 'intake-no-show').map((e) => e.data.count),
    ).toEqual([1, 2])
  })

  test('left by a no, and by the referrer who takes the referral back', async () => {
    await emptyQueue()
    const [a, b] = [await queued(), await queued()]
    await town.as('petra', async ({ tx, viewer, today }) =>
      value(
        await declineReferral(tx, viewer, today, a.referralId, { ground: 'no_show', reason: 'Kom inte tre gånger.' }),
      ),
    )
    await town.as('karin', async ({ tx, viewer, today }) =>
      value(await withdrawReferral(tx, viewer, today, b.referralId, { reason: '' })),
    )
    expect(await order()).toEqual([])
    expect(await town.rows('queue_entry', a.threadId)).toMatchObject([{ left_on: TODAY, left_how: 'no_show' }])
    expect(await town.rows('queue_entry', b.threadId)).toMatchObject([{ left_on: TODAY, left_how: 'withdrawn' }])
    for (const { threadId } of [a, b]) {
      expect((await town.events(threadId)).map((event) => event.kind)).toContain('queue-left')
      expect((await town.rows('thread', threadId))[0]).toMatchObject({ state: 'begun' })
    }
  })
})

describe('intake', () => {
  test('ends the waiting, names the contact, and ends the referrer’s', async () => {
    await emptyQueue()
    const { referralId, threadId } = await queued()
    value(await take('petra', referralId, intake(day('2026-11-20')), day('2026-11-20')))
    expect((await town.rows('thread', threadId))[0]).toMatchObject({
      state: 'active',
      team_unit_id: town.units.team.unitId,
      intake_on: '2026-11-20',
      own_words: 'Jag vill jobba halvtid.',
    })
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { role: 'referrer', user_id: town.users.karin, until_on: '2026-11-20' },
      { role: 'lead', user_id: town.users.elin, from_on: '2026-11-20', until_on: null, told_how: 'meeting' },
    ])
    const told = await town.as('karin', ({ tx, viewer }) => referralOf(tx, viewer, referralId), day('2026-12-24'))
    expect(told && waitingDays(told, day('2026-12-24'))).toBe(18)
    expect((await town.events(threadId)).slice(4).map((event) => event.kind)).toEqual([
      'referral-accepted',
      'queue-entered',
      'queue-left',
      'intake',
      'assignment-began',
      'assignment-ended',
    ])
    expect(await take('petra', referralId)).toMatchObject({ refusal: { kind: 'conflict', reason: 'takenIn' } })
  })

  test('a team that takes in by order begins with who stands first', async () => {
    await emptyQueue()
    const [first, second] = [await queued(), await queued()]
    const straight = await sent(town)
    expect(await take('petra', second.referralId)).toMatchObject({ refusal: { reason: 'notFirst' } })
    expect(await take('petra', straight.referralId)).toMatchObject({ refusal: { reason: 'othersBefore' } })
    expect((await take('petra', first.referralId)).ok).toBe(true)
    expect((await take('petra', second.referralId)).ok).toBe(true)
    expect((await take('petra', straight.referralId)).ok).toBe(true)
  })

  test('a team that works in parallel takes in at once, whoever waits', async () => {
    await queued('otherTeam')
    const { referralId, threadId } = await sent(town, { to: 'otherTeam' })
    value(await take('oskar', referralId, intake(TODAY, town.users.oskar)))
    const [referral] = await town.rows('referral', threadId)
    expect(referral).toMatchObject({ state: 'accepted', received_on: TODAY, decided_on: TODAY, taken_in_on: TODAY })
    expect(await town.rows('queue_entry', threadId)).toEqual([])
  })

  test.each<[string, () => Parameters<typeof takeIn>[4], Record<string, string>]>([
    ['a day ahead', () => intake(day('2026-11-03')), { startOn: 'dayTooLate' }],
    ['a day before the referral', () => intake(day('2026-10-30')), { startOn: 'beforeSent' }],
    ['a contact of another unit', () => intake(TODAY, town.users.karin), { leadUserId: 'choose' }],
    ['being told tomorrow', () => ({ ...intake(), toldOn: day('2026-11-03') }), { toldOn: 'dayTooLate' }],
  ])('refuses %s', async (_, given, fields) => {
    await emptyQueue()
    const { referralId } = await sent(town)
    expect(await take('petra', referralId, given())).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
  })

  test('is refused to the sender, to other authorities, and while another team has the person', async () => {
    await emptyQueue()
    const { referralId, threadId } = await sent(town)
    expect(await take('karin', referralId)).toMatchObject({ refusal: { kind: 'not-allowed' } })
    expect(await take('maja', referralId)).toEqual({ ok: false, refusal: { kind: 'not-found' } })
    await database.migrator.query(`update thread set state = 'active', team_unit_id = $1 where thread_id = $2`, [
      town.units.otherTeam.unitId,
      threadId,
    ])
    expect(await take('petra', referralId)).toMatchObject({ refusal: { reason: 'activeElsewhere' } })
  })

  test('a person the team had discharged goes on in the same thread', async () => {
    await emptyQueue()
    const { referralId, threadId } = await sent(town)
    const { unitId, authorityId } = town.units.team
    await database.migrator.query(
      `insert into discharge (association_id, thread_id, unit_id, authority_id, reason, destination, on_day)
       values ($1, $2, $3, $4, 'moved', 'moved', '2026-10-01')`,
      [town.associationId, threadId, unitId, authorityId],
    )
    value(await take('petra', referralId))
    expect(await town.rows('discharge', threadId)).toMatchObject([{ reopened_on: TODAY }])
    expect((await town.events(threadId)).find((event) => event.kind === 'reopened')?.data).toEqual({ daysAway: 32 })
  })

  test('two who take in at the same time: one does, the other is told', async () => {
    await emptyQueue()
    const { referralId, threadId } = await queued()
    const both = await Promise.all([take('petra', referralId), take('elin', referralId)])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.find((one) => !one.ok)).toMatchObject({ refusal: { kind: 'conflict', reason: 'takenIn' } })
    expect((await town.rows('assignment', threadId)).filter((one) => one.role === 'lead')).toHaveLength(1)
  })
})

test('the teams in figures are the same to everyone, and name nobody', async () => {
  const [karin, maja] = await Promise.all(
    (['karin', 'maja'] as const).map((by) => town.as(by, ({ tx }) => teamLoads(tx))),
  )
  expect(karin).toEqual(maja)
  const team = karin?.find((one) => one.unitId === town.units.team.unitId)
  expect(team).toMatchObject({ wayOfWorking: 'sequential', capacity: 4 })
  const { rows } = await database.migrator.query(
    `select count(*)::int as active from thread where team_unit_id = $1 and state = 'active'`,
    [town.units.team.unitId],
  )
  expect(team?.active).toBe(rows[0].active)
  expect(Object.keys(team ?? {})).not.toContain('threadId')
})
