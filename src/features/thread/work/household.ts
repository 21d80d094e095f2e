import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { latinDigits } from '../../../shared/text.ts'

export const LIVES_HERE = ['yes', 'sometimes', 'no'] as const
export type LivesHere = (typeof LIVES_HERE)[number]
export const MEMBER_KINDS = ['child', 'adult'] as const
export type MemberKind = (typeof MEMBER_KINDS)[number]
export const TOLD_BY = ['person', 'authority'] as const
export type ToldBy = (typeof TOLD_BY)[number]

/**
 * Somebody in the household as this person told it. Nothing leads to that somebody's own thread, if they have one: what one
 * adult says is not seen through the other.
 */
export type Member = {
  memberId: string
  unitId: number
  /** Of one of the viewer's own units, which alone may change it. */
  mine: boolean
  kind: MemberKind
  /** What the person calls them: "äldsta dottern". */
  label: string
  birthYear: number | null
  relation: string
  hasSupport: boolean
  livesHere: LivesHere
  fromOn: CalendarDay
  untilOn: CalendarDay | null
  toldBy: ToldBy
  version: number
}

export type MemberState = 'now' | 'ended'
export type MemberAction = 'change' | 'end'
export const MEMBER_ACTIONS: Record<MemberState, readonly MemberAction[]> = { now: ['change', 'end'], ended: [] }

/** Who no longer belongs to the household stays in the thread with a last day; nobody is removed. */
export const stateOf = (member: Pick<Member, 'untilOn'>): MemberState => (member.untilOn ? 'ended' : 'now')

const yearOf = (day: CalendarDay): number => Number(day.slice(0, 4))

/** The age somebody reaches this year; only the year of birth is known, and that is enough. */
export const ageThisYear = (birthYear: number, today: CalendarDay): number => yearOf(today) - birthYear

export type HouseholdPicture = { children: number; ages: number[]; adults: number }

/** The household in figures: children with the ages they reach this year (youngest first), and other adults. */
export function householdPicture(members: readonly Member[], today: CalendarDay): HouseholdPicture {
  const now = members.filter((member) => stateOf(member) === 'now')
  const children = now.filter((member) => member.kind === 'child')
  return {
    children: children.length,
    ages: children
      .flatMap((child) => (child.birthYear === null ? [] : [ageThisYear(child.birthYear, today)]))
      .sort((a, b) => a - b),
    adults: now.length - children.length,
  }
}

const OLDEST_CHILD = 25
const OLDEST = 120
/** Ten or twelve digits in a row, with or without a sign before the last four: any dash, a plus or a blank. */
const LOOKS_LIKE_NUMBER = /\d{6}(?:\d{2})?[-+\s\u2010-\u2015\u2212]?\d{4}/

export type MemberDraft = {
  kind: MemberKind
  label: string
  relation: string
  birthYear: number | undefined
  fromOn: CalendarDay
}

/** What is wrong with what was written about somebody, by field. No more is kept than is needed: a year, no number. */
export function memberProblems(draft: MemberDraft, today: CalendarDay): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const field of ['label', 'relation'] as const)
    if (LOOKS_LIKE_NUMBER.test(latinDigits(draft[field]))) problems[field] = 'problem.personNumber'
  const age = draft.birthYear === undefined ? undefined : ageThisYear(draft.birthYear, today)
  if (age === undefined && draft.kind === 'child') problems.birthYear = 'problem.birthYear'
  if (age !== undefined && (age < 0 || age > (draft.kind === 'child' ? OLDEST_CHILD : OLDEST)))
    problems.birthYear = 'problem.birthYear'
  if (draft.fromOn > today) problems.fromOn = 'problem.future'
  return problems
}

/** What is wrong with somebody's last day in the household, or nothing. */
export function lastDayProblem(
  untilOn: CalendarDay,
  member: Pick<Member, 'fromOn'>,
  today: CalendarDay,
): 'problem.future' | 'problem.beforeStart' | undefined {
  if (untilOn > today) return 'problem.future'
  return untilOn < member.fromOn ? 'problem.beforeStart' : undefined
}
