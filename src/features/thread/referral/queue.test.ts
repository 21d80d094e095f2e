import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastPlace, placesAfterMove, type QueuePlace, queueOrder } from './queue.ts'

const someQueue = fc
  .array(fc.record({ place: fc.integer({ min: -5, max: 3000 }), day: fc.integer({ min: 10, max: 28 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((entries): QueuePlace[] =>
    entries.map(({ place, day }, index) => ({ queueEntryId: `e${index}`, place, enteredOn: `2026-03-${day}` })),
  )

const ids = (queue: readonly QueuePlace[]) => [...queue].sort(queueOrder).map((entry) => entry.queueEntryId)

describe('moving somebody in the queue', () => {
  test('they stand where they were put, and everybody else keeps their order', () => {
    fc.assert(
      fc.property(someQueue, fc.nat(11), fc.integer({ min: -2, max: 15 }), (queue, who, to) => {
        const moved = queue[who % queue.length]!.queueEntryId
        const places = placesAfterMove(queue, moved, to)
        const after = queue.map((entry) => ({ ...entry, place: places.get(entry.queueEntryId) ?? entry.place }))
        const others = (order: string[]) => order.filter((id) => id !== moved)
        expect(others(ids(after))).toEqual(others(ids(queue)))
        expect(ids(after).indexOf(moved)).toBe(Math.min(Math.max(1, to), queue.length) - 1)
      }),
    )
  })

  test('moving to where one stands changes nothing, nor does an unknown entry', () => {
    fc.assert(
      fc.property(someQueue, (queue) => {
        ids(queue).forEach((id, index) => {
          expect(placesAfterMove(queue, id, index + 1).size).toBe(0)
        })
        expect(placesAfterMove(queue, 'unknown', 1).size).toBe(0)
      }),
    )
  })

  test('a thousand moves in turn never lose the order', () => {
    let queue: QueuePlace[] = ['a', 'b', 'c', 'd'].map((id) => ({
      queueEntryId: id,
      place: 1000,
      enteredOn: '2026-03-02',
    }))
    for (let i = 0; i < 1000; i++) {
      const moved = ids(queue)[3]!
      const places = placesAfterMove(queue, moved, 2)
      queue = queue.map((entry) => ({ ...entry, place: places.get(entry.queueEntryId) ?? entry.place }))
      expect(ids(queue)[1]).toBe(moved)
    }
  })

  test('who joins stands last, also after others were moved', () => {
    fc.assert(
      fc.property(someQueue, (queue) => {
        const place = lastPlace(queue.map((entry) => entry.place))
        const joined = [...queue, { queueEntryId: 'x', place, enteredOn: '2026-04-01' }]
        expect(ids(joined).at(-1)).toBe('x')
      }),
    )
  })
})
