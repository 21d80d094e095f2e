import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { offerNamed } from '../../map/public.ts'
import type { EventKind, NewEvent, Subject } from '../event.ts'
import { tracksOfThread } from './track.queries.ts'
import { trackChangeForm, trackEndForm, trackForm, trackPauseForm, trackResumeForm } from './track.schema.ts'
import {
  endProblem,
  hoursFromProblem,
  pauseOn,
  pauseProblems,
  resumeProblem,
  spanProblems,
  stateOf,
  TRACK_ACTIONS,
  type Track,
  type TrackAction,
  type TrackOutcome,
} from './track.ts'
import {
  checkClosing,
  checkRow,
  type Entered,
  enter,
  parse,
  type RowOwner,
  recordOf,
  type Typed,
  type Work,
} from './work.commands.ts'

const record = (
  work: Work,
  owner: RowOwner,
  kind: EventKind,
  [subject, subjectId]: [Subject, string],
  on: CalendarDay,
  data: NewEvent['data'],
) => recordOf(work, owner, { kind, category: 'plan', subject, subjectId, on, data })

const invalid = (fields: Record<string, string | undefined>) => {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length > 0 ? refuse({ kind: 'invalid', fields: Object.fromEntries(given) }) : undefined
}

/** Starts a track beside those that run. Gives its id. */
export async function startTrack(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'track')
  if (!entered.ok) return entered
  const read = parse(trackForm, typed)
  if (!read.ok) return read
  const { hours, plannedEndOn, ...given } = read.value
  const wrong = invalid(spanProblems(read.value, work.today))
  if (wrong) return wrong
  const { owned } = entered.value
  const trackId = newId()
  const entryId = await offerNamed(work.tx, work.viewer, given.name)
  await work.tx
    .insertInto('track')
    .values({ ...owned, trackId, ...given, entryId, quarterHours: hours, plannedEndOn: plannedEndOn ?? null })
    .execute()
  await record(work, owned, 'track-started', ['track', trackId], given.startOn, {
    lane: given.lane,
    quarterHours: hours,
    plannedEndOn: plannedEndOn ?? null,
  })
  return ok(trackId)
}

type Opened = Entered & { row: RowOwner; track: Track }

async function open(
  work: Work,
  threadId: string,
  trackId: string,
  version: number,
  action: TrackAction,
): Promise<Result<Opened>> {
  const entered = await enter(work, threadId, 'track')
  if (!entered.ok) return entered
  const track = (await tracksOfThread(work.tx, work.viewer, threadId)).find((one) => one.trackId === trackId)
  if (!track) return refuse({ kind: 'not-found' })
  const row =
    action === 'end'
      ? await checkClosing(work, entered.value, track, track.version)
      : checkRow(work.viewer, entered.value, track, track.version)
  if (!row.ok) return row
  const state = stateOf(track, work.today)
  if (!TRACK_ACTIONS[state].includes(action)) return refuse({ kind: 'conflict', reason: `refused.track.${state}` })
  if (track.version !== version) return refuse({ kind: 'stale' })
  return ok({ ...entered.value, owned: row.value, row: row.value, track })
}

type Change = {
  name?: string
  entryId?: string | null
  lane?: string
  place?: string
  supervisor?: string
  quarterHours?: number
  purpose?: string
  startOn?: CalendarDay
  plannedEndOn?: CalendarDay | null
  endOn?: CalendarDay
  outcome?: TrackOutcome
  outcomeNote?: string
}

/** Writes onto the version that was opened; false when somebody was faster. */
async function write(work: Work, track: Pick<Track, 'trackId' | 'version'>, change: Change): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('track')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('associationId', '=', work.viewer.associationId)
    .where('trackId', '=', track.trackId)
    .where('version', '=', track.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Changes a track. Changed hours are an event of their own day, with what they were and are. */
export async function changeTrack(
  work: Work,
  threadId: string,
  trackId: string,
  typed: Typed,
): Promise<Result<string>> {
  const opened = await open(work, threadId, trackId, Number(typed.version), 'change')
  if (!opened.ok) return opened
  const read = parse(trackChangeForm, typed)
  if (!read.ok) return read
  const { track, owned } = opened.value
  const { version: _, hours, hoursFrom, startOn: typedStart, plannedEndOn, ...given } = read.value
  const coming = stateOf(track, work.today) === 'coming'
  // It began between the opening of the form and its sending: a new first day can no longer be set, and is not dropped unseen.
  if (!coming && typedStart && typedStart !== track.startOn) return refuse({ kind: 'stale' })
  const startOn = coming && typedStart ? typedStart : track.startOn
  const changesHours = hours !== track.quarterHours
  const from = coming ? startOn : (hoursFrom ?? work.today)
  const wrong = invalid({
    ...(startOn === track.startOn && plannedEndOn === (track.plannedEndOn ?? undefined)
      ? {}
      : spanProblems({ startOn, plannedEndOn }, work.today)),
    hoursFrom: changesHours && !coming ? hoursFromProblem(from, track, work.today) : undefined,
  })
  if (wrong) return wrong
  // Called the same, it is the same entry, whatever the map calls that by now.
  const entryId =
    given.name === track.name && track.entryId !== null
      ? track.entryId
      : await offerNamed(work.tx, work.viewer, given.name)
  const change = { ...given, entryId, quarterHours: hours, startOn, plannedEndOn: plannedEndOn ?? null }
  if (!(await write(work, track, change))) return refuse({ kind: 'stale' })
  await record(work, owned, 'track-changed', ['track', trackId], changesHours ? from : work.today, {
    quarterHoursBefore: track.quarterHours,
    quarterHours: hours,
    plannedEndOn: plannedEndOn ?? null,
    lane: given.lane,
    startOn,
  })
  return ok(trackId)
}

export async function pauseTrack(work: Work, threadId: string, trackId: string, typed: Typed): Promise<Result<string>> {
  const opened = await open(work, threadId, trackId, Number(typed.version), 'pause')
  if (!opened.ok) return opened
  const read = parse(trackPauseForm, typed)
  if (!read.ok) return read
  const { track, owned } = opened.value
  const { fromOn, untilOn, reason } = read.value
  const wrong = invalid(pauseProblems({ fromOn, untilOn }, track, work.today))
  if (wrong) return wrong
  if (!(await write(work, track, {}))) return refuse({ kind: 'stale' })
  const trackPauseId = newId()
  await work.tx
    .insertInto('trackPause')
    .values({ ...owned, trackPauseId, trackId, fromOn, untilOn: untilOn ?? null, reason })
    .execute()
  await record(work, owned, 'track-paused', ['track_pause', trackPauseId], fromOn, {
    trackId,
    untilOn: untilOn ?? null,
  })
  return ok(trackId)
}

const endPause = (work: Work, pauseId: string, untilOn: CalendarDay) =>
  work.tx
    .updateTable('trackPause')
    .set({ untilOn })
    .where('associationId', '=', work.viewer.associationId)
    .where('trackPauseId', '=', pauseId)
    .execute()

/** Takes a paused track up again; the day before is the last of the pause. */
export async function resumeTrack(
  work: Work,
  threadId: string,
  trackId: string,
  typed: Typed,
): Promise<Result<string>> {
  const opened = await open(work, threadId, trackId, Number(typed.version), 'resume')
  if (!opened.ok) return opened
  const read = parse(trackResumeForm, typed)
  if (!read.ok) return read
  const { track, owned } = opened.value
  const { backOn } = read.value
  const pause = pauseOn(track.pauses, work.today)!
  const wrong = invalid({ backOn: resumeProblem(backOn, pause, work.today) })
  if (wrong) return wrong
  if (!(await write(work, track, {}))) return refuse({ kind: 'stale' })
  await endPause(work, pause.pauseId, addDays(backOn, -1))
  await record(work, owned, 'track-resumed', ['track_pause', pause.pauseId], backOn, { trackId })
  return ok(trackId)
}

/** Ends a track and its pause; false when somebody was faster. The caller has decided that it may be. */
export async function closeTrack(
  work: Work,
  owned: RowOwner,
  track: Track,
  end: { endOn: CalendarDay; outcome: TrackOutcome; outcomeNote: string },
): Promise<boolean> {
  if (!(await write(work, track, end))) return false
  for (const pause of track.pauses)
    if (pause.fromOn <= end.endOn && (pause.untilOn === null || pause.untilOn > end.endOn))
      await endPause(work, pause.pauseId, end.endOn)
  await record(work, owned, 'track-ended', ['track', track.trackId], end.endOn, {
    outcome: end.outcome,
    lane: track.lane,
    quarterHours: track.quarterHours,
  })
  return true
}

export async function endTrack(work: Work, threadId: string, trackId: string, typed: Typed): Promise<Result<string>> {
  const opened = await open(work, threadId, trackId, Number(typed.version), 'end')
  if (!opened.ok) return opened
  const read = parse(trackEndForm, typed)
  if (!read.ok) return read
  const { version: _, ...end } = read.value
  const { track, row } = opened.value
  const wrong = invalid({ endOn: endProblem(end.endOn, track, work.today) })
  if (wrong) return wrong
  return (await closeTrack(work, row, track, end)) ? ok(trackId) : refuse({ kind: 'stale' })
}
