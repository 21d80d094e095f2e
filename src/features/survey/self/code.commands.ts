import { sql } from 'kysely'
import { codeDigest, secretCode } from '../../../platform/secret-code.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { personOf } from '../round/person.queries.ts'
import { roundOf } from '../round/round.queries.ts'
import { may, type Round } from '../round/round.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import type { SurveyWork } from '../round/work.ts'
import { ownAnswersOf } from './own-answer.queries.ts'

/** How long a code can be answered with: at home, and on a tablet in the room. */
export const HOURS = { link: 14 * 24, tablet: 2 } as const
export type How = keyof typeof HOURS

/** The code of a link: only who knows the program's secret can tell it. */
export const codeOfLink = (secret: string, associationId: number, linkId: string): string =>
  secretCode(secret, `survey:${associationId}:${linkId}`)

/** Makes a code for one person; an earlier one that the viewer may take back stops working. */
export async function makeCode(work: SurveyWork, secret: string, personId: string, how: How): Promise<Result<string>> {
  const opened = await openedPerson(work, personId)
  if (!opened.ok) return opened
  if (opened.value.selfState === 'done') return refuse({ kind: 'conflict', reason: 'answered' })
  await endOpen(work, [personId])
  await insertLinks(work, secret, opened.value.round, [personId], how)
  return ok(opened.value.round.roundId)
}

/** Makes codes for everybody the viewer sees who has neither answered nor an open code. Gives how many. */
export async function makeCodes(work: SurveyWork, secret: string, roundId: string): Promise<Result<number>> {
  const round = await roundOf(work.tx, work.viewer, roundId)
  if (!round) return refuse({ kind: 'not-found' })
  if (!may('answer', round) || !round.selfRating) return refuse({ kind: 'conflict', reason: 'closed' })
  const people = await ownAnswersOf(work.tx, work.viewer, roundId)
  const without = people.filter(({ open, selfState }) => open === null && selfState !== 'done')
  await insertLinks(
    work,
    secret,
    round,
    without.map(({ personId }) => personId),
    'link',
  )
  return ok(without.length)
}

/** Takes the open codes of a person back. */
export async function endCodes(work: SurveyWork, personId: string): Promise<Result<string>> {
  const person = await personOf(work.tx, work.viewer, personId)
  const round = person && (await roundOf(work.tx, work.viewer, person.roundId))
  if (!person || !round) return refuse({ kind: 'not-found' })
  if ((await endOpen(work, [personId])) > 0) await recordSurvey(work, round, 'link-ended', { personIds: [personId] })
  return ok(round.roundId)
}

/** A person whom the viewer may see, of a round in which people answer now. */
export async function openedPerson(
  work: SurveyWork,
  personId: string,
): Promise<Result<{ round: Round; selfState: 'none' | 'started' | 'done' }>> {
  const person = await personOf(work.tx, work.viewer, personId)
  const round = person && (await roundOf(work.tx, work.viewer, person.roundId))
  if (!person || !round) return refuse({ kind: 'not-found' })
  if (!may('answer', round) || !round.selfRating) return refuse({ kind: 'conflict', reason: 'closed' })
  return ok({ round, selfState: person.selfState })
}

async function endOpen({ tx, viewer, now }: SurveyWork, personIds: readonly string[]): Promise<number> {
  const ended = await tx
    .updateTable('surveyLink')
    .set({ endedAt: now })
    .where('associationId', '=', viewer.associationId)
    .where('surveyPersonId', '=', sql<string>`any (${personIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

async function insertLinks(
  work: SurveyWork,
  secret: string,
  round: Round,
  personIds: readonly string[],
  how: How,
): Promise<void> {
  if (personIds.length === 0) return
  const { tx, viewer } = work
  const rows = personIds.map((personId) => {
    const linkId = newId()
    return { personId, linkId, digest: codeDigest(secret, codeOfLink(secret, viewer.associationId, linkId)) }
  })
  // The end is counted by the database's clock, which also asks whether it has come.
  await sql`
    insert into survey_link (association_id, survey_link_id, survey_person_id, survey_round_id, unit_id, authority_id, how, digest, made_by, expires_at)
    select ${viewer.associationId}, r."linkId", r."personId", ${round.roundId}, ${round.unitId}, ${round.authorityId}, ${how}, r.digest,
      ${viewer.userId}, now() + make_interval(hours => ${HOURS[how]})
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("linkId" uuid, "personId" uuid, digest text)`.execute(
    tx,
  )
  await recordSurvey(work, round, 'link-made', { personIds, data: { how } })
}
