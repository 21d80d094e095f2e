import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database/db.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { Viewer } from '../viewer.ts'
import { logReviewOf, looksOfReview } from './log-review.queries.ts'
import type { drawForm } from './log-review.schema.ts'

/** Draws a sample of the looks of some days: at random, emergencies and refused attempts first. Gives its id. */
export async function drawLogReview(tx: Tx, drawn: z.output<typeof drawForm>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select draw_log_review(${drawn.from}::date, ${drawn.until}::date, ${Number(drawn.size)}::int) as id`.execute(tx)
  const id = rows[0]?.id
  if (!id) throw new Error('a sample was drawn without an id')
  return id
}

/** Signs a check: remarks by look, and what the sample shows. By who drew it, once. */
export async function signLogReview(
  tx: Tx,
  viewer: Viewer,
  id: string,
  conclusion: string,
  typed: Readonly<Record<string, string>>,
): Promise<Result<string>> {
  const review = await logReviewOf(tx, viewer, id)
  if (!review || review.reviewerId !== viewer.userId) return refuse({ kind: 'not-found' })
  const remarks: Record<string, string> = {}
  for (const { readLogId } of await looksOfReview(tx, id)) {
    const remark = (typed[`remark-${readLogId}`] ?? '').trim().slice(0, 1000)
    if (remark) remarks[readLogId] = remark
  }
  const { numUpdatedRows } = await tx
    .updateTable('logReview')
    .set({ signedAt: new Date(), conclusion, remarks: JSON.stringify(remarks) })
    .where('associationId', '=', viewer.associationId)
    .where('logReviewId', '=', id)
    .where('signedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n ? ok(id) : refuse({ kind: 'conflict', reason: 'signed' })
}
