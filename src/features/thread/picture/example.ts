import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import type { KnotKind, ThreadStory } from './timeline-story.ts'

/** The words of the example, in the language of the page; names of authorities stay as they are. */
export type ExampleWords = Record<
  'group' | 'talks' | 'workshop' | 'trial' | 'referral' | 'accepted' | 'intake' | 'plan' | 'meeting' | 'work',
  string
>

/** Days before today on which the example began. */
const BEGAN = 398

/**
 * A made-up course of about a year, to show what a thread looks like: referred, a wait with its days, a team, several things
 * at once, handed over, and out to work. Nobody's in particular.
 */
export function exampleStory(words: ExampleWords, today: CalendarDay): ThreadStory {
  const at = (day: number): CalendarDay => addDays(today, day - BEGAN)
  const knot = (day: number, laneId: string, kind: KnotKind, label: string) => ({ day: at(day), laneId, kind, label })
  const span = (from: number, until: number) => ({ from: at(from), until: at(until) })
  return {
    lanes: [
      { id: 'office', kind: 'municipality', name: 'Försörjningsstöd', detail: 'Norrby kommun' },
      { id: 'team', kind: 'team', name: 'Samordningsteam Norrby' },
      { id: 'care', kind: 'region', name: 'Vuxenpsykiatrin', detail: 'Region Älvdal' },
      { id: 'jobs', kind: 'employment', name: 'Arbetsförmedlingen' },
    ],
    stretches: [
      { laneId: 'office', kind: 'carried', ...span(0, 31) },
      { laneId: 'team', kind: 'queue', ...span(31, 76) },
      { laneId: 'team', kind: 'carried', ...span(76, 292) },
      { laneId: 'jobs', kind: 'carried', ...span(292, 378) },
    ],
    tracks: [
      { id: 'group', laneId: 'team', name: words.group, hoursPerWeek: 6, pauses: [], ...span(76, 160) },
      { id: 'talks', laneId: 'care', name: words.talks, hoursPerWeek: 1.5, pauses: [], ...span(104, 265) },
      { id: 'workshop', laneId: 'team', name: words.workshop, hoursPerWeek: 12, pauses: [], ...span(150, 292) },
      { id: 'trial', laneId: 'jobs', name: words.trial, hoursPerWeek: 30, pauses: [], ...span(299, 378) },
    ],
    knots: [
      knot(8, 'office', 'referral', words.referral),
      knot(31, 'team', 'decision', words.accepted),
      knot(76, 'team', 'intake', words.intake),
      knot(132, 'team', 'meeting', words.plan),
      knot(224, 'team', 'meeting', words.meeting),
      knot(378, 'jobs', 'discharge', words.work),
    ],
    contacts: [
      { name: 'Karin', laneId: 'office', ...span(0, 76) },
      { name: 'Elin', laneId: 'team', ...span(76, 292) },
      { name: 'Yusuf', laneId: 'jobs', ...span(292, 378) },
    ],
    from: at(0),
    until: at(378),
    today,
  }
}
