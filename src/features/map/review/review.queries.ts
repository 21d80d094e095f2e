import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import { isKeeper, writesFor } from '../entry.access.ts'
import { NO_AUTHORITY, type Review, type ReviewProgress } from './review.ts'

const reviews = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('mapReview')
    .select(['mapReviewId', 'startedOn', 'dueOn', 'authorityIds', 'note', 'closedOn', 'version'])
    .where('associationId', '=', viewer.associationId)

export const reviewOf = async (tx: Tx, viewer: Viewer, id: string): Promise<Review | undefined> =>
  isUuid(id) ? reviews(tx, viewer).where('mapReviewId', '=', id).executeTakeFirst() : undefined

/** Rounds that go on, and those that were, latest first. */
export const reviewsOf = (tx: Tx, viewer: Viewer): Promise<Review[]> =>
  reviews(tx, viewer)
    .orderBy('closedOn', (by) => by.desc().nullsFirst())
    .orderBy('mapReviewId', 'desc')
    .limit(50)
    .execute()

/** How far each authority of a round has come. One without entries is there with none. */
export async function progressOf(tx: Tx, viewer: Viewer, review: Review): Promise<ReviewProgress[]> {
  const { rows } = await sql<ReviewProgress>`
    select a as "authorityId", count(e.entry_id)::int as total,
      (count(e.entry_id) filter (where e.verified_on >= ${review.startedOn}::date))::int as confirmed
    from unnest(${review.authorityIds}::int[]) a
    left join map_entry e on e.association_id = ${viewer.associationId} and coalesce(e.authority_id, 0) = a and e.status in ('planned', 'active', 'paused')
    group by a order by a`.execute(tx)
  return rows
}

/** Entries to look through, by authority as a round says it. */
export async function entryCounts(tx: Tx, viewer: Viewer): Promise<Map<number, number>> {
  const { rows } = await sql<{ authorityId: number; total: number }>`
    select coalesce(authority_id, 0) as "authorityId", count(*)::int as total from map_entry
    where association_id = ${viewer.associationId} and status in ('planned', 'active', 'paused')
    group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.authorityId, row.total]))
}

export type ReviewDue = { mapReviewId: string; authorityId: number; left: number; dueOn: Review['dueOn'] }

/** What waits for the viewer: open rounds in which entries she or he answers for are not confirmed yet. */
export async function reviewsDue(tx: Tx, viewer: Viewer): Promise<ReviewDue[]> {
  const own = isKeeper(viewer) ? [NO_AUTHORITY] : writesFor(viewer)
  if (own.length === 0) return []
  const open = await reviews(tx, viewer).where('closedOn', 'is', null).execute()
  const due: ReviewDue[] = []
  for (const review of open.filter(({ authorityIds }) => authorityIds.some((id) => own.includes(id))))
    for (const { authorityId, total, confirmed } of await progressOf(tx, viewer, review))
      if (own.includes(authorityId) && confirmed < total)
        due.push({ mapReviewId: review.mapReviewId, authorityId, left: total - confirmed, dueOn: review.dueOn })
  return due
}
