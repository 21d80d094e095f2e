import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { CONSENT_MONTHS } from '../access/public.ts'
import { acceptToQueue, moveInQueue } from './referral/queue.commands.ts'
import { drafted, sent, value } from './referral/referral.build.ts'
import { declineReferral, receiveReferral, withdrawReferral } from './referral/referral-decision.commands.ts'
import { beginReferral, saveDraft } from './referral/referral-draft.commands.ts'
import { sendReferral } from './referral/referral-send.commands.ts'
import { give, readConsent } from './sharing/consent.pages.tsx'
import { buildTown, type StaffKey, type Town, type UnitKey } from './town.build.ts'
import { addContact } from './work/assignment.commands.ts'
import { addStep } from './work/step.commands.ts'
import { enter } from './work/work.commands.ts'

// Two commands about one person at the same moment come one after the other: none waits for one that waits for it (deadlock, 40P01).

let database: TestDatabase
let town: Town
/** Another, whose threads are made without a referral. */
let elsewhere: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
  elsewhere = await buildTown(database)
})
afterAll(() => database.close())

const ROUNDS = 8
type Work = Parameters<Parameters<Town['as']>[1]>[0]
const doing = (who: StaffKey, work: (work: Work) => Promise<unknown>) => town.as(who, work)
const NO = { ground: 'other', reason: 'Det passar inte nu.' } as const
const AGREED = { agreedHow: 'oral', agreedOn: '2026-11-01' } as Parameters<typeof sendReferral>[5]

/** A second draft about the same person, ready to be sent to a team. */
async function another(threadId: string, to: UnitKey): Promise<string> {
  return town.as('karin', async ({ tx, viewer, today }) => {
    const id = value(await beginReferral(tx, viewer, today, threadId))
    value(await saveDraft(tx, viewer, today, id, 1, { reason: 'Mer stöd', triedBefore: '', ownWords: '' }))
    const where = {
      toUnitId: town.units[to].unitId,
      toIntervention: '',
      wishedStart: null,
      contactUserId: viewer.userId,
    }
    value(await saveDraft(tx, viewer, today, id, 2, where))
    return id
  })
}
const send = (id: string) => doing('karin', ({ tx, viewer, today }) => sendReferral(tx, viewer, today, id, 3, AGREED))

test('two referrals about one person are sent at once', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { threadId } = await drafted(town)
    const [one, two] = [await another(threadId, 'team'), await another(threadId, 'otherTeam')]
    expect(await Promise.all([send(one), send(two)])).toMatchObject([{ ok: true }, { ok: true }])
  }
})

test('one team says no while the referrer takes another referral back, and a third is opened', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { threadId, referralId } = await sent(town)
    const other = await another(threadId, 'otherTeam')
    await send(other)
    const done = await Promise.all([
      doing('petra', ({ tx, viewer, today }) => declineReferral(tx, viewer, today, referralId, NO)),
      doing('karin', ({ tx, viewer, today }) => withdrawReferral(tx, viewer, today, other, { reason: '' })),
      doing('elin', ({ tx, viewer, today }) => receiveReferral(tx, viewer, today, referralId)),
    ])
    expect(done.slice(0, 2)).toMatchObject([{ ok: true }, { ok: true }])
    const { rows } = await database.migrator.query(
      'select until from thread_unit where thread_id = $1 and until is not null',
      [threadId],
    )
    expect(rows, 'both teams have let go').toHaveLength(2)
  }
})

test('consents are given while others write about the person', async () => {
  const typed = (unit: UnitKey) => ({
    ...{ receiver: [`unit-${elsewhere.units[unit].unitId}`], categories: ['plan'], months: String(CONSENT_MONTHS[0]) },
    ...{ givenHow: 'oral', textLanguage: 'sv', interpreter: 'no' },
  })
  const consent = (threadId: string, unit: UnitKey) =>
    elsewhere.as('petra', async (work) => {
      const read = await readConsent(work, threadId, typed(unit))
      return read.ok ? give(work, read.value.entered.owned, read.value.form) : read
    })
  for (let round = 0; round < ROUNDS; round++) {
    const threadId = await elsewhere.thread()
    const done = await Promise.all([
      consent(threadId, 'psychiatry'),
      consent(threadId, 'jobCentre'),
      elsewhere.as('elin', (work) => addStep(work, threadId, { what: 'Ring', who: 'person', dueOn: '2026-11-09' })),
      elsewhere.as('samir', (work) =>
        addContact(work, threadId, { userId: work.viewer.userId, role: 'lead', fromOn: '2026-11-02' }),
      ),
    ])
    expect(done).toMatchObject([{ ok: true }, { ok: true }, { ok: true }, { ok: true }])
  }
})

test('an end of the thread, and taking it up again, comes after whoever writes about the person', async () => {
  for (const [action, state] of [
    ['discharge', 'active'],
    ['reopen', 'discharged'],
  ] as const) {
    const threadId = await elsewhere.thread({ state })
    const second = () =>
      elsewhere.as('samir', async (work) => {
        await sql`set local lock_timeout = '50ms'`.execute(work.tx)
        return enter(work, threadId, action)
      })
    await elsewhere.as('elin', async (work) => {
      expect(await enter(work, threadId, 'identity')).toMatchObject({ ok: true })
      await expect(second(), action).rejects.toMatchObject({ code: '55P03' })
    })
    expect(await second(), action).toMatchObject({ ok: true })
  }
})

test('the queue is put in order while somebody is taken out of it', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const [first, second] = [await sent(town), await sent(town)]
    for (const { referralId } of [first, second])
      await doing('petra', ({ tx, viewer, today }) => acceptToQueue(tx, viewer, today, referralId))
    const { rows } = await database.migrator.query(
      'select queue_entry_id as id from queue_entry where referral_id = $1',
      [second.referralId],
    )
    await Promise.all([
      doing('petra', ({ tx, viewer, today }) =>
        moveInQueue(tx, viewer, today, rows[0].id, { to: 1, reason: 'Har väntat länge' }),
      ),
      doing('karin', ({ tx, viewer, today }) => withdrawReferral(tx, viewer, today, second.referralId, { reason: '' })),
    ])
    await doing('karin', ({ tx, viewer, today }) =>
      withdrawReferral(tx, viewer, today, first.referralId, { reason: '' }),
    )
  }
})
