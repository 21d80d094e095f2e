/** Where somebody stands in a queue: by place, then by the day of entry, then by the key. */
export type QueuePlace = { queueEntryId: string; place: number; enteredOn: string }

export const queueOrder = (a: QueuePlace, b: QueuePlace): number =>
  a.place - b.place ||
  (a.enteredOn < b.enteredOn ? -1 : a.enteredOn > b.enteredOn ? 1 : 0) ||
  (a.queueEntryId < b.queueEntryId ? -1 : a.queueEntryId > b.queueEntryId ? 1 : 0)

/** Between two neighbours there is room for a thousand moves before the places are numbered anew. */
const PLACE_STEP = 1000

/** The place of somebody who joins at the end. */
export const lastPlace = (places: readonly number[]): number => Math.max(PLACE_STEP, ...places)

/**
 * The places after somebody is moved to stand as number `to` (from 1): only those that change. Most often that is one; when
 * neighbours stand too close, all are numbered anew.
 */
export function placesAfterMove(queue: readonly QueuePlace[], queueEntryId: string, to: number): Map<string, number> {
  const ordered = [...queue].sort(queueOrder)
  const moved = ordered.find((entry) => entry.queueEntryId === queueEntryId)
  if (!moved) return new Map()
  const rest = ordered.filter((entry) => entry !== moved)
  const at = Math.min(Math.max(1, Math.trunc(to)), ordered.length) - 1
  if (ordered[at] === moved) return new Map()
  const before = rest[at - 1]?.place
  const after = rest[at]?.place
  const place =
    after === undefined
      ? (before ?? 0) + PLACE_STEP
      : before === undefined
        ? after - PLACE_STEP
        : Math.trunc((before + after) / 2)
  const fits = (before === undefined || place > before) && (after === undefined || place < after)
  if (fits && Math.abs(place) < 1_000_000_000) return new Map([[queueEntryId, place]])
  const order = [...rest.slice(0, at), moved, ...rest.slice(at)]
  return new Map(
    order.flatMap((entry, index) => {
      const next = (index + 1) * PLACE_STEP
      return entry.place === next ? [] : [[entry.queueEntryId, next] as const]
    }),
  )
}
