import { sql } from 'kysely'
import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { Joint, JointPart } from './joint.ts'

const joints = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('surveyJoint as j')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.associationId', '=', 'j.associationId').onRef('u.unitId', '=', 'j.unitId'),
    )
    .select([
      'j.surveyJointId as jointId',
      'j.unitId',
      'j.authorityId',
      'u.name as unitName',
      'j.title',
      'j.month',
      'j.state',
    ])
    .where('j.associationId', '=', viewer.associationId)
    .$castTo<Joint>()

/** One that the viewer asks for, or is asked about. */
export const jointOf = async (tx: Tx, viewer: Viewer, id: string): Promise<Joint | undefined> =>
  isUuid(id) ? joints(tx, viewer).where('j.surveyJointId', '=', id).executeTakeFirst() : undefined

/** How far one of the viewer's has come; it stays so until the transaction ends. */
export async function heldState(tx: Tx, id: string): Promise<Joint['state'] | null> {
  const { rows } = await sql<{ state: Joint['state'] | null }>`select survey_joint_held(${id}) as state`.execute(tx)
  return rows[0]?.state ?? null
}

/** A joint report with whether a unit of the viewer's has not answered yet. */
export type ListedJoint = Joint & { waitsForViewer: boolean }

/** All that the viewer has to do with, latest first. `led`: the units the viewer answers for. */
export async function jointsOf(tx: Tx, viewer: Viewer, led: readonly number[]): Promise<ListedJoint[]> {
  const found = await joints(tx, viewer).orderBy('j.surveyJointId', 'desc').limit(50).execute()
  if (found.length === 0) return []
  const asked = await tx
    .selectFrom('surveyJointPart')
    .select('surveyJointId as jointId')
    .where('associationId', '=', viewer.associationId)
    .where('answer', '=', 'asked')
    .where(({ eb, val, fn }) => eb('unitId', '=', fn.any(val([...led]))))
    .execute()
  const unanswered = new Set(asked.map(({ jointId }) => jointId))
  return found.map((one) => ({ ...one, waitsForViewer: one.state === 'asking' && unanswered.has(one.jointId) }))
}

const waiting = compileOnce(
  (_db, { associationId }: { associationId: number }) =>
    sql<Joint>`select j.survey_joint_id as "jointId", j.unit_id as "unitId", j.authority_id as "authorityId", u.name as "unitName", j.title, j.month, j.state
    from survey_joint j join unit u on u.association_id = j.association_id and u.unit_id = j.unit_id
    where j.association_id = ${associationId} and j.state = 'asking'
      and exists (select from survey_joint_part p where p.association_id = j.association_id and p.survey_joint_id = j.survey_joint_id
        and p.answer = 'asked' and p.unit_id = any ((select viewer_led_units())::int[]))
    order by j.survey_joint_id desc limit 50`,
)

/** Those that wait for the answer of a unit the viewer answers for, latest first. Asked by every start page. */
export const waitingJoints = (tx: Tx, { associationId }: Viewer): Promise<Joint[]> => waiting(tx, { associationId })

/** The units that are asked, by name. */
export const partsOf = (tx: Tx, viewer: Viewer, jointId: string): Promise<JointPart[]> =>
  tx
    .selectFrom('surveyJointPart as p')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.associationId', '=', 'p.associationId').onRef('u.unitId', '=', 'p.unitId'),
    )
    .select([
      'p.unitId',
      'u.name as unitName',
      'p.answer',
      'p.surveyRoundId as roundId',
      'p.reasonList',
      'p.barrierList',
    ])
    .where('p.associationId', '=', viewer.associationId)
    .where('p.surveyJointId', '=', jointId)
    .orderBy('u.name')
    .orderBy('p.unitId')
    .$castTo<JointPart>()
    .execute()

export type UnitToAsk = { authorityId: number; unitId: number; name: string }

/** Units of the authorities in which the viewer answers for a unit, that have rounds. */
export async function unitsToAsk(tx: Tx): Promise<UnitToAsk[]> {
  const { rows } = await sql<UnitToAsk>`
    select authority_id as "authorityId", unit_id as "unitId", name from survey_units_to_ask()`.execute(tx)
  return rows
}

export type RoundToRelease = { roundId: string; closedOn: CalendarDay; reasonList: string; people: number }

/** Closed rounds of a unit of the viewer's in a month, the one closed last first, with how many are rated. */
export async function roundsToRelease(tx: Tx, unitId: number, month: CalendarDay): Promise<RoundToRelease[]> {
  const { rows } = await sql<RoundToRelease>`
    select r.survey_round_id as "roundId", r.closed_on as "closedOn",
      (select coalesce(sum(p.rated), 0)::int from survey_progress(r.survey_round_id) p) as people
    from survey_round r where r.unit_id = ${unitId} and r.month = ${month} and r.state = 'closed' and r.deleted_on is null
    order by r.closed_on desc, r.survey_round_id desc`.execute(tx)
  return rows
}
