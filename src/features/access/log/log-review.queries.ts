import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { LookKind } from '../read-log.commands.ts'
import type { Ground, Viewer } from '../viewer.ts'

/** A check of a sample of looks, drawn and perhaps signed. */
export type LogReview = {
  logReviewId: string
  reviewerId: string
  reviewer: string
  fromDay: CalendarDay
  untilDay: CalendarDay
  size: number
  drawnAt: Date
  signedAt: Date | null
  /** By the look's number. */
  remarks: Record<string, string>
  conclusion: string
}

const reviews = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('logReview as v')
    .innerJoin('accountUser as u', 'u.id', 'v.reviewerId')
    .select([
      ...(['v.logReviewId', 'v.reviewerId', 'u.name as reviewer', 'v.fromDay', 'v.untilDay', 'v.drawnAt'] as const),
      ...(['v.signedAt', 'v.remarks', 'v.conclusion'] as const),
      sql<number>`cardinality(v.read_log_ids)`.as('size'),
    ])
    .where('v.associationId', '=', viewer.associationId)

/** The latest checks. */
export const listLogReviews = async (tx: Tx, viewer: Viewer): Promise<LogReview[]> =>
  (await reviews(tx, viewer).orderBy('v.drawnAt', 'desc').limit(50).execute()) as LogReview[]

export async function logReviewOf(tx: Tx, viewer: Viewer, id: string): Promise<LogReview | undefined> {
  if (!isUuid(id)) return undefined
  return (await reviews(tx, viewer).where('v.logReviewId', '=', id).executeTakeFirst()) as LogReview | undefined
}

/** How much was read at an authority last month, for the office: null where a count is too small to show. */
export type LogCount = {
  authority: string
  looks: number | null
  glasses: number | null
  refused: number | null
  checkedOn: CalendarDay | null
}

export async function logCounts(tx: Tx): Promise<LogCount[]> {
  const { rows } = await sql<LogCount>`
    select authority, looks, glasses, refused, checked_on as "checkedOn" from log_counts()`.execute(tx)
  return rows
}

/** Does the viewer look through the log of an authority? The association's office never does (function `reviewed_authorities`). */
export const reviewsOwnLog = (viewer: Viewer): boolean =>
  viewer.roles.some(
    ({ role, unitKind, authorityKind }) =>
      (role === 'log_reviewer' || role === 'administrator') &&
      unitKind !== 'association' &&
      authorityKind !== 'association',
  )

/** One look of a sample; participants are in it by case number only. */
export type SampledLook = {
  readLogId: number
  at: Date
  userName: string
  unitName: string | null
  authorityName: string | null
  what: LookKind
  ground: Ground
  caseNumbers: string[] | null
  /** The reason, where the glass was broken. */
  reason: string | null
  openedBefore: boolean
}

export async function looksOfReview(tx: Tx, id: string): Promise<SampledLook[]> {
  const { rows } = await sql<SampledLook>`
    select read_log_id as "readLogId", at, user_name as "userName", unit_name as "unitName", authority_name as "authorityName", what, ground,
      case_numbers as "caseNumbers", reason, opened_before as "openedBefore"
    from looks_of_review(${id}::uuid)`.execute(tx)
  return rows
}
