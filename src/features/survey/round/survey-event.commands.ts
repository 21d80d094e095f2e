import { insertMany } from '../../../platform/database/insert-many.ts'
import { newId } from '../../../shared/ids.ts'
import type { Round } from './round.ts'
import type { SurveyEventKind } from './survey-event.ts'
import type { SurveyWork } from './work.ts'

/** A round, or a joint report as a unit has to do with it: with its round, where one is in it. */
export type Happening = Pick<Round, 'unitId' | 'authorityId'> & { roundId: string | null; jointId?: string | null }

/** Records what happened in a round or about a joint report, in the transaction of the change. No words of anybody go in `data`. */
export async function recordSurvey(
  { tx, viewer, today }: SurveyWork,
  { roundId, jointId = null, unitId, authorityId }: Happening,
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
      surveyJointId: jointId,
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
