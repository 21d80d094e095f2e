import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Graph, layoutGraph, MOST_BOXES } from './layout.ts'

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 14 }).chain((count) =>
  fc.record({
    boxes: fc.constant(
      Array.from({ length: count }, (_, at) => ({ id: `b${at}`, width: 120 + (at % 3) * 30, height: 34 })),
    ),
    lines: fc.array(
      fc
        .record({ from: fc.nat(count - 1), to: fc.nat(count - 1) })
        .map(({ from, to }) => ({ from: `b${from}`, to: `b${to}` })),
      { maxLength: 20 },
    ),
  }),
)

test('every box is within the picture and on no other, every line has a curve between its boxes', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      const { width, height, boxes, lines } = await layoutGraph(graph)
      const at = graph.boxes.map((box) => ({ ...box, ...boxes.get(box.id)! }))
      for (const box of at) {
        expect(box.x - box.width / 2).toBeGreaterThanOrEqual(-1)
        expect(box.x + box.width / 2).toBeLessThanOrEqual(width + 1)
        expect(box.y - box.height / 2).toBeGreaterThanOrEqual(-1)
        expect(box.y + box.height / 2).toBeLessThanOrEqual(height + 1)
        for (const other of at)
          if (other !== box)
            expect(
              Math.abs(box.x - other.x) >= (box.width + other.width) / 2 - 1 ||
                Math.abs(box.y - other.y) >= (box.height + other.height) / 2 - 1,
            ).toBe(true)
      }
      expect(lines).toHaveLength(graph.lines.length)
      for (const [index, points] of lines.entries()) {
        expect((points!.length - 1) % 3).toBe(0)
        const { from, to } = graph.lines[index]!
        for (const [end, id] of [
          [points![0]!, from],
          [points!.at(-1)!, to],
        ] as const) {
          const box = at.find((one) => one.id === id)!
          expect(Math.abs(end[0] - box.x)).toBeLessThanOrEqual(box.width / 2 + 2)
          expect(Math.abs(end[1] - box.y)).toBeLessThanOrEqual(box.height / 2 + 2)
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('the same graph is placed once; first stands first and last stands last', async () => {
  const graph: Graph = {
    boxes: ['a', 'b', 'c', 'd'].map((id) => ({ id, width: 100, height: 30 })),
    lines: [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'd' },
    ],
    first: ['b'],
    last: ['c'],
  }
  const layout = await layoutGraph(graph)
  expect(await layoutGraph(structuredClone(graph))).toBe(layout)
  const xs = [...layout.boxes.values()].map(({ x }) => x)
  expect(layout.boxes.get('b')!.x).toBe(Math.min(...xs))
  expect(layout.boxes.get('c')!.x).toBe(Math.max(...xs))
})

test('more than a person can read is refused', async () => {
  const boxes = Array.from({ length: MOST_BOXES + 1 }, (_, at) => ({ id: String(at), width: 10, height: 10 }))
  await expect(layoutGraph({ boxes, lines: [] })).rejects.toThrow(RangeError)
})
