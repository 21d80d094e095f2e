import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { addDays } from '../../../shared/calendar-day.ts'

/** `draft`: people are gathered · `open`: they are rated · `closed`: nothing changes any more. */
export const ROUND_STATES = ['draft', 'open', 'closed'] as const
export type RoundState = (typeof ROUND_STATES)[number]

/** A round: the people one unit rates for one month. */
export type Round = {
  roundId: string
  unitId: number
  authorityId: number
  /** The first day of the month. */
  month: CalendarDay
  /** `short-1`, `national-2017`, or the key of a list the authority brought in. */
  reasonList: string
  /** Whether the rater is told what each barrier means. */
  definitions: boolean
  selfRating: boolean
  state: RoundState
  openedOn: CalendarDay | null
  closedOn: CalendarDay | null
  /** The day the ratings are deleted by rule: the last of the fifth year after that in which the round was closed, or else of its month. */
  deleteOn: CalendarDay
  /** When they were. */
  deletedOn: CalendarDay | null
  version: number
}

/** How many people there are, are rated, cannot be rated, have answered themselves. */
export type RoundCounts = { people: number; rated: number; skipped: number; selfDone: number }
export const NO_PROGRESS: RoundCounts = { people: 0, rated: 0, skipped: 0, selfDone: 0 }

/** How far a rater has come; `raterId` null: people nobody has been named for. */
export type RaterProgress = RoundCounts & { raterId: string | null }

export type RoundAction = 'change' | 'add' | 'hand-out' | 'rate' | 'answer' | 'open' | 'close' | 'reopen' | 'remove'

/** What can be done with a round in each state; drives buttons and refusals alike. */
export const ROUND_ACTIONS: Record<RoundState, readonly RoundAction[]> = {
  draft: ['change', 'add', 'hand-out', 'open', 'remove'],
  open: ['add', 'hand-out', 'rate', 'answer', 'close'],
  closed: ['reopen'],
}

/** Whether something can be done with a round; nothing where its ratings have been deleted. */
export const may = (action: RoundAction, { state, deletedOn }: Pick<Round, 'state'> & Partial<Round>): boolean =>
  !deletedOn && ROUND_ACTIONS[state].includes(action)

/** Why a round cannot be opened or closed now, as a key of the texts; undefined when it can. */
export function hindrance(action: 'open' | 'close', sum: RoundCounts): 'nobody' | undefined {
  return action === 'open' && sum.people === 0 ? 'nobody' : undefined
}

/** All raters taken together. */
export const sumOf = (progress: readonly RaterProgress[]): RoundCounts =>
  progress.reduce(
    (sum, one) => ({
      people: sum.people + one.people,
      rated: sum.rated + one.rated,
      skipped: sum.skipped + one.skipped,
      selfDone: sum.selfDone + one.selfDone,
    }),
    NO_PROGRESS,
  )

/** People who wait for their rating. */
export const leftOf = ({ people, rated, skipped }: Pick<RaterProgress, 'people' | 'rated' | 'skipped'>): number =>
  people - rated - skipped

/** The first days of this month and of so many before it, latest first. */
export function monthsBefore(today: CalendarDay, count: number): CalendarDay[] {
  const months: CalendarDay[] = [`${today.slice(0, 7)}-01` as CalendarDay]
  while (months.length <= count) months.push(`${addDays(months.at(-1)!, -1).slice(0, 7)}-01` as CalendarDay)
  return months
}

/**
 * Shares people out among raters as evenly as it goes, after what each has already: the one with fewest gets the next. The same input
 * gives the same answer.
 */
export function shareOut(people: readonly string[], load: ReadonlyMap<string, number>): Map<string, string> {
  const have = new Map(load)
  const given = new Map<string, string>()
  for (const person of people) {
    const [rater] = [...have].toSorted(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))[0] ?? []
    if (rater === undefined) break
    have.set(rater, have.get(rater)! + 1)
    given.set(person, rater)
  }
  return given
}
