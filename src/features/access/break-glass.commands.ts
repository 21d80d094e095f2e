import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { mainUnit, type Viewer } from './viewer.ts'

/** Shorter than this is no reason. */
const SHORTEST_REASON = 10

/** Whom somebody looks for: by the whole personal or coordination number (twelve digits), or by the case number. */
export type GlassPerson = { number: string } | { caseNumber: string }

/** How often one person may try in a day and night, found or not (function `glass_attempts_left`). */
export const GLASS_ATTEMPTS = 5

/**
 * How many attempts the viewer has left. Another attempt of theirs waits until this transaction ends: ask before `submit()`, whose refusal
 * would let go.
 */
export async function glassAttemptsLeft(tx: Tx): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`select glass_attempts_left() as attempts`.execute(tx)
  return rows[0]?.attempts ?? 0
}

/** Writes an attempt that opened nothing into the read log, where the refusal has taken everything else back. */
export async function logGlassMiss(tx: Tx, viewer: Viewer, person: GlassPerson): Promise<void> {
  const { number, caseNumber } = termsOf(person)
  await sql`select log_glass_miss(${number}::text, ${caseNumber}::text, ${mainUnit(viewer)?.unitId ?? null}::int)`.execute(
    tx,
  )
}

const termsOf = (person: GlassPerson) => ({
  number: 'number' in person ? person.number : null,
  caseNumber: 'caseNumber' in person ? person.caseNumber : null,
})

/**
 * Breaks the glass to a person for an hour. The reason is written before anything is known: only then does the database say whether there is
 * anybody, and row, event and look are written by it in one go. Gives the thread. After `not-found` write the miss (`logGlassMiss`).
 */
export async function openGlass(
  tx: Tx,
  viewer: Viewer,
  person: GlassPerson,
  reason: string,
): Promise<Result<{ threadId: string; breakGlassId: string }>> {
  const held = mainUnit(viewer)
  if (!held) return refuse({ kind: 'not-allowed', reason: 'refused.not-yours' })
  if (reason.trim().length < SHORTEST_REASON) return refuse({ kind: 'invalid', fields: { reason: 'problem.reason' } })
  if ((await glassAttemptsLeft(tx)) === 0) return refuse({ kind: 'conflict', reason: 'problem.limit' })
  const { number, caseNumber } = termsOf(person)
  const { rows } = await sql<{ threadId: string; breakGlassId: string }>`
    select thread_id as "threadId", break_glass_id as "breakGlassId"
    from open_glass(${number}::text, ${caseNumber}::text, ${held.unitId}::int, ${reason}::text)`.execute(tx)
  return rows[0] ? ok(rows[0]) : refuse({ kind: 'not-found' })
}

/** Signs that somebody has looked through a broken glass: who can read why it was broken, never the one who broke it (policy `review`). */
export async function reviewGlass(tx: Tx, viewer: Viewer, breakGlassId: string): Promise<Result<string>> {
  const { numUpdatedRows } = await tx
    .updateTable('breakGlass')
    .set({ reviewedAt: new Date(), reviewedBy: viewer.userId })
    .where('associationId', '=', viewer.associationId)
    .where('breakGlassId', '=', breakGlassId)
    .where('reviewedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n ? ok(breakGlassId) : refuse({ kind: 'conflict', reason: 'refused.glass.reviewed' })
}
