import { addDays, type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import type { ThreadState } from '../participant.queries.ts'

/** One next step: what, who, when. `who` is a named user, or the person (`null`); never nobody. */
export type Step = {
  stepId: string
  unitId: number
  authorityId: number
  /** Of one of the viewer's own units, which alone may change it. */
  mine: boolean
  what: string
  who: { userId: string; name: string } | null
  dueOn: CalendarDay
  doneOn: CalendarDay | null
  droppedReason: string
  version: number
}

export type StepState = 'open' | 'done' | 'dropped'
export type StepAction = 'change' | 'done' | 'drop'

/** Kept as the reason where a discharge closed the step; pages show a sentence for it. */
export const CLOSED_BY_DISCHARGE = 'discharge'

export const stateOf = (step: Pick<Step, 'doneOn' | 'droppedReason'>): StepState =>
  step.doneOn ? 'done' : step.droppedReason ? 'dropped' : 'open'

/** What may be done with a step: drives its buttons and the refusals. */
export const STEP_ACTIONS: Record<StepState, readonly StepAction[]> = {
  open: ['change', 'done', 'drop'],
  done: [],
  dropped: [],
}

/** Days an open step is late on a day; 0 on its last day and before. */
export const overdueDays = (step: Pick<Step, 'dueOn' | 'doneOn' | 'droppedReason'>, today: CalendarDay): number =>
  stateOf(step) === 'open' ? Math.max(0, daysBetween(step.dueOn, today)) : 0

/** A thread in progress always has a next step; where it has none its team is told. */
export const needsNextStep = (state: ThreadState, steps: readonly Pick<Step, 'doneOn' | 'droppedReason'>[]): boolean =>
  state === 'active' && !steps.some((step) => stateOf(step) === 'open')

/** Open steps by their last day, then those that are over, latest first. */
export function inOrder<S extends Step>(steps: readonly S[]): { open: S[]; over: S[] } {
  const byDue = [...steps].sort((a, b) =>
    a.dueOn === b.dueOn ? (a.stepId < b.stepId ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1,
  )
  return {
    open: byDue.filter((step) => stateOf(step) === 'open'),
    over: byDue.filter((step) => stateOf(step) !== 'open').reverse(),
  }
}

const YEARS_AHEAD_DAYS = 731

/** What is wrong with the last day of a step, or nothing. A day that has passed is no plan. */
export function dueProblem(dueOn: CalendarDay, today: CalendarDay): 'problem.past' | 'problem.farAway' | undefined {
  if (dueOn < today) return 'problem.past'
  return dueOn > addDays(today, YEARS_AHEAD_DAYS) ? 'problem.farAway' : undefined
}

/** What is wrong with the day a step was done, or nothing. */
export function doneProblem(
  doneOn: CalendarDay,
  openedOn: CalendarDay,
  today: CalendarDay,
): 'problem.future' | 'problem.beforeOpened' | undefined {
  if (doneOn > today) return 'problem.future'
  return doneOn < openedOn ? 'problem.beforeOpened' : undefined
}
