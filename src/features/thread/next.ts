import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { ThreadState } from './participant.queries.ts'
import type { Told } from './standing.ts'
import { type Step, stateOf } from './work/step.ts'

/** A step that is still to be done. */
export type OpenStep = { what: string; who: string | null; dueOn: CalendarDay }

/** The steps still to be done, in the order given. */
export const openSteps = (steps: readonly Step[]): OpenStep[] =>
  steps
    .filter((step) => stateOf(step) === 'open')
    .map(({ what, who, dueOn }) => ({ what, who: who && who.name, dueOn }))

/** What happens next on a thread and who does it; `kind` names the sentence. */
export type Next =
  /** `hidden`: the viewer is not told the plan. `ended`: the part of their unit is over, and they are not told how the person is now. */
  | { kind: 'begun' | 'referred' | 'queued' | 'none' | 'hidden' | 'ended'; unit: string }
  /** Until intake the referral says it. */
  | { kind: 'referral'; referral: Told & { referralId: string } }
  | { kind: 'step'; step: OpenStep }
  | { kind: 'discharged'; destination: string; on: CalendarDay | null }

type Situation = {
  ended: boolean
  state: ThreadState
  /** The referral that says where the thread stands, where the viewer may see it. */
  referral: (Told & { referralId: string }) | undefined
  /** Earliest first. */
  steps: readonly OpenStep[]
  knowsPlan: boolean
  home: string
  team: string
  destination: string
  dischargedOn: CalendarDay | null
}

/** Every state has a next thing and somebody who does it: that is what was missing when people were forgotten. */
export function nextOf({
  ended,
  state,
  referral,
  steps,
  knowsPlan,
  home,
  team,
  destination,
  dischargedOn,
}: Situation): Next {
  if (ended) return { kind: 'ended', unit: home }
  if (state === 'discharged') return { kind: 'discharged', destination, on: dischargedOn }
  if (referral) return { kind: 'referral', referral }
  if (state === 'begun') return { kind: 'begun', unit: home }
  if (state === 'referred') return { kind: 'referred', unit: team }
  if (state === 'queued') return { kind: 'queued', unit: team }
  const first = steps[0]
  if (first) return { kind: 'step', step: first }
  return { kind: knowsPlan ? 'none' : 'hidden', unit: team }
}
