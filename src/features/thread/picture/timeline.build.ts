import fc from 'fast-check'
import { addDays, day } from '../../../shared/calendar-day.ts'
import type { KnotKind, Lane, LaneKind, Stretch, ThreadStory } from './timeline-story.ts'

const KINDS: LaneKind[] = ['municipality', 'team', 'region', 'employment', 'insurance', 'workplace', 'other']
const KNOTS: KnotKind[] = ['referral', 'decision', 'intake', 'meeting', 'contact', 'discharge', 'reopened']
const NAMES = [
  'Samtal',
  'Hälsogrupp',
  'Cykelverkstaden',
  'Arbetsmarknads- och vuxenutbildningsförvaltningen',
  'Arbetslivsinriktad rehabilitering med språkstöd och studievägledning',
  'فريق التنسيق',
  'Flerpartsmöte med Försäkringskassan',
  'A',
]
const FIRST = day('2016-02-28')

/** Stories of every shape: none to seven lanes, a day to ten years, up to thirty tracks, planned and wrong orders too. */
export const anyStory: fc.Arbitrary<ThreadStory> = fc
  .record({
    lanes: fc.integer({ min: 0, max: 7 }),
    length: fc.constantFrom(0, 1, 13, 40, 200, 430, 1100, 3650),
    isEnded: fc.boolean(),
  })
  .chain(({ lanes: count, length, isEnded }) => {
    const lanes = fc.array(
      fc.record({ name: fc.constantFrom(...NAMES), detail: fc.option(fc.constantFrom(...NAMES), { nil: undefined }) }),
      { minLength: count, maxLength: count },
    )
    const inLane = fc.integer({ min: 0, max: Math.max(0, count - 1) }).map((at) => `lane-${at}`)
    const at = fc.integer({ min: -20, max: length + 40 }).map((days) => addDays(FIRST, days))
    const span = fc
      .record({ from: at, days: fc.option(fc.integer({ min: 0, max: Math.max(20, length) }), { nil: undefined }) })
      .map(({ from, days }) => ({ from, ...(days === undefined ? {} : { until: addDays(from, days) }) }))
    const some = <T>(one: fc.Arbitrary<T>, most: number) => fc.array(one, { maxLength: count === 0 ? 0 : most })
    const name = fc.constantFrom(...NAMES)
    const carries = fc.constantFrom(undefined, undefined, false as const)
    const href = fc.option(fc.constant('/x'), { nil: undefined })
    return fc
      .record({
        lanes,
        stretches: some(
          fc.record({ laneId: inLane, span, kind: fc.constantFrom<Stretch['kind']>('carried', 'queue', 'gap') }),
          10,
        ),
        tracks: some(
          fc.record({
            laneId: inLane,
            name,
            hours: fc.option(fc.integer({ min: 0, max: 160 }), { nil: undefined }),
            span,
            pauses: fc.array(span, { maxLength: 2 }),
            href,
          }),
          30,
        ),
        knots: some(fc.record({ day: at, laneId: inLane, kind: fc.constantFrom(...KNOTS), label: name, href }), 30),
        contacts: some(fc.record({ name, span, laneId: inLane, carries }), 6),
      })
      .map((parts): ThreadStory => {
        const today = addDays(FIRST, length)
        return {
          lanes: parts.lanes.map(
            (lane, index): Lane => ({ id: `lane-${index}`, kind: KINDS[index % KINDS.length]!, ...lane }),
          ),
          stretches: parts.stretches.map(({ span, ...rest }) => ({ ...rest, ...span })),
          tracks: parts.tracks.map(({ span, hours, ...rest }, index) => ({
            ...rest,
            ...span,
            id: `track-${index}`,
            ...(hours === undefined ? {} : { hoursPerWeek: hours / 4 }),
          })),
          knots: parts.knots,
          contacts: parts.contacts.map(({ span, ...rest }) => ({ ...rest, ...span })),
          from: FIRST,
          today,
          ...(isEnded ? { until: today } : {}),
        }
      })
  })

/** The same story with every list in another order. */
export const shuffled = (story: ThreadStory): fc.Arbitrary<ThreadStory> => {
  const mixed = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })
  return fc
    .record({
      stretches: mixed(story.stretches),
      tracks: mixed(story.tracks),
      knots: mixed(story.knots),
      contacts: mixed(story.contacts),
    })
    .map((lists) => ({ ...story, ...lists }))
}
