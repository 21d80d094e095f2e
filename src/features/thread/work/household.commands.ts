import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { householdOfThread } from './household.queries.ts'
import { memberEndForm, memberForm } from './household.schema.ts'
import { lastDayProblem, MEMBER_ACTIONS, type Member, type MemberAction, memberProblems, stateOf } from './household.ts'
import { checkRow, type Entered, enter, parse, recordOf, type Typed, type Work } from './work.commands.ts'

const record = (
  work: Work,
  owner: Entered['owned'],
  subjectId: string,
  on: CalendarDay,
  change: 'added' | 'changed' | 'ended',
  { kind, livesHere, hasSupport }: Pick<Member, 'kind' | 'livesHere' | 'hasSupport'>,
) =>
  recordOf(work, owner, {
    ...{ kind: 'household-changed', category: 'assessment', subject: 'household_member', subjectId, on },
    data: { change, kind, livesHere, hasSupport },
  })

function readMember(work: Work, typed: Typed) {
  const read = parse(memberForm, typed)
  if (!read.ok) return read
  const fields = memberProblems(read.value, work.today)
  if (Object.keys(fields).length > 0) return refuse({ kind: 'invalid', fields })
  const { version: _, birthYear, ...member } = read.value
  return ok({ ...member, birthYear: birthYear ?? null })
}

/** Adds somebody to the household. Gives the member's id. */
export async function addMember(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'household')
  if (!entered.ok) return entered
  const member = readMember(work, typed)
  if (!member.ok) return member
  const householdMemberId = newId()
  const { owned } = entered.value
  await work.tx
    .insertInto('householdMember')
    .values({ ...owned, householdMemberId, ...member.value })
    .execute()
  await record(work, owned, householdMemberId, work.today, 'added', member.value)
  return ok(householdMemberId)
}

async function open(
  work: Work,
  threadId: string,
  memberId: string,
  version: number,
  action: MemberAction,
): Promise<Result<{ owned: Entered['owned']; member: Member }>> {
  const entered = await enter(work, threadId, 'household')
  if (!entered.ok) return entered
  const member = (await householdOfThread(work.tx, work.viewer, threadId)).find((one) => one.memberId === memberId)
  if (!member) return refuse({ kind: 'not-found' })
  if (!MEMBER_ACTIONS[stateOf(member)].includes(action))
    return refuse({ kind: 'conflict', reason: 'refused.member.ended' })
  const owned = checkRow(work.viewer, entered.value, member, version)
  return owned.ok ? ok({ owned: owned.value, member }) : owned
}

type Change = Partial<
  Pick<Member, 'kind' | 'label' | 'birthYear' | 'relation' | 'hasSupport' | 'livesHere' | 'toldBy'>
> & {
  fromOn?: CalendarDay
  untilOn?: CalendarDay
}

async function write(work: Work, member: Member, change: Change): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('householdMember')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('associationId', '=', work.viewer.associationId)
    .where('householdMemberId', '=', member.memberId)
    .where('version', '=', member.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function changeMember(
  work: Work,
  threadId: string,
  memberId: string,
  typed: Typed,
): Promise<Result<string>> {
  const opened = await open(work, threadId, memberId, Number(typed.version), 'change')
  if (!opened.ok) return opened
  const changed = readMember(work, typed)
  if (!changed.ok) return changed
  if (!(await write(work, opened.value.member, changed.value))) return refuse({ kind: 'stale' })
  await record(work, opened.value.owned, memberId, work.today, 'changed', changed.value)
  return ok(memberId)
}

/** Somebody leaves the household: a last day, and the row stays. */
export async function endMember(work: Work, threadId: string, memberId: string, typed: Typed): Promise<Result<string>> {
  const opened = await open(work, threadId, memberId, Number(typed.version), 'end')
  if (!opened.ok) return opened
  const read = parse(memberEndForm, typed)
  if (!read.ok) return read
  const { untilOn } = read.value
  const { member, owned } = opened.value
  const problem = lastDayProblem(untilOn, member, work.today)
  if (problem) return refuse({ kind: 'invalid', fields: { untilOn: problem } })
  if (!(await write(work, member, { untilOn }))) return refuse({ kind: 'stale' })
  await record(work, owned, memberId, untilOn, 'ended', member)
  return ok(memberId)
}
