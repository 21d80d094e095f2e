import { sql } from 'kysely'
import { insertMany } from '../../../platform/database/insert-many.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { codesOf, lockedPerson } from './person.queries.ts'
import type { NewPerson } from './person.ts'
import { openedFor } from './round.commands.ts'
import { progressOf, ratersOf } from './round.queries.ts'
import { shareOut } from './round.ts'
import { recordSurvey } from './survey-event.commands.ts'
import type { SurveyWork } from './work.ts'

/** How many were added, and how many were there already and stay as they are. */
export type Added = { added: number; known: number; rated: number }

/** Adds people to a round. A code that is there already changes nothing. Ratings that came along count as the viewer's. */
export async function addPeople(
  work: SurveyWork,
  roundId: string,
  people: readonly NewPerson[],
): Promise<Result<Added>> {
  const opened = await openedFor(work, roundId, 'add')
  if (!opened.ok) return opened
  const round = opened.value
  const { tx, viewer, now } = work
  const known = await codesOf(tx, viewer, roundId)
  const fresh = people.filter(({ code }) => !known.has(code)).map((one) => ({ ...one, personId: newId() }))
  const keys = {
    associationId: viewer.associationId,
    surveyRoundId: roundId,
    unitId: round.unitId,
    authorityId: round.authorityId,
  }
  await insertMany(
    tx,
    'surveyPerson',
    fresh.map(({ personId, code, raterId, sex, birthYear, months, inIntervention }) => ({
      ...keys,
      surveyPersonId: personId,
      code,
      raterId,
      sex,
      birthYear,
      monthsWithSupport: months,
      inIntervention,
    })),
  )
  const rated = fresh.flatMap(({ personId, rating }) => (rating ? [{ id: personId, ...rating }] : []))
  if (rated.length > 0)
    await sql`update survey_person p set state = 'rated', reason = r.reason, barriers = r.barriers, rated_by = ${viewer.userId}, rated_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(rated)}::jsonb) as r (id uuid, reason text, barriers text[])
      where p.association_id = ${viewer.associationId} and p.survey_person_id = r.id`.execute(tx)
  await insertMany(
    tx,
    'surveySelf',
    fresh.flatMap(({ personId, self }) =>
      self
        ? [
            {
              ...keys,
              surveyPersonId: personId,
              answers: Object.fromEntries(self.map((key) => [key, 'yes'])) as never,
              language: 'sv',
              how: 'paper',
              enteredBy: viewer.userId,
              doneAt: now,
            },
          ]
        : [],
    ),
  )
  const counts = { added: fresh.length, known: people.length - fresh.length, rated: rated.length }
  await recordSurvey(work, round, 'people-added', { data: counts })
  return ok(counts)
}

/** Hands the people nobody rates yet, or those of one rater who have not been rated, to others, as evenly as it goes. */
export async function handOut(
  work: SurveyWork,
  roundId: string,
  { from, to }: { from: string | null; to: readonly string[] },
): Promise<Result<number>> {
  const opened = await openedFor(work, roundId, 'hand-out')
  if (!opened.ok) return opened
  const { tx, viewer } = work
  const allowed = new Set((await ratersOf(tx, opened.value.unitId)).map(({ userId }) => userId))
  const raters = [...new Set(to)].filter((id) => allowed.has(id) && id !== from)
  if (raters.length === 0) return refuse({ kind: 'invalid', fields: { to: 'raters' } })
  const people = await tx
    .selectFrom('surveyPerson')
    .select('surveyPersonId as id')
    .where('associationId', '=', viewer.associationId)
    .where('surveyRoundId', '=', roundId)
    .where('state', '=', 'waiting')
    .where('raterId', 'is not distinct from', from)
    .orderBy(sql`length(code), code`)
    .forUpdate()
    .execute()
  const progress = await progressOf(tx, roundId)
  const load = new Map(raters.map((id) => [id, progress.find(({ raterId }) => raterId === id)?.people ?? 0]))
  const given = shareOut(
    people.map(({ id }) => id),
    load,
  )
  for (const rater of raters) {
    const own = [...given].flatMap(([person, to]) => (to === rater ? [person] : []))
    if (own.length === 0) continue
    await tx
      .updateTable('surveyPerson')
      .set((eb) => ({ raterId: rater, version: eb('version', '+', 1) }))
      .where('associationId', '=', viewer.associationId)
      .where('surveyPersonId', '=', sql<string>`any (${own}::uuid[])`)
      .execute()
    await recordSurvey(work, opened.value, 'people-handed-out', { data: { to: rater, people: own.length } })
  }
  return ok(given.size)
}

/** Takes a person out of a round, with rating and own answers. */
export async function removePerson(work: SurveyWork, personId: string, version: number): Promise<Result<string>> {
  const { tx, viewer } = work
  const person = await lockedPerson(tx, viewer, personId)
  if (!person) return refuse({ kind: 'not-found' })
  const opened = await openedFor(work, person.roundId, 'add')
  if (!opened.ok) return opened
  if (person.version !== version) return refuse({ kind: 'stale' })
  await tx
    .deleteFrom('surveyPerson')
    .where('associationId', '=', viewer.associationId)
    .where('surveyPersonId', '=', personId)
    .execute()
  await recordSurvey(work, opened.value, 'person-removed', { personIds: [personId], data: { state: person.state } })
  return ok(person.roundId)
}
