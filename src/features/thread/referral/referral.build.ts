import { day } from '../../../shared/calendar-day.ts'
import type { Result } from '../../../shared/result.ts'
import type { Town, UnitKey } from '../town.build.ts'
import { beginThread } from './newcomer.commands.ts'
import type { Newcomer } from './newcomer.schema.ts'
import { beginReferral, saveDraft } from './referral-draft.commands.ts'
import { sendReferral } from './referral-send.commands.ts'

/** What a command gave; a test that expected it to be done says what was refused instead. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

let people = 0

/** Somebody new: no number, and a name nobody else has. */
export const newcomer = (given: Partial<Newcomer> = {}): Newcomer => ({
  personNumber: '',
  number: undefined,
  noNumber: true,
  givenName: 'Prov',
  familyName: `Nykomling ${++people}`,
  phone: '',
  protection: 'none',
  someoneElse: false,
  ...given,
})

/** A referral that Karin of the support office has begun about somebody new. */
export const drafted = (town: Town, given: Partial<Newcomer> = {}) =>
  town.as('karin', async ({ tx, viewer, today }) => {
    const { threadId } = value(await beginThread(tx, viewer, today, newcomer(given)))
    return { threadId, referralId: value(await beginReferral(tx, viewer, today, threadId)) }
  })

/** The same, written and sent to a team. */
export async function sent(town: Town, given: Partial<Newcomer> & { to?: UnitKey } = {}) {
  const { to = 'team', ...person } = given
  const draft = await drafted(town, person)
  await town.as('karin', async ({ tx, viewer, today }) => {
    const id = draft.referralId
    const why = {
      reason: 'Behöver stöd att komma i gång.',
      triedBefore: 'Praktik.',
      ownWords: 'Jag vill jobba halvtid.',
    }
    value(await saveDraft(tx, viewer, today, id, 1, why))
    const where = { toUnitId: town.units[to].unitId, toIntervention: '', wishedStart: null }
    value(await saveDraft(tx, viewer, today, id, 2, { ...where, contactUserId: viewer.userId }))
    const agreement = { agreedHow: 'oral', agreedOn: day('2026-11-01') } as const
    value(await sendReferral(tx, viewer, today, id, 3, agreement))
  })
  return draft
}
