import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import { paths } from '../../../paths.ts'
import { type CalendarDay, day } from '../../../shared/calendar-day.ts'
import { TODAY } from '../town.build.ts'
import { unitMonths } from '../unit-month.queries.ts'
import { unitPeople } from '../unit-people.queries.ts'
import { dischargeThread } from '../work/discharge.commands.ts'
import { openThingsOf } from '../work/discharge.queries.ts'
import { seenKey } from '../work/discharge.ts'
import { takeIn } from './intake.commands.ts'
import { drafted, sent, value } from './referral.build.ts'
import { withdrawReferral } from './referral-decision.commands.ts'
import { beginReferral, saveDraft } from './referral-draft.commands.ts'
import { listReferrals } from './referral-list.queries.ts'
import { sendReferral } from './referral-send.commands.ts'

// What has changed between the writing of a referral and the answer to it.
let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

const AGREED = { agreedHow: 'oral', agreedOn: day('2026-11-01') } as const

/** A draft with everything that is needed, as it stands before the last page. */
async function written() {
  const draft = await drafted(town)
  await town.as('karin', async ({ tx, viewer, today }) => {
    const why = { reason: 'Behöver stöd.', triedBefore: '', ownWords: '' }
    value(await saveDraft(tx, viewer, today, draft.referralId, 1, why))
    const where = { toUnitId: town.units.otherTeam.unitId, toIntervention: '', wishedStart: null }
    value(await saveDraft(tx, viewer, today, draft.referralId, 2, { ...where, contactUserId: viewer.userId }))
  })
  return draft
}
const send = (referralId: string) => {
  const path = paths.referralDraft(referralId, 'skicka')
  return visit('karin')
    .get(path)
    .then((page) => visit('karin').send(page, { agreedHow: 'oral', agreedOn: '2026-11-01' }, path))
}

test('the team was closed: the last page says so, and where another is chosen', async () => {
  const { referralId } = await written()
  const close = (on: boolean) =>
    database.migrator.query('update unit set active = $2 where unit_id = $1', [town.units.otherTeam.unitId, on])
  await close(false)
  const page = await send(referralId)
  await close(true)
  expect(page.status).toBe(409)
  expect(page.text).toContain('Teamet tar inte emot remisser längre')
})

test('the contact has left the unit: the same', async () => {
  const { referralId, threadId } = await written()
  await database.migrator.query(`update referral set contact_user_id = $2 where referral_id = $1`, [
    referralId,
    town.users.maja,
  ])
  const page = await send(referralId)
  expect(page.status).toBe(409)
  expect(page.text).toContain('Kontakten är inte kvar i enheten')
  expect(await town.rows('assignment', threadId)).toEqual([])
})

test('the identity was protected, and nobody of the team is named: they cannot take the person in, and are told why', async () => {
  const { referralId, threadId } = await sent(town)
  await database.migrator.query(
    `update participant_identity set protection = 'marking', named_user_ids = array[$2]::uuid[] where thread_id = $1`,
    [threadId, town.users.karin],
  )
  const intake = { startOn: TODAY, leadUserId: town.users.petra, toldHow: 'meeting' }
  expect(
    await town.as('petra', ({ tx, viewer, today }) => takeIn(tx, viewer, today, referralId, intake)),
  ).toMatchObject({
    refusal: { kind: 'conflict', reason: 'unnamed' },
  })
  const page = await visit('petra').get(paths.intake(referralId))
  expect(page.text).toContain('Ingen i teamet får veta vem personen är')
})

const discharge = (threadId: string, onDay = TODAY) =>
  town.as(
    'petra',
    async (work) => {
      const [row] = await town.rows<{ version: number }>('thread', threadId)
      const seen = seenKey(await openThingsOf(work.tx, work.viewer, threadId, work.today))
      const end = { reason: 'goal_reached', destination: 'work', onDay, closingTalkOn: onDay, close: [] }
      return value(await dischargeThread(work, threadId, { ...end, version: String(row!.version), seen }))
    },
    onDay,
  )

/** Karin refers the person to the team. */
const refer = (threadId: string, on: CalendarDay) =>
  town.as(
    'karin',
    async ({ tx, viewer, today }) => {
      const id = value(await beginReferral(tx, viewer, today, threadId))
      value(await saveDraft(tx, viewer, today, id, 1, { reason: 'Behöver stöd.', triedBefore: '', ownWords: '' }))
      const where = { toUnitId: town.units.team.unitId, toIntervention: '', wishedStart: null }
      value(await saveDraft(tx, viewer, today, id, 2, { ...where, contactUserId: viewer.userId }))
      value(await sendReferral(tx, viewer, today, id, 3, { ...AGREED, agreedOn: today }))
      return id
    },
    on,
  )
/** Petra takes the person in, from a day on. */
const take = (referralId: string, startOn: CalendarDay, on: CalendarDay) =>
  town.as(
    'petra',
    ({ tx, viewer, today }) =>
      takeIn(tx, viewer, today, referralId, { startOn, leadUserId: town.users.petra, toldHow: 'meeting' }),
    on,
  )

test('somebody taken in again: not before the discharge, and the months before it stay as they were', async () => {
  const threadId = await town.thread({ state: 'begun', team: null, openedOn: day('2026-01-12') })
  const [first, second] = [day('2026-02-02'), day('2026-08-18')]
  value(await take(await refer(threadId, day('2026-01-20')), first, first))
  await discharge(threadId, day('2026-05-20'))
  const again = await refer(threadId, day('2026-06-01'))
  await database.migrator.query(`update referral set sent_on = '2026-05-02' where referral_id = $1`, [again])
  expect(await take(again, day('2026-05-10'), second)).toMatchObject({
    refusal: { fields: { startOn: 'beforeDischarge' } },
  })
  value(await take(again, second, second))
  const months = ['2026-01-01', '2026-02-01', '2026-05-01', '2026-06-01', '2026-08-01'].map(day)
  const { unitId } = town.units.team
  const isHere = (who: { threadId: string }) => who.threadId === threadId
  const here = await town.as('petra', async ({ tx, viewer }) => ({
    counted: (await unitMonths(tx, viewer, unitId, months)).map((one) => one.active),
    named: await Promise.all(
      months.map(async (month) => (await unitPeople(tx, viewer, unitId, month)).filter(isHere).length),
    ),
  }))
  expect(here).toEqual({ named: [0, 1, 1, 0, 1], counted: [0, 1, 1, 0, 1] })
})

test('drafts that were removed do not head those that are done', async () => {
  const [removed, ended] = [await drafted(town), await sent(town)]
  await town.as('karin', async ({ tx, viewer, today }) => {
    for (const { referralId } of [ended, removed])
      value(await withdrawReferral(tx, viewer, today, referralId, { reason: 'Det blev annat.' }))
  })
  const done = await town.as('karin', ({ tx, viewer, today }) =>
    listReferrals(tx, viewer, { side: 'sender', group: 'done', mine: false, page: 1 }, today),
  )
  const place = (id: string) => done.findIndex((one) => one.referralId === id)
  expect(place(ended.referralId)).toBeGreaterThanOrEqual(0)
  expect(place(removed.referralId)).toBeGreaterThan(place(ended.referralId))
})
