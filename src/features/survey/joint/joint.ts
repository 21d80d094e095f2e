import type { CalendarDay } from '../../../shared/calendar-day.ts'

/** `asking`: units answer · `made`: there is a report · `ended`: given up before there was one. */
export type JointState = 'asking' | 'made' | 'ended'

/** A joint report of an authority: who asks, under what title, for which month. */
export type Joint = {
  jointId: string
  /** The unit that asks. */
  unitId: number
  authorityId: number
  unitName: string
  title: string
  /** The first day of the month. */
  month: CalendarDay
  state: JointState
}

/** A unit that is asked. `yes`: released, with the lists its round was rated by. */
export type JointPart = {
  unitId: number
  unitName: string
  answer: 'asked' | 'yes' | 'no'
  roundId: string | null
  reasonList: string | null
  barrierList: string | null
}

/** What a unit answers; `back` takes a released round back. */
export const JOINT_ANSWERS = ['yes', 'no', 'back'] as const
export type JointAnswer = (typeof JOINT_ANSWERS)[number]

/** A joint report of one unit would be that unit's own. */
export const FEWEST_PARTS = 2

export const released = (parts: readonly JointPart[]): JointPart[] => parts.filter(({ answer }) => answer === 'yes')

/**
 * The released parts whose lists are others than most have; where no lists have most, others than the first's. What different lists count
 * cannot be added up.
 */
export function strayParts(parts: readonly JointPart[]): JointPart[] {
  const inIt = released(parts)
  const lists = ({ reasonList, barrierList }: JointPart) => `${reasonList} ${barrierList}`
  const count = (wanted: string) => inIt.filter((one) => lists(one) === wanted).length
  const [most] = inIt.map(lists).toSorted((a, b) => count(b) - count(a))
  return inIt.filter((one) => lists(one) !== most)
}
