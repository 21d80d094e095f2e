import { calendarDay, type DayNumber, weekday, weekdayBefore } from '../day-number.ts'
import type { UnitKey } from '../organisation.ts'
import { purposes } from '../texts/own-words.ts'
import { outcomeNotes, pauseReasons, type TrackKind } from '../texts/tracks.ts'
import type { Told } from './beginning.ts'

export type Run = {
  kind: TrackKind
  from: DayNumber
  until: DayNumber | null
  by: string
  unit: UnitKey
  hours?: number
  purpose?: string
  /** Nothing happens to it by chance. */
  fixed?: boolean
}
type TrackRow = ReturnType<Told['c']['add']>
export type Outcome = 'completed' | 'work' | 'studies' | 'other_track' | 'ill_health' | 'interrupted' | 'other'

/** A track from its start, to its end when that is not after today; some are changed or paused on the way. */
export function runTrack(told: Told, run: Run, outcome?: Outcome): TrackRow {
  const { kind, from, until, by, unit, hours, purpose, fixed } = run
  const { c } = told
  const { random } = c
  const given = hours ?? random.pick(kind.hours)
  let planned = weekday(from + random.int(kind.weeks[0], kind.weeks[1]) * 7)
  if (until === null && planned <= c.today) planned = weekday(c.today + random.int(7, 60))
  const track = c.add('track', from, unit, {
    name: kind.name,
    lane: kind.lane,
    place: kind.place,
    supervisor: kind.supervisor,
    quarterHours: given * 4,
    purpose: purpose ?? (given > 0 ? random.pick(purposes) : ''),
    startOn: calendarDay(from),
    plannedEndOn: random.chance(0.7) ? calendarDay(planned) : null,
  })
  c.event('track-started', from, by, track, { lane: kind.lane, quarterHours: given * 4 })
  const last = until ?? c.today
  const length = last - from
  if (!fixed && kind.lane === 'workplace' && length > 50 && random.chance(0.45)) {
    const more = Math.min(160, given * 4 + 4 * random.int(1, 3) * 2)
    const on = weekday(from + Math.round(length * 0.45))
    c.change(track, { quarterHours: more })
    c.event('track-changed', on, by, track, { quarterHours: more, before: given * 4 })
  }
  if (!fixed && given > 0 && length > 70 && random.chance(0.14)) {
    const pauseFrom = weekday(Math.round(from + length * 0.6))
    const pauseUntil = weekdayBefore(Math.min(pauseFrom + random.int(7, 28), last - 3))
    if (pauseUntil > pauseFrom) pause(told, track, pauseFrom, pauseUntil, by, unit, random.pick(pauseReasons))
  }
  if (until === null) return track
  const ended =
    outcome ?? random.pick<Outcome>(['completed', 'completed', 'completed', 'other_track', 'interrupted', 'ill_health'])
  c.change(track, {
    endOn: calendarDay(until),
    outcome: ended,
    outcomeNote: given > 0 ? random.pick(outcomeNotes) : '',
  })
  c.event('track-ended', until, by, track, { outcome: ended })
  return track
}

/** A pause from its first day to its last. */
export function pause(
  told: Told,
  track: TrackRow,
  from: DayNumber,
  until: DayNumber,
  by: string,
  unit: UnitKey,
  reason: string,
): void {
  const { c } = told
  const paused = c.add('trackPause', from, unit, {
    trackId: track.id,
    fromOn: calendarDay(from),
    untilOn: calendarDay(until),
    reason,
  })
  c.event('track-paused', from, by, paused)
  c.event('track-resumed', until, by, paused)
}
