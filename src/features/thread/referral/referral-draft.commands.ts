import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid, newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { inUnit, mainUnit, unitIdsOf, type Viewer } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { teamLoads } from '../team-load.queries.ts'
import { threadOf } from '../thread.queries.ts'
import { lockThread } from '../thread-state.commands.ts'
import { colleaguesOf } from '../work/colleague.queries.ts'
import type { EntryTarget } from './entry-target.ts'
import { type Referral, referralOf } from './referral.queries.ts'
import { blockedBy, type ReferralAction, sidesOf } from './referral.ts'
import { changes, type DraftChange } from './referral-draft.ts'

/**
 * The referral, locked, if the viewer may do this to it now; else why not. Its thread is taken before it, unless all that is
 * done is to write a draft.
 */
export async function openFor(
  tx: Tx,
  viewer: Viewer,
  referralId: string,
  action: ReferralAction,
  { draftOnly = false } = {},
): Promise<Result<Referral>> {
  if (!draftOnly) await lockThreadOf(tx, viewer, referralId)
  const referral = await referralOf(tx, viewer, referralId, { lock: true })
  if (!referral) return refuse({ kind: 'not-found' })
  const sides = sidesOf((unitId) => inUnit(viewer, unitId), referral.facts)
  const blocked = blockedBy(referral.facts, sides, action)
  if (!blocked) return ok(referral)
  return refuse({ kind: blocked === 'side' ? 'not-allowed' : 'conflict', reason: blocked })
}

async function lockThreadOf(tx: Tx, viewer: Viewer, referralId: string): Promise<void> {
  if (!isUuid(referralId)) return
  const found = await tx
    .selectFrom('referral')
    .select('threadId')
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', referralId)
    .executeTakeFirst()
  if (found) await lockThread(tx, found.threadId, { alone: true })
}

/** What every event of a referral carries. */
export const eventOf = (
  referral: Pick<Referral, 'threadId' | 'referralId' | 'unitId' | 'authorityId'>,
  on: CalendarDay,
) => ({
  threadId: referral.threadId,
  subject: 'referral' as const,
  subjectId: referral.referralId,
  category: 'referral' as const,
  unitId: referral.unitId,
  authorityId: referral.authorityId,
  on,
})

/** The unit from which the viewer may refer this person: one of the own that holds the thread, the main one first. */
async function sendingUnit(tx: Tx, viewer: Viewer, threadId: string) {
  const holders = await tx
    .selectFrom('threadUnit as h')
    .innerJoin('unit as u', (on) =>
      on.onRef('u.associationId', '=', 'h.associationId').onRef('u.unitId', '=', 'h.unitId'),
    )
    .select(['h.unitId', 'u.authorityId'])
    .where('h.associationId', '=', viewer.associationId)
    .where('h.threadId', '=', threadId)
    .where('h.until', 'is', null)
    .where('h.unitId', 'in', unitIdsOf(viewer))
    .orderBy('h.unitId')
    .execute()
  return holders.find((one) => one.unitId === mainUnit(viewer)?.unitId) ?? holders[0]
}

/** A new draft about a thread that an own unit holds, to an entry of the map where it begins there. Gives its id. */
export async function beginReferral(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  threadId: string,
  target?: EntryTarget,
): Promise<Result<string>> {
  const unit = await sendingUnit(tx, viewer, threadId)
  const thread = await threadOf(tx, viewer, threadId)
  if (!unit || !thread) return refuse({ kind: 'not-found' })
  const referralId = newId()
  await tx
    .insertInto('referral')
    .values({
      associationId: viewer.associationId,
      referralId,
      threadId,
      unitId: unit.unitId,
      authorityId: unit.authorityId,
      language: thread.language,
      interpreter: thread.interpreter,
      contactUserId: viewer.userId,
      createdBy: viewer.userId,
      // From the map: where it goes is known already.
      ...target,
    })
    .execute()
  const draft = { threadId, referralId, ...unit }
  await recordEvent(tx, viewer, { kind: 'referral-drafted', ...eventOf(draft, today) })
  return ok(referralId)
}

/** The receiver is a team of the association that takes people in, the contact a colleague of the sending unit. */
async function problemsOf(tx: Tx, viewer: Viewer, today: CalendarDay, referral: Referral, change: DraftChange) {
  const problems: Record<string, string> = {}
  if (!('toUnitId' in change)) return problems
  if (change.toUnitId !== null) {
    const teams = await teamLoads(tx)
    if (!teams.some((team) => team.unitId === change.toUnitId)) problems.toUnitId = 'choose'
  }
  const colleagues = await colleaguesOf(tx, viewer, referral.unitId, today)
  const known = change.contactUserId === referral.contactUserId
  if (!known && !colleagues.some((one) => one.userId === change.contactUserId)) problems.contactUserId = 'choose'
  return problems
}

/**
 * Saves one page of the draft and gives its version. A draft saved in another window since is not overwritten (`stale`); what
 * already stands is saved, whoever asks and however often.
 */
export async function saveDraft(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  referralId: string,
  version: number,
  change: DraftChange,
): Promise<Result<number>> {
  const opened = await openFor(tx, viewer, referralId, 'edit', { draftOnly: true })
  if (!opened.ok) return opened
  const referral = opened.value
  if (!changes(referral, change)) return ok(referral.version)
  if (referral.version !== version) return refuse({ kind: 'stale' })
  const fields = await problemsOf(tx, viewer, today, referral, change)
  if (Object.keys(fields).length > 0) return refuse({ kind: 'invalid', fields })
  const set = 'checklist' in change ? { ...change, checklist: JSON.stringify(change.checklist) } : change
  await tx
    .updateTable('referral')
    .set({ ...set, version: version + 1 })
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', referralId)
    .where('version', '=', version)
    .execute()
  return ok(version + 1)
}
