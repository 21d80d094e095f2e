import type { Tx } from '../../platform/database/db.ts'
import { inUnit, type Viewer } from '../access/public.ts'
import type { Step } from './step.ts'

/** The steps of a thread that the viewer may see, by their last day. */
export async function stepsOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<Step[]> {
  const rows = await tx
    .selectFrom('nextStep as s')
    .leftJoin('accountUser as u', 'u.id', 's.whoUserId')
    .select([
      's.nextStepId as stepId',
      's.unitId',
      's.what',
      's.whoUserId',
      'u.name',
      's.dueOn',
      's.doneOn',
      's.droppedReason',
      's.version',
    ])
    .where('s.associationId', '=', viewer.associationId)
    .where('s.threadId', '=', threadId)
    .orderBy('s.dueOn')
    .orderBy('s.nextStepId')
    .execute()
  return rows.map(({ whoUserId, name, ...step }) => ({
    ...step,
    mine: inUnit(viewer, step.unitId),
    who: whoUserId === null ? null : { userId: whoUserId, name: name ?? '' },
  }))
}

/** One step of a thread, or undefined where it is absent or hidden. */
export const stepOf = async (tx: Tx, viewer: Viewer, threadId: string, stepId: string): Promise<Step | undefined> =>
  (await stepsOfThread(tx, viewer, threadId)).find((step) => step.stepId === stepId)
