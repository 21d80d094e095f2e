import type { Entry } from '../entry.ts'
import { figureOf, type Measured, type Measures } from '../measure.ts'

/** A sum of figures, and of how many entries it is: the others do not say. */
export type Sum = { value: number; of: number }

/** What is known of places and queue among those who take somebody. */
export type Room = {
  entries: number
  capacity: Sum
  free: Sum
  queued: Sum
  /** The longest wait told, in days. */
  longestWait: number | null
  /** There is somebody, all say how many places are free, and none is. */
  full: boolean
}

export type Roomy = Pick<Entry, Measured | 'intakeUnitId'>

/**
 * Capacity and queue of several entries. Entries that share a unit's intake share its measured figures: they count once.
 */
export function roomOf(entries: readonly Roomy[], measures: Measures): Room {
  const room: Room = {
    entries: entries.length,
    capacity: { value: 0, of: 0 },
    free: { value: 0, of: 0 },
    queued: { value: 0, of: 0 },
    longestWait: null,
    full: false,
  }
  const counted = new Set<string>()
  const add = (sum: Sum, what: Measured, entry: Roomy): void => {
    const figure = figureOf(entry, what, measures)
    if (!figure) return
    sum.of++
    const shared = figure.source === 'measured' ? `${what} ${entry.intakeUnitId}` : undefined
    if (shared && counted.has(shared)) return
    if (shared) counted.add(shared)
    sum.value += figure.value
  }
  for (const entry of entries) {
    add(room.capacity, 'capacity', entry)
    add(room.free, 'freePlaces', entry)
    add(room.queued, 'queued', entry)
    const wait = figureOf(entry, 'waitingDays', measures)
    if (wait) room.longestWait = Math.max(room.longestWait ?? 0, wait.value)
  }
  room.full = room.entries > 0 && room.free.of === room.entries && room.free.value === 0
  return room
}
