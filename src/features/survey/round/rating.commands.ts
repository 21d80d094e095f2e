import { ok, type Result, refuse } from '../../../shared/result.ts'
import { reasonsOf } from './list.queries.ts'
import { lockedPerson } from './person.queries.ts'
import type { RatedPerson, RatingFacts, SkipReason } from './person.ts'
import { roundOf } from './round.queries.ts'
import { may, type Round } from './round.ts'
import { recordSurvey } from './survey-event.commands.ts'
import type { SurveyWork } from './work.ts'

/** Rates a person, or corrects the rating. Gives the round's key. */
export async function ratePerson(
  work: SurveyWork,
  personId: string,
  version: number,
  facts: RatingFacts,
): Promise<Result<string>> {
  const opened = await openedPerson(work, personId, version)
  if (!opened.ok) return opened
  const { person, round } = opened.value
  if (
    facts.reason !== null &&
    !(await reasonsOf(work.tx, work.viewer, round.reasonList)).some(({ key }) => key === facts.reason)
  )
    return refuse({ kind: 'invalid', fields: { reason: 'choose' } })
  const { months, ...rest } = facts
  await update(work, personId, { ...rest, monthsWithSupport: months, state: 'rated', skipReason: null })
  const was = { reason: person.reason, barriers: person.barriers, state: person.state }
  await recordSurvey(work, round, person.state === 'waiting' ? 'rated' : 'rating-corrected', {
    personIds: [personId],
    data: person.state === 'waiting' ? {} : { was },
  })
  return ok(round.roundId)
}

/** Says that the rater cannot rate this person, with why. */
export async function skipPerson(
  work: SurveyWork,
  personId: string,
  version: number,
  skipReason: SkipReason,
): Promise<Result<string>> {
  const opened = await openedPerson(work, personId, version)
  if (!opened.ok) return opened
  const { person, round } = opened.value
  await update(work, personId, { state: 'skipped', skipReason, reason: null, barriers: null })
  const was = person.state === 'rated' ? { reason: person.reason, barriers: person.barriers } : undefined
  await recordSurvey(work, round, 'skipped', { personIds: [personId], data: { skipReason, ...(was ? { was } : {}) } })
  return ok(round.roundId)
}

async function openedPerson(
  work: SurveyWork,
  personId: string,
  version: number,
): Promise<Result<{ person: RatedPerson; round: Round }>> {
  const person = await lockedPerson(work.tx, work.viewer, personId)
  const round = person && (await roundOf(work.tx, work.viewer, person.roundId))
  if (!person || !round) return refuse({ kind: 'not-found' })
  if (!may('rate', round)) return refuse({ kind: 'conflict', reason: round.state })
  if (person.version !== version) return refuse({ kind: 'stale' })
  return ok({ person, round })
}

type Columns = Partial<
  Pick<RatedPerson, 'sex' | 'birthYear' | 'inIntervention' | 'reason' | 'barriers' | 'state' | 'skipReason'>
> & { monthsWithSupport?: number | null }

const update = ({ tx, viewer, now }: SurveyWork, personId: string, columns: Columns) =>
  tx
    .updateTable('surveyPerson')
    .set((eb) => ({ ...columns, ratedBy: viewer.userId, ratedAt: now, version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('surveyPersonId', '=', personId)
    .execute()
