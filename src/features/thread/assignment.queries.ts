import type { Tx } from '../../platform/database/db.ts'
import { inUnit, type Viewer } from '../access/public.ts'
import type { Assignment, AssignmentRole } from './assignment.ts'

/** The person's contacts, past, present and coming, by their first day. */
export async function assignmentsOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<Assignment[]> {
  const rows = await tx
    .selectFrom('assignment as a')
    .innerJoin('accountUser as u', 'u.id', 'a.userId')
    .innerJoin('unit as n', (join) =>
      join.onRef('n.associationId', '=', 'a.associationId').onRef('n.unitId', '=', 'a.unitId'),
    )
    .select([
      'a.assignmentId',
      'a.unitId',
      'n.name as unitName',
      'a.userId',
      'u.name',
      'a.role',
      'a.fromOn',
      'a.untilOn',
      'a.toldOn',
      'a.toldHow',
      'a.gapReason',
      'a.version',
    ])
    .where('a.associationId', '=', viewer.associationId)
    .where('a.threadId', '=', threadId)
    .orderBy('a.fromOn')
    .orderBy('a.assignmentId')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as AssignmentRole, mine: inUnit(viewer, row.unitId) }))
}

export const assignmentOf = async (
  tx: Tx,
  viewer: Viewer,
  threadId: string,
  assignmentId: string,
): Promise<Assignment | undefined> =>
  (await assignmentsOfThread(tx, viewer, threadId)).find((one) => one.assignmentId === assignmentId)
