import { insertMany } from '../../../platform/database/insert-many.ts'
import { newId } from '../../../shared/ids.ts'
import type { Round } from './round.ts'
import type { SurveyEventKind } from './survey-event.ts'
import type { SurveyWork } from './work.ts'

/** Records what happened in a round, in the transaction of the change. No words of anybody go in `data`. */
export async function recordSurvey(
  { tx, viewer, today }: SurveyWork,
  { roundId, unitId, authorityId }: Pick<Round, 'roundId' | 'unitId' | 'authorityId'>,
  kind: SurveyEventKind,
  part: { personIds?: readonly string[]; data?: Readonly<Record<string, unknown>> } = {},
): Promise<void> {
  const { personIds = [null], data = {} } = part
  await insertMany(
    tx,
    'surveyEvent',
    personIds.map((surveyPersonId) => ({
      associationId: viewer.associationId,
      surveyEventId: newId(),
      surveyRoundId: roundId,
      unitId,
      authorityId,
      surveyPersonId,
      kind,
      onDay: today,
      actorId: viewer.userId,
      data: data as never,
    })),
  )
}
