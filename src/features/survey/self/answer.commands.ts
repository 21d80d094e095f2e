import { sql } from 'kysely'
import type { Db } from '../../../platform/database/db.ts'
import type { Barrier } from '../core/code.ts'
import type { Version } from '../texts/self.ts'
import type { Answer } from './question.ts'
import type { WayState } from './way.queries.ts'

/** What became of an answer, or of sending them all: otherwise how the way stands now. */
export type Answered = 'saved' | 'unknown' | WayState
export type Sent = 'done' | 'unanswered' | 'unknown' | WayState

/** Writes one answer of whoever holds the code. */
export async function giveAnswer(
  db: Db,
  digest: string,
  barrier: Barrier,
  answer: Answer,
  version: Version,
): Promise<Answered> {
  const { rows } = await sql<{ state: Answered }>`
    select survey_answer(${digest}, ${barrier}, ${answer}, ${version}) as state`.execute(db)
  return rows[0]!.state
}

/** Sends all answers: the code opens nothing any more. */
export async function sendAnswers(db: Db, digest: string): Promise<Sent> {
  const { rows } = await sql<{ state: Sent }>`select survey_finish(${digest}) as state`.execute(db)
  return rows[0]!.state
}
