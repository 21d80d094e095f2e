import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { compare, type ThreadStory, type TrackBar } from './timeline-story.ts'

/** The lanes of the tall picture: where each column begins, its red line, and its bars beside the line. */
export type Columns = {
  /** From the start of the page; one more than lanes, the last is the end of all columns. */
  starts: number[]
  rails: number[]
  bars: { track: TrackBar; lane: number; from: number; width: number }[]
}

const EDGE = 2
const RAIL = 18
const GAP = 2.5
const BAR = 7
/** Columns together are not wider than this: the rest is for words. */
const MOST = 136

/** Bars of a lane stand side by side; many bars get thinner, so that the words keep their room. */
export function columnsOf(story: ThreadStory): Columns {
  const lanes = story.lanes.map((lane) => sideBySide(story.tracks.filter((track) => track.laneId === lane.id)))
  const columns = lanes.reduce((sum, lane) => sum + lane.columns, 0)
  const rail = Math.min(RAIL, Math.max(9, MOST / 2 / Math.max(1, lanes.length)))
  const room = MOST - EDGE - lanes.length * (rail + GAP)
  const step = Math.min(BAR + GAP, Math.max(1.5, room / Math.max(1, columns)))
  const width = step - Math.min(GAP, step * 0.3)
  const starts = [EDGE]
  const rails: number[] = []
  const bars: Columns['bars'] = []
  for (const [index, lane] of lanes.entries()) {
    const start = starts[index]!
    rails.push(start + rail / 2 + 1)
    for (const { track, column } of lane.bars)
      bars.push({ track, lane: index, from: start + rail + column * step, width })
    starts.push(start + rail + lane.columns * step + GAP)
  }
  return { starts, rails, bars }
}

/** The fewest columns in which no two tracks of a column run at the same time. */
function sideBySide(tracks: readonly TrackBar[]): { bars: { track: TrackBar; column: number }[]; columns: number } {
  const ends: (CalendarDay | undefined)[] = []
  const bars = [...tracks]
    .sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id))
    .map((track) => {
      const free = ends.findIndex((end) => end !== undefined && end <= track.from)
      const column = free < 0 ? ends.length : free
      ends[column] = track.until
      return { track, column }
    })
  return { bars, columns: ends.length }
}
