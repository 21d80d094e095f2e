import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid, newId } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { isKeeper, mayWrite } from './entry.access.ts'
import { verifyEntry } from './entry.commands.ts'
import { bodiesOf, loadEntry, loadMap } from './entry.queries.ts'
import { mailReview } from './review.jobs.ts'
import { reviewOf } from './review.queries.ts'
import { isConfirmed, isReviewed, reminderDays } from './review.ts'
import type { MapWork } from './work.ts'

/** Starts a round and orders its three mails. Gives its key. */
export async function startReview(
  { tx, viewer, today }: MapWork,
  { authorities, dueOn, note }: { authorities: number[]; dueOn: CalendarDay; note: string },
): Promise<Result<string>> {
  if (!isKeeper(viewer)) return refuse({ kind: 'not-allowed', reason: 'keeper' })
  const known = new Set((await bodiesOf(tx)).authorities.map((one) => one.authorityId))
  if (authorities.length === 0 || !authorities.every((id) => known.has(id)))
    return refuse({ kind: 'invalid', fields: { authorities: 'authorities' } })
  const mapReviewId = newId()
  const { associationId, userId } = viewer
  await tx
    .insertInto('mapReview')
    .values({ associationId, mapReviewId, startedOn: today, dueOn, startedBy: userId, authorityIds: authorities, note })
    .execute()
  for (const { turn, on } of reminderDays({ startedOn: today, dueOn }))
    await enqueue(
      tx,
      mailReview,
      { associationId, mapReviewId, turn },
      // In the morning: seven o'clock UTC is eight or nine in Stockholm.
      turn === 'start' ? {} : { after: new Date(`${on}T07:00:00Z`) },
    )
  return ok(mapReviewId)
}

/** Ends a round: nobody is reminded any more. What was confirmed stays. */
export async function closeReview(
  { tx, viewer, today }: MapWork,
  id: string,
  version: number,
): Promise<Result<string>> {
  if (!isKeeper(viewer)) return refuse({ kind: 'not-allowed', reason: 'keeper' })
  const review = await reviewOf(tx, viewer, id)
  if (!review) return refuse({ kind: 'not-found' })
  if (review.closedOn !== null) return refuse({ kind: 'conflict', reason: 'closed' })
  if (review.version !== version) return refuse({ kind: 'stale' })
  await tx
    .updateTable('mapReview')
    .set((eb) => ({ closedOn: today, version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('mapReviewId', '=', id)
    .execute()
  return ok(id)
}

/** Says that one entry is right, or with `all` every one of the authority that nobody has said so of yet. */
export async function confirmEntries(
  work: MapWork,
  id: string,
  authorityId: number,
  what: { entryId: string; version: number } | 'all',
): Promise<Result<string>> {
  const { tx, viewer } = work
  const review = await reviewOf(tx, viewer, id)
  if (!review?.authorityIds.includes(authorityId) || !mayWrite(viewer, { authorityId }))
    return refuse({ kind: 'not-found' })
  if (review.closedOn !== null) return refuse({ kind: 'conflict', reason: 'closed' })
  if (what === 'all') {
    const all = (await loadMap(tx, viewer)).filter(
      (one) => one.authorityId === authorityId && isReviewed(one) && !isConfirmed(one, review),
    )
    for (const entry of all) {
      const done = await verifyEntry(work, entry.entryId, entry.version)
      if (!done.ok) return done
    }
    return ok(id)
  }
  const entry = isUuid(what.entryId) ? await loadEntry(tx, viewer, what.entryId) : undefined
  if (!entry || entry.authorityId !== authorityId) return refuse({ kind: 'not-found' })
  // Somebody was faster: it is confirmed already.
  if (isConfirmed(entry, review) && entry.version !== what.version) return ok(id)
  const done = await verifyEntry(work, what.entryId, what.version)
  return done.ok ? ok(id) : done
}
