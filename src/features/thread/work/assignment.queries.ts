import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Db, Tx } from '../../../platform/database/db.ts'
import { inUnit, type OfThread, ofThread, type Viewer } from '../../access/public.ts'
import type { Assignment, AssignmentRole } from './assignment.ts'

export const assignmentRows = (db: Db, given: OfThread) =>
  db
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
      'a.gapToldOn',
      'a.gapToldHow',
      'a.version',
    ])
    .where('a.associationId', '=', given.associationId)
    .where('a.threadId', '=', given.threadId)
    .where((eb) => eb.or([eb('a.untilOn', 'is', null), eb('a.untilOn', '>=', eb.ref('a.fromOn'))]))
    .orderBy('a.fromOn')
    .orderBy('a.assignmentId')

const assignments = compileOnce(assignmentRows)

type Row = Awaited<ReturnType<typeof assignments>>[number]
export const toAssignments = (viewer: Viewer, rows: readonly Row[]): Assignment[] =>
  rows.map((row) => ({ ...row, role: row.role as AssignmentRole, mine: inUnit(viewer, row.unitId) }))

/** The person's contacts, past, present and coming, by their first day; not those who never came to begin. */
export async function assignmentsOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<Assignment[]> {
  return toAssignments(viewer, await assignments(tx, ofThread(viewer, threadId)))
}
