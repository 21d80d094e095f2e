import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Db, Tx } from '../../../platform/database/db.ts'
import { inUnit, type OfThread, ofThread, type Viewer } from '../../access/public.ts'
import type { LivesHere, Member, MemberKind, ToldBy } from './household.ts'

export const memberRows = (db: Db, given: OfThread) =>
  db
    .selectFrom('householdMember as m')
    .select([
      'm.householdMemberId as memberId',
      'm.unitId',
      'm.kind',
      'm.label',
      'm.birthYear',
      'm.relation',
      'm.hasSupport',
      'm.livesHere',
      'm.fromOn',
      'm.untilOn',
      'm.toldBy',
      'm.version',
    ])
    .where('m.associationId', '=', given.associationId)
    .where('m.threadId', '=', given.threadId)
    .orderBy('m.kind')
    .orderBy('m.birthYear')
    .orderBy('m.householdMemberId')

const members = compileOnce(memberRows)

type Row = Awaited<ReturnType<typeof members>>[number]
export const toMembers = (viewer: Viewer, rows: readonly Row[]): Member[] =>
  rows.map((row) => ({
    ...row,
    mine: inUnit(viewer, row.unitId),
    kind: row.kind as MemberKind,
    livesHere: row.livesHere as LivesHere,
    toldBy: row.toldBy as ToldBy,
  }))

/** The household as the person of this thread told it, where the viewer may see it: adults first, then children by age. */
export async function householdOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<Member[]> {
  return toMembers(viewer, await members(tx, ofThread(viewer, threadId)))
}
