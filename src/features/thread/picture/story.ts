import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import type { Body } from '../../access/public.ts'
import type { StoryRows, Thread } from '../thread.queries.ts'
import type { ContactSpan, Knot, Lane, LaneKind, Stretch, ThreadStory, TrackBar } from './timeline-story.ts'

/** Words the story needs, in the page's language. */
export type StoryTexts = {
  workplace: string
  other: string
  knot: Record<
    | 'referral'
    | 'studyVisit'
    | 'accepted'
    | 'declined'
    | 'redirected'
    | 'withdrawn'
    | 'intake'
    | 'discharge'
    | 'reopened',
    string
  >
}

type Parts = {
  thread: Thread
  rows: StoryRows
  places: ReadonlyMap<number, Body>
  today: CalendarDay
  texts: StoryTexts
  trackHref?: (trackId: string) => string
}

const after = (last: CalendarDay | null): CalendarDay | undefined => (last ? addDays(last, 1) : undefined)

/** Lanes in the order of the picture: authorities as the person met them, then workplaces. */
const ORDER: readonly LaneKind[] = ['municipality', 'team', 'region', 'employment', 'insurance', 'workplace', 'other']

/**
 * Makes the story that is drawn from the rows the viewer may see. The person is carried while somebody is the named contact:
 * that, not being enrolled, is what holds the thread (the contact's continuity decides in every interview).
 */
export function tellStory({ thread, rows, places, today, texts, trackHref }: Parts): ThreadStory {
  const lanes = new Map<string, Lane>()
  const laneOfUnit = (unitId: number): string => {
    const id = `unit-${unitId}`
    if (lanes.has(id)) return id
    const place = places.get(unitId)
    const kind: LaneKind =
      !place || place.authorityKind === 'association' ? 'other' : place.kind === 'team' ? 'team' : place.authorityKind
    const lane: Lane = { id, kind, name: place?.kind === 'team' ? place.name : (place?.authorityName ?? texts.other) }
    if (place && place.kind !== 'team' && place.name !== place.authorityName) lane.detail = place.name
    lanes.set(id, lane)
    return id
  }
  const laneOfKind = (kind: string, unitId: number): string => {
    if (kind === 'team') return laneOfUnit(unitId)
    const there = [...lanes.values()].find((lane) => lane.kind === kind)
    if (there) return there.id
    const authority = [...places.values()].find((place) => place.authorityKind === kind)
    const known = kind === 'workplace' || authority
    lanes.set(kind, {
      id: kind,
      kind: known ? (kind as LaneKind) : 'other',
      name: authority?.authorityName ?? (kind === 'workplace' ? texts.workplace : texts.other),
    })
    return kind
  }

  const home = laneOfUnit(thread.unitId)
  const stretches: Stretch[] = []
  const knots: Knot[] = []
  const contacts: ContactSpan[] = []
  const firstSent = rows.referrals.find((referral) => referral.sentOn)?.sentOn
  const firstContact = rows.assignments.find((one) => one.role !== 'other')?.fromOn
  const homeUntil = firstSent ?? firstContact ?? thread.intakeOn
  // A receiver is not told what came before what it was given.
  if (!thread.lean && (!homeUntil || homeUntil > thread.openedOn))
    stretches.push({ laneId: home, from: thread.openedOn, ...(homeUntil ? { until: homeUntil } : {}), kind: 'carried' })

  for (const referral of rows.referrals) {
    if (!referral.sentOn) continue
    const laneId = laneOfUnit(referral.toUnitId ?? referral.unitId)
    knots.push({
      day: referral.sentOn,
      laneId: laneOfUnit(referral.unitId),
      kind: 'referral',
      label: texts.knot.referral,
    })
    if (referral.studyVisitOn)
      knots.push({ day: referral.studyVisitOn, laneId, kind: 'meeting', label: texts.knot.studyVisit })
    const decided = referral.decidedOn
    const decision = referral.state
    if (
      decided &&
      (decision === 'accepted' || decision === 'declined' || decision === 'redirected' || decision === 'withdrawn')
    )
      knots.push({ day: decided, laneId, kind: 'decision', label: texts.knot[decision] })
    // One that was turned away waited until then, also where it had stood in the queue. Queued again, it waits from its first day to its last.
    const inQueue =
      decision === 'accepted' ? rows.queue.findLast((entry) => entry.referralId === referral.referralId) : undefined
    const waitEnd = inQueue ? inQueue.leftOn : (referral.takenInOn ?? decided)
    if (!waitEnd || waitEnd > referral.sentOn)
      stretches.push({ laneId, from: referral.sentOn, ...(waitEnd ? { until: waitEnd } : {}), kind: 'queue' })
  }
  for (const assignment of rows.assignments) {
    const laneId = laneOfUnit(assignment.unitId)
    const span = { from: assignment.fromOn, ...(assignment.untilOn ? { until: after(assignment.untilOn)! } : {}) }
    // The referrer is somebody to call while the person waits, but does not carry: the wait stays a wait.
    if (assignment.fromOn <= today && assignment.role !== 'referrer' && assignment.role !== 'other')
      stretches.push({ laneId, ...span, kind: 'carried' })
    contacts.push({ name: assignment.name, ...span, laneId, ...(assignment.role === 'other' && { carries: false }) })
  }
  const tracks: TrackBar[] = rows.tracks.map((track) => ({
    id: track.trackId,
    laneId: laneOfKind(track.lane, track.unitId),
    name: track.name,
    ...(track.quarterHours > 0 ? { hoursPerWeek: track.quarterHours / 4 } : { carries: false }),
    from: track.startOn,
    ...(track.endOn ? { until: after(track.endOn)! } : {}),
    // A pause that was planned for later does not outlive its track.
    pauses: track.pauses
      .filter((pause) => !track.endOn || pause.fromOn <= track.endOn)
      .map((pause) => ({ from: pause.fromOn, ...(pause.untilOn ? { until: after(pause.untilOn)! } : {}) })),
    ...(trackHref ? { href: trackHref(track.trackId) } : {}),
  }))
  const team = laneOfUnit(thread.teamUnitId ?? thread.unitId)
  if (thread.intakeOn) knots.push({ day: thread.intakeOn, laneId: team, kind: 'intake', label: texts.knot.intake })
  for (const discharge of rows.discharges) {
    const laneId = laneOfUnit(discharge.unitId)
    knots.push({ day: discharge.onDay, laneId, kind: 'discharge', label: texts.knot.discharge })
    if (discharge.reopenedOn)
      knots.push({ day: discharge.reopenedOn, laneId, kind: 'reopened', label: texts.knot.reopened })
  }
  return {
    lanes: [...lanes.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    stretches,
    tracks,
    knots,
    contacts,
    from: [thread.openedOn, ...(thread.lean ? [...stretches, ...tracks].map((one) => one.from) : [])].sort()[0]!,
    ...(thread.state === 'discharged' && thread.dischargedOn ? { until: addDays(thread.dischargedOn, 1) } : {}),
    today,
    ...(thread.lean && { partial: true as const }),
  }
}
