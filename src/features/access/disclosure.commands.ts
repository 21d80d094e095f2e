import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts'
import { newId } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { CONSENT_VERSION, consentWords } from './consent-text.ts'
import { consentOf, disclosureOf, receiversFor } from './disclosure.queries.ts'
import type { ConsentForm, StatutoryForm } from './disclosure.schema.ts'
import {
  addMonths,
  DISCLOSURE_ACTIONS,
  disclosureState,
  GROUNDS_OF,
  LONGEST_DAYS,
  type Receiver,
} from './disclosure.ts'
import type { AuthorityKind, Viewer } from './viewer.ts'

export type SharingWork = { tx: Tx; viewer: Viewer; today: CalendarDay }

/** The unit that acts, as it stands in every row it writes about the thread. */
export type Owner = { associationId: number; threadId: string; unitId: number; authorityId: number }

export type SharingEvent = {
  threadId: string
  unitId: number
  authorityId: number
  category: 'held'
  kind: 'consent-given' | 'consent-withdrawn' | 'disclosure-decided' | 'disclosure-ended'
  subject: 'consent' | 'disclosure'
  subjectId: string
  on: CalendarDay
}
/** Writes the event of a change in its transaction; events belong to the feature thread, which gives its own. */
export type Recorder = (event: SharingEvent) => Promise<void>

/** SHA-256 of the words that were read, so that it can be shown later what was agreed to. */
export const consentHash = (lang: Lang): string => createHash('sha256').update(consentWords(lang)).digest('hex')

// For those who hold the thread: what was opened to others is no receiver's business.
const eventOf = (
  { threadId, unitId, authorityId }: Owner,
  on: CalendarDay,
  kind: SharingEvent['kind'],
  subjectId: string,
): SharingEvent => ({
  ...{ threadId, unitId, authorityId, on, kind, subjectId },
  category: 'held',
  subject: kind.startsWith('consent') ? 'consent' : 'disclosure',
})

async function receiverOf(work: SharingWork, owner: Owner, value: string): Promise<Receiver | undefined> {
  return (await receiversFor(work.tx, work.viewer, owner)).find((one) => one.value === value)
}

const disclosureRow = (work: SharingWork, owner: Owner, to: Receiver) => ({
  ...owner,
  disclosureId: newId(),
  fromAuthorityId: owner.authorityId,
  toAuthorityId: to.authorityId,
  toUnitId: to.unitId,
  validFrom: work.today,
  decidedBy: work.viewer.userId,
})

/** Writes down a consent taken in a conversation, and opens what it says to everybody it names from today. Gives its id. */
export async function giveConsent(
  work: SharingWork,
  owner: Owner,
  given: ConsentForm,
  record: Recorder,
): Promise<Result<string>> {
  const known = await receiversFor(work.tx, work.viewer, owner)
  const to = known.filter((one) => given.receiver.includes(one.value))
  if (to.length === 0 || to.length !== given.receiver.length)
    return refuse({ kind: 'invalid', fields: { receiver: 'choose' } })
  const consentId = newId()
  await work.tx
    .insertInto('consent')
    .values({
      ...owner,
      consentId,
      givenHow: given.givenHow,
      textLanguage: given.textLanguage,
      textVersion: CONSENT_VERSION,
      textHash: consentHash(given.textLanguage),
      interpreter: given.interpreter,
      takenBy: work.viewer.userId,
    })
    .execute()
  const opened = { categories: given.categories, ground: 'consent', consentId }
  const validUntil = addMonths(work.today, given.months)
  const rows = to.map((one) => ({ ...disclosureRow(work, owner, one), ...opened, validUntil }))
  await work.tx.insertInto('disclosure').values(rows).execute()
  await record(eventOf(owner, work.today, 'consent-given', consentId))
  for (const row of rows) await record(eventOf(owner, work.today, 'disclosure-decided', row.disclosureId))
  return ok(consentId)
}

/**
 * The person takes a consent back: everything it opened is closed in the same transaction. With `from`, only these of its
 * disclosures; the others stand, and the consent with them, until the last is taken back.
 */
export async function withdrawConsent(
  work: SharingWork,
  owner: Owner,
  consentId: string,
  withdrawnHow: 'oral' | 'written',
  record: Recorder,
  from: readonly string[] = [],
): Promise<Result<string>> {
  const consent = await consentOf(work.tx, work.viewer, owner.threadId, consentId)
  if (!consent) return refuse({ kind: 'not-found' })
  if (consent.withdrawnAt) return refuse({ kind: 'conflict', reason: 'refused.consent.withdrawn' })
  const standing = consent.disclosures.filter((one) => !one.withdrawnAt)
  const chosen = standing.filter((one) => from.includes(one.disclosureId))
  if (from.length > 0 && chosen.length === 0) return refuse({ kind: 'invalid', fields: { from: 'choose' } })
  if (chosen.length > 0 && chosen.length < standing.length) {
    const ended = await work.tx
      .updateTable('disclosure')
      .set({ withdrawnAt: new Date(), withdrawnBy: work.viewer.userId, withdrawnHow })
      .where('associationId', '=', owner.associationId)
      .where(
        'disclosureId',
        'in',
        chosen.map((one) => one.disclosureId),
      )
      .where('withdrawnAt', 'is', null)
      .executeTakeFirstOrThrow()
    if (ended.numUpdatedRows !== BigInt(chosen.length)) return refuse({ kind: 'stale' })
    for (const one of chosen) await record(eventOf(owner, work.today, 'disclosure-ended', one.disclosureId))
    return ok(consentId)
  }
  const changed = await work.tx
    .updateTable('consent')
    .set({ withdrawnAt: new Date(), withdrawnBy: work.viewer.userId, withdrawnHow })
    .where('associationId', '=', owner.associationId)
    .where('consentId', '=', consentId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (changed.numUpdatedRows !== 1n) return refuse({ kind: 'conflict', reason: 'refused.consent.withdrawn' })
  await record(eventOf(owner, work.today, 'consent-withdrawn', consentId))
  for (const one of standing) await record(eventOf(owner, work.today, 'disclosure-ended', one.disclosureId))
  return ok(consentId)
}

/** Decides a disclosure on a ground of law, without consent. `kind`: of the authority whose data it is. Gives its id. */
export async function decideDisclosure(
  work: SharingWork,
  owner: Owner,
  kind: AuthorityKind,
  decided: StatutoryForm,
  record: Recorder,
): Promise<Result<string>> {
  const to = await receiverOf(work, owner, decided.receiver)
  const fields: Record<string, string> = {}
  if (!to) fields.receiver = 'choose'
  if (!GROUNDS_OF[kind].includes(decided.ground)) fields.ground = 'problem.groundNotYours'
  if (decided.detail.length < 10) fields.detail = 'problem.tooShort'
  if (decided.validUntil < work.today) fields.validUntil = 'dayTooEarly'
  if (daysBetween(work.today, decided.validUntil) > LONGEST_DAYS) fields.validUntil = 'dayTooLate'
  if (!to || Object.keys(fields).length > 0) return refuse({ kind: 'invalid', fields })
  const { categories, ground, validUntil } = decided
  const row = disclosureRow(work, owner, to)
  await work.tx
    .insertInto('disclosure')
    .values({ ...row, categories, ground, groundDetail: decided.detail, validUntil })
    .execute()
  await record(eventOf(owner, work.today, 'disclosure-decided', row.disclosureId))
  return ok(row.disclosureId)
}

/** Ends a statutory disclosure before its last day. What stands on a consent ends with the consent. */
export async function endDisclosure(
  work: SharingWork,
  owner: Owner,
  disclosureId: string,
  record: Recorder,
): Promise<Result<string>> {
  const found = await disclosureOf(work.tx, work.viewer, owner.threadId, disclosureId)
  if (!found || found.consentId || !found.endable) return refuse({ kind: 'not-found' })
  const over = refuse({ kind: 'conflict', reason: 'refused.disclosure.over' })
  if (!DISCLOSURE_ACTIONS[disclosureState(found, work.today)].includes('end')) return over
  const changed = await work.tx
    .updateTable('disclosure')
    .set({ withdrawnAt: new Date(), withdrawnBy: work.viewer.userId })
    .where('associationId', '=', owner.associationId)
    .where('disclosureId', '=', disclosureId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (changed.numUpdatedRows !== 1n) return over
  await record(eventOf(owner, work.today, 'disclosure-ended', disclosureId))
  return ok(disclosureId)
}
