import { sql } from 'kysely'
import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Db, Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { CASE_ROLES, inUnit, type OfThread, ofThread, type Viewer } from '../../access/public.ts'
import { type CarriedThread, carryingUnit } from '../thread.access.ts'
import { type Colleague, colleaguesOf } from './colleague.queries.ts'
import type { Step } from './step.ts'

export const stepRows = (db: Db, given: OfThread) =>
  db
    .selectFrom('nextStep as s')
    .leftJoin('accountUser as u', 'u.id', 's.whoUserId')
    .select([
      's.nextStepId as stepId',
      's.unitId',
      's.authorityId',
      's.what',
      's.whoUserId',
      'u.name',
      's.dueOn',
      's.doneOn',
      's.droppedReason',
      's.version',
    ])
    .where('s.associationId', '=', given.associationId)
    .where('s.threadId', '=', given.threadId)
    .orderBy('s.dueOn')
    .orderBy('s.nextStepId')

const steps = compileOnce(stepRows)

type Row = Awaited<ReturnType<typeof steps>>[number]
export const toSteps = (viewer: Viewer, rows: readonly Row[]): Step[] =>
  rows.map(({ whoUserId, name, ...step }) => ({
    ...step,
    mine: inUnit(viewer, step.unitId),
    who: whoUserId === null ? null : { userId: whoUserId, name: name ?? '' },
  }))

/** The steps of a thread that the viewer may see, by their last day. */
export async function stepsOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<Step[]> {
  return toSteps(viewer, await steps(tx, ofThread(viewer, threadId)))
}

/** One step of a thread, or undefined where it is absent or hidden. */
export const stepOf = async (tx: Tx, viewer: Viewer, threadId: string, stepId: string): Promise<Step | undefined> =>
  (await stepsOfThread(tx, viewer, threadId)).find((step) => step.stepId === stepId)

export type Candidates = {
  /** Of the unit that has the person. */
  team: Pick<Colleague, 'userId' | 'name'>[]
  /** At units the plan is disclosed to today: they see the step, so they can be the one who does it. */
  others: (Pick<Colleague, 'userId' | 'name'> & { unitName: string })[]
}

/** Who can be named for a step on a thread, besides the person. */
export async function stepCandidates(
  tx: Tx,
  viewer: Viewer,
  thread: Pick<CarriedThread, 'threadId' | 'unitId' | 'teamUnitId'>,
  today: CalendarDay,
): Promise<Candidates> {
  const team = await colleaguesOf(tx, viewer, carryingUnit(thread), today)
  const { rows } = await sql<Candidates['others'][number]>`
    select u.id as "userId", u.name, min(n.name) as "unitName"
    from disclosure d
    join unit c on c.association_id = d.association_id and c.unit_id = ${carryingUnit(thread)} and c.authority_id = d.from_authority_id
    join unit n on n.association_id = d.association_id and n.authority_id = d.to_authority_id and n.unit_id = coalesce(d.to_unit_id, n.unit_id)
    join user_role r on r.association_id = n.association_id and r.unit_id = n.unit_id and r.role = any (${[...CASE_ROLES]}::text[])
      and r.valid_from <= ${today} and (r.valid_until is null or r.valid_until >= ${today})
    join account_user u on u.id = r.user_id and u.active
    where d.association_id = ${viewer.associationId} and d.thread_id = ${thread.threadId} and d.withdrawn_at is null
      and d.valid_from <= ${today} and d.valid_until >= ${today} and 'plan' = any (d.categories)
    group by u.id, u.name order by u.name collate swedish`.execute(tx)
  return { team, others: rows.filter((row) => !team.some((one) => one.userId === row.userId)) }
}
