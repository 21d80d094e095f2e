import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { Viewer } from '../../access/public.ts'
import { VERSIONS, type Version } from '../texts/self.ts'
import type { Answer } from './question.ts'

/** A code that can be answered with now, made by the viewer or seen by the leader of the unit. */
export type OpenCode = { linkId: string; how: 'link' | 'tablet'; expiresAt: Date; madeBy: string }

/** How far a person of a round has come, with the latest code that is open. */
export type OwnAnswer = {
  personId: string
  code: string
  selfState: 'none' | 'started' | 'done'
  open: OpenCode | null
}

const MOST_LISTED = 1000

/** Everybody of a round whom the viewer may see; `personId`: only that one. */
export async function ownAnswersOf(
  tx: Tx,
  viewer: Viewer,
  roundId: string,
  personId: string | null = null,
): Promise<OwnAnswer[]> {
  const { rows } = await sql<Omit<OwnAnswer, 'open'> & Partial<OpenCode>>`
    select p.survey_person_id as "personId", p.code, p.self_state as "selfState", l.survey_link_id as "linkId", l.how, l.expires_at as "expiresAt",
      l.made_by as "madeBy"
    from survey_person p
    left join lateral (select * from survey_link l where l.association_id = p.association_id and l.survey_person_id = p.survey_person_id
      and l.ended_at is null and l.used_at is null and l.expires_at > now() and p.self_state <> 'done' order by l.survey_link_id desc limit 1) l on true
    where p.association_id = ${viewer.associationId} and p.survey_round_id = ${roundId}
      and (${personId}::uuid is null or p.survey_person_id = ${personId}::uuid)
    order by length(p.code), p.code, p.survey_person_id limit ${MOST_LISTED}`.execute(tx)
  return rows.map(({ linkId, how, expiresAt, madeBy, ...person }) => ({
    ...person,
    open: linkId && how && expiresAt && madeBy ? { linkId, how, expiresAt, madeBy } : null,
  }))
}

/** What the viewer typed in from a person's paper. */
export type TypedPaper = { answers: Partial<Record<string, Answer>>; version: Version; rowVersion: number }

/** A paper the viewer typed in; undefined where there is none, or another typed it. */
export async function typedPaper(tx: Tx, viewer: Viewer, personId: string): Promise<TypedPaper | undefined> {
  const row = await tx
    .selectFrom('surveySelf')
    .select(['answers', 'language', 'version'])
    .where('associationId', '=', viewer.associationId)
    .where('surveyPersonId', '=', personId)
    .where('enteredBy', '=', viewer.userId)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    answers: row.answers as TypedPaper['answers'],
    version: VERSIONS.find((one) => one === row.language) ?? 'sv',
    rowVersion: row.version,
  }
}
