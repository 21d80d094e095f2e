import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Tx } from '../../../platform/database/db.ts'
import { day } from '../../../shared/calendar-day.ts'
import type { Viewer } from '../../access/public.ts'
import { buildTown, type StaffKey, TODAY, type Town } from '../town.build.ts'
import { drafted, sent, value } from './referral.build.ts'
import { referralOf } from './referral.queries.ts'
import type { Side } from './referral.ts'
import {
  declineReferral,
  noteVisit,
  planVisit,
  receiveReferral,
  redirectReferral,
  reopenReferral,
  withdrawReferral,
} from './referral-decision.commands.ts'
import { beginReferral, saveDraft } from './referral-draft.commands.ts'
import { listReferrals, referralsOfThread } from './referral-list.queries.ts'
import { sendReferral } from './referral-send.commands.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const AGREED = { agreedHow: 'oral', agreedOn: day('2026-11-01') } as const
const NO = { ground: 'no_places', reason: 'Vi är fulla till våren.' } as const
const kinds = async (threadId: string) => (await town.events(threadId)).map((event) => event.kind)
const seen = (by: StaffKey, id: string, today = TODAY) =>
  town.as(by, ({ tx, viewer }) => referralOf(tx, viewer, id), today)
const row = async (threadId: string) => (await town.rows('referral', threadId))[0]
const threadRow = async (threadId: string) => (await town.rows('thread', threadId))[0]

/** What is open on one side, as the list's first page has it. */
const open = (tx: Tx, viewer: Viewer, side: Side) =>
  listReferrals(tx, viewer, { side, group: 'open', mine: false, page: 1 }, TODAY)

describe('a draft', () => {
  test('is seen by its own unit and by nobody else, even when a team is chosen', async () => {
    const { referralId, threadId } = await drafted(town)
    await town.as('karin', async ({ tx, viewer, today }) => {
      const where = { toUnitId: town.units.team.unitId, toIntervention: 'Verkstad', wishedStart: null }
      value(await saveDraft(tx, viewer, today, referralId, 1, { ...where, contactUserId: viewer.userId }))
    })
    expect(await seen('karin', referralId)).toMatchObject({ state: 'draft', toIntervention: 'Verkstad', version: 2 })
    for (const other of ['petra', 'maja', 'yusuf'] as const) expect(await seen(other, referralId)).toBeUndefined()
    expect(await kinds(threadId)).toEqual(['thread-begun', 'referral-drafted'])
    const mine = await town.as('karin', ({ tx, viewer }) => open(tx, viewer, 'sender'))
    expect(mine.map((one) => one.referralId)).toContain(referralId)
  })

  test('keeps 300,000 characters, emoji, marks of direction and what looks like an attack, as they are', async () => {
    const { referralId } = await drafted(town)
    const reason = `${'Å'.repeat(299_900)} 👩‍👧‍👦 \u202e'; drop table referral; -- <script>alert(1)</script>`
    await town.as('karin', async ({ tx, viewer, today }) =>
      value(await saveDraft(tx, viewer, today, referralId, 1, { reason, triedBefore: '', ownWords: 'ﷺ' })),
    )
    expect((await seen('karin', referralId))?.reason).toBe(reason)
  })

  test('from two windows: the second is stale and nothing is lost', async () => {
    const { referralId } = await drafted(town)
    const save = (reason: string) =>
      town.as('karin', ({ tx, viewer, today }) =>
        saveDraft(tx, viewer, today, referralId, 1, { reason, triedBefore: '', ownWords: '' }),
      )
    expect((await save('Först')).ok).toBe(true)
    expect(await save('Sedan')).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect((await seen('karin', referralId))?.reason).toBe('Först')
  })

  test('refuses a receiver that is no team, and a contact of another unit', async () => {
    const { referralId } = await drafted(town)
    const save = (toUnitId: number, contactUserId: string) =>
      town.as('karin', ({ tx, viewer, today }) =>
        saveDraft(tx, viewer, today, referralId, 1, { toUnitId, toIntervention: '', wishedStart: null, contactUserId }),
      )
    expect(await save(town.units.psychiatry.unitId, town.users.karin)).toMatchObject({
      refusal: { fields: { toUnitId: 'choose' } },
    })
    expect(await save(town.units.team.unitId, town.users.maja)).toMatchObject({
      refusal: { fields: { contactUserId: 'choose' } },
    })
  })

  test('is not begun about somebody another unit holds', async () => {
    const { threadId } = await drafted(town)
    for (const other of ['petra', 'maja', 'yusuf'] as const) {
      const begun = await town.as(other, ({ tx, viewer, today }) => beginReferral(tx, viewer, today, threadId))
      expect(begun).toEqual({ ok: false, refusal: { kind: 'not-found' } })
    }
  })
})

describe('sending', () => {
  test('lets the team see the referral and who it is about, and names the contact', async () => {
    const { referralId, threadId } = await sent(town)
    const received = await seen('petra', referralId)
    expect(received).toMatchObject({ state: 'sent', reason: 'Behöver stöd att komma i gång.', sentOn: TODAY })
    expect(received?.person?.identity?.name).toMatch(/^Prov Nykomling/)
    expect(await seen('oskar', referralId)).toBeUndefined()
    expect(await seen('maja', referralId)).toBeUndefined()
    expect(await threadRow(threadId)).toMatchObject({ state: 'referred' })
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { user_id: town.users.karin, role: 'referrer', from_on: TODAY, unit_id: town.units.support.unitId },
    ])
    expect(await kinds(threadId)).toEqual(['thread-begun', 'referral-drafted', 'referral-sent', 'assignment-began'])
    const toDecide = await town.as('petra', ({ tx, viewer }) => open(tx, viewer, 'receiver'))
    expect(toDecide.map((one) => one.referralId)).toContain(referralId)
  })

  test('is refused while something is missing, and with an agreement of tomorrow', async () => {
    const { referralId } = await drafted(town)
    const send = (agreement = AGREED as { agreedHow: 'oral'; agreedOn: typeof TODAY }) =>
      town.as('karin', ({ tx, viewer, today }) => sendReferral(tx, viewer, today, referralId, 1, agreement))
    expect(await send()).toEqual({ ok: false, refusal: { kind: 'conflict', reason: 'missing' } })
    expect(await send({ ...AGREED, agreedOn: day('2026-11-03') })).toMatchObject({
      refusal: { fields: { agreedOn: 'dayTooLate' } },
    })
  })

  test('cannot be done twice, nor by the receiver, nor on a version read before', async () => {
    const { referralId } = await sent(town)
    const again = (by: StaffKey, version: number) =>
      town.as(by, ({ tx, viewer, today }) => sendReferral(tx, viewer, today, referralId, version, AGREED))
    expect(await again('karin', 4)).toMatchObject({ refusal: { kind: 'conflict', reason: 'state' } })
    expect(await again('petra', 4)).toMatchObject({ refusal: { kind: 'not-allowed' } })
    expect(await again('maja', 4)).toEqual({ ok: false, refusal: { kind: 'not-found' } })
  })

  test('a protected person is known at the team only to who leads it', async () => {
    const { referralId } = await sent(town, { protection: 'marking' })
    expect((await seen('petra', referralId))?.person?.identity?.protection).toBe('marking')
    expect((await seen('elin', referralId))?.person).toMatchObject({ identity: undefined })
    const lists = await town.as('petra', ({ tx, viewer }) => open(tx, viewer, 'receiver'))
    expect(lists.find((one) => one.referralId === referralId)).toMatchObject({ name: '', protected: true })
  })
})

describe('the team’s answer', () => {
  test('received, study visit missed and made, then no: each step told to both, in order', async () => {
    const { referralId, threadId } = await sent(town)
    await town.as('petra', async ({ tx, viewer, today }) => {
      value(await receiveReferral(tx, viewer, today, referralId))
      value(await planVisit(tx, viewer, today, referralId, { studyVisitOn: TODAY }))
      value(await noteVisit(tx, viewer, today, referralId, { outcome: 'no_show' }))
      value(await planVisit(tx, viewer, today, referralId, { studyVisitOn: day('2026-11-09') }))
    })
    await town.as(
      'elin',
      async ({ tx, viewer, today }) => value(await noteVisit(tx, viewer, today, referralId, { outcome: 'done' })),
      day('2026-11-09'),
    )
    await town.as(
      'petra',
      async ({ tx, viewer, today }) => value(await declineReferral(tx, viewer, today, referralId, NO)),
      day('2026-11-12'),
    )
    const told = await seen('karin', referralId, day('2026-11-12'))
    expect(told).toMatchObject({ state: 'declined', decisionReason: NO.reason, declineGround: 'no_places' })
    expect((await town.events(threadId)).slice(4).map(({ kind, data }) => [kind, data.outcome])).toEqual([
      ['referral-received', undefined],
      ['study-visit-planned', undefined],
      ['study-visit-done', 'no_show'],
      ['study-visit-planned', undefined],
      ['study-visit-done', 'done'],
      ['referral-declined', undefined],
    ])
    expect(await threadRow(threadId)).toMatchObject({ state: 'begun' })
  })

  test('after a no the team at once no longer sees who it was about; the text it received stays with it', async () => {
    const { referralId } = await sent(town)
    await town.as('petra', async ({ tx, viewer, today }) =>
      value(await declineReferral(tx, viewer, today, referralId, NO)),
    )
    const left = await seen('petra', referralId)
    expect(left?.person).toBeUndefined()
    expect(left?.reason).toBe('Behöver stöd att komma i gång.')
    const list = await town.as('petra', ({ tx, viewer }) =>
      listReferrals(tx, viewer, { side: 'receiver', group: 'done', mine: false, page: 1 }, TODAY),
    )
    expect(list.find((one) => one.referralId === referralId)).toMatchObject({ name: '', caseNumber: null })
  })

  test('a study visit that has not been cannot have been made', async () => {
    const { referralId } = await sent(town)
    const outcome = (how: 'done' | 'cancelled') =>
      town.as('petra', ({ tx, viewer, today }) => noteVisit(tx, viewer, today, referralId, { outcome: how }))
    await town.as('petra', async ({ tx, viewer, today }) =>
      value(await planVisit(tx, viewer, today, referralId, { studyVisitOn: day('2026-12-01') })),
    )
    expect(await outcome('done')).toMatchObject({ refusal: { fields: { outcome: 'visitAhead' } } })
    expect((await outcome('cancelled')).ok).toBe(true)
    expect(await outcome('cancelled')).toMatchObject({ refusal: { kind: 'conflict', reason: 'visitNoted' } })
  })

  test('the sender cannot answer, another authority finds nothing', async () => {
    const { referralId, threadId } = await sent(town)
    const before = await row(threadId)
    for (const [by, kind] of [
      ['karin', 'not-allowed'],
      ['maja', 'not-found'],
      ['yusuf', 'not-found'],
      ['oskar', 'not-found'],
    ] as const) {
      const refused = await town.as(by, async ({ tx, viewer, today }) => [
        await receiveReferral(tx, viewer, today, referralId),
        await planVisit(tx, viewer, today, referralId, { studyVisitOn: TODAY }),
        await declineReferral(tx, viewer, today, referralId, NO),
      ])
      for (const one of refused) expect(one).toMatchObject({ ok: false, refusal: { kind } })
    }
    expect(await row(threadId)).toEqual(before)
  })

  test('the receiver cannot touch the sender’s text: not by command, and not in the database', async () => {
    const { referralId } = await sent(town)
    const saved = await town.as('petra', ({ tx, viewer, today }) =>
      saveDraft(tx, viewer, today, referralId, 4, { reason: 'Ändrad', triedBefore: '', ownWords: '' }),
    )
    expect(saved).toMatchObject({ ok: false, refusal: { kind: 'not-allowed' } })
    const changed = town.as('petra', ({ tx, viewer }) =>
      tx
        .updateTable('referral')
        .set({ ownWords: 'Ändrade ord' })
        .where('associationId', '=', viewer.associationId)
        .where('referralId', '=', referralId)
        .execute(),
    )
    await expect(changed).rejects.toThrow(/belongs to its sender/)
    expect((await seen('karin', referralId))?.ownWords).toBe('Jag vill jobba halvtid.')
  })
})

describe('redirected, taken back, taken up again', () => {
  test('a redirected referral goes on as a new draft with everything in it, towards the other team', async () => {
    const { referralId, threadId } = await sent(town)
    const otherTeam = town.units.otherTeam.unitId
    await town.as('petra', async ({ tx, viewer, today }) => {
      const to = { redirectUnitId: town.units.team.unitId, redirectedTo: '', reason: 'x' }
      expect((await redirectReferral(tx, viewer, today, referralId, to)).ok).toBe(false)
      value(await redirectReferral(tx, viewer, today, referralId, { ...to, redirectUnitId: otherTeam }))
    })
    expect(await seen('oskar', referralId)).toBeUndefined()
    const next = await town.as('karin', async ({ tx, viewer, today }) =>
      value(await reopenReferral(tx, viewer, today, referralId)),
    )
    expect(await seen('karin', next)).toMatchObject({
      state: 'draft',
      toUnitId: otherTeam,
      reason: 'Behöver stöd att komma i gång.',
      ownWords: 'Jag vill jobba halvtid.',
      agreedHow: null,
      continuesReferralId: referralId,
    })
    const again = await town.as('karin', ({ tx, viewer, today }) => reopenReferral(tx, viewer, today, referralId))
    expect(again).toMatchObject({ refusal: { kind: 'conflict', reason: 'continued' } })
    await town.as('karin', async ({ tx, viewer, today }) =>
      value(await sendReferral(tx, viewer, today, next, 1, AGREED)),
    )
    expect((await seen('oskar', next))?.person?.identity?.name).toMatch(/^Prov/)
    const all = await town.as('karin', ({ tx, viewer }) => referralsOfThread(tx, viewer, threadId))
    expect(all.map((one) => [one.state, one.continued])).toEqual([
      ['redirected', true],
      ['sent', false],
    ])
    // The second team sees its own referral only.
    const theirs = await town.as('oskar', ({ tx, viewer }) => referralsOfThread(tx, viewer, threadId))
    expect(theirs.map((one) => one.referralId)).toEqual([next])
  })

  test('taking back ends the team’s sight of the person, unless another referral still stands open to it', async () => {
    const first = await sent(town)
    const second = await town.as('karin', async ({ tx, viewer, today }) => {
      const id = value(await beginReferral(tx, viewer, today, first.threadId))
      const where = { toUnitId: town.units.team.unitId, toIntervention: '', wishedStart: null }
      value(await saveDraft(tx, viewer, today, id, 1, { reason: 'Igen', triedBefore: '', ownWords: '' }))
      value(await saveDraft(tx, viewer, today, id, 2, { ...where, contactUserId: viewer.userId }))
      return value(await sendReferral(tx, viewer, today, id, 3, AGREED))
    })
    const withdraw = (id: string) =>
      town.as('karin', async ({ tx, viewer, today }) =>
        value(await withdrawReferral(tx, viewer, today, id, { reason: 'Har fått arbete.' })),
      )
    const later = day('2026-11-03')
    await withdraw(first.referralId)
    expect((await seen('petra', second, later))?.person).toBeDefined()
    expect(await threadRow(first.threadId)).toMatchObject({ state: 'referred' })
    await withdraw(second)
    expect((await seen('petra', second, later))?.person).toBeUndefined()
    expect(await threadRow(first.threadId)).toMatchObject({ state: 'begun' })
  })

  test('a draft can be removed, and no other unit hears of it', async () => {
    const { referralId, threadId } = await drafted(town)
    await town.as('karin', async ({ tx, viewer, today }) =>
      value(await withdrawReferral(tx, viewer, today, referralId, { reason: '' })),
    )
    const events = await town.rows<{ kind: string; also_unit_id: number | null }>('thread_event', threadId)
    expect(events.at(-1)).toMatchObject({ kind: 'referral-withdrawn', also_unit_id: null })
  })

  test('the receiver cannot take back or take up again', async () => {
    const { referralId } = await sent(town)
    const by = await town.as('petra', ({ tx, viewer, today }) =>
      withdrawReferral(tx, viewer, today, referralId, { reason: '' }),
    )
    expect(by).toMatchObject({ refusal: { kind: 'not-allowed' } })
  })
})

test('every event of a referral has the owner of its row, and free text is in none', async () => {
  const { referralId, threadId } = await sent(town)
  await town.as('petra', async ({ tx, viewer, today }) =>
    value(await declineReferral(tx, viewer, today, referralId, NO)),
  )
  const owner = await row(threadId)
  const events = await town.rows('thread_event', threadId)
  const own = events.filter((event) => event.subject_id === referralId && event.kind !== 'referral-drafted')
  expect(own.length).toBe(2)
  for (const event of own)
    for (const column of ['unit_id', 'authority_id', 'also_unit_id', 'category', 'acl'])
      expect(event[column]).toEqual(owner?.[column])
  expect(JSON.stringify(events.map((event) => event.data))).not.toMatch(/Behöver|fulla|Prov/)
})
