import { sql } from 'kysely'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import type { SurveyWork } from '../round/work.ts'
import { openedPerson } from './code.commands.ts'
import { typedPaper } from './own-answer.queries.ts'
import type { Paper } from './paper.schema.ts'

/**
 * Types a paper in, or corrects one the viewer typed in (`version`: the row as it was opened, 0 for none). Whoever has begun to answer with a
 * code is not overwritten. Gives the round's key.
 */
export async function enterPaper(
  work: SurveyWork,
  personId: string,
  version: number,
  { written, answers }: Paper,
): Promise<Result<string>> {
  const { tx, viewer, now } = work
  const opened = await openedPerson(work, personId)
  if (!opened.ok) return opened
  const { round, selfState } = opened.value
  const before = await typedPaper(tx, viewer, personId)
  if ((before?.rowVersion ?? 0) !== version) return refuse({ kind: 'stale' })
  if (!before && selfState !== 'none') return refuse({ kind: 'conflict', reason: 'taken' })
  const values = { answers: answers as never, language: written, doneAt: now }
  if (before)
    await tx
      .updateTable('surveySelf')
      .set({ ...values, version: version + 1 })
      .where('associationId', '=', viewer.associationId)
      .where('surveyPersonId', '=', personId)
      .where('version', '=', version)
      .execute()
  else {
    // Somebody may begin with a code at the same moment: theirs stands.
    const { unitId, authorityId, roundId } = round
    const made = await tx
      .insertInto('surveySelf')
      .values({
        ...{
          associationId: viewer.associationId,
          surveyPersonId: personId,
          surveyRoundId: roundId,
          unitId,
          authorityId,
        },
        ...values,
        how: 'paper',
        enteredBy: viewer.userId,
      })
      .onConflict((on) => on.doNothing())
      .returning(sql<number>`1`.as('one'))
      .executeTakeFirst()
    if (!made) return refuse({ kind: 'conflict', reason: 'taken' })
  }
  await recordSurvey(work, round, 'paper-entered', { personIds: [personId], data: { corrected: before !== undefined } })
  return ok(round.roundId)
}
