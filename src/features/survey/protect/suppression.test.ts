import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LinearSystem } from './linear-system.ts'
import { suppress } from './suppression.ts'

const small = (value: number) => value > 0 && value < 5

/** A table with its row, column and grand totals, all printed unless hidden. */
function tableSystem(rows: readonly (readonly number[])[]) {
  const system = new LinearSystem()
  const add = (id: string, value: number) => system.add({ id, value, standing: 'open', sensitive: small(value) })
  const cells = rows.map((row, r) => row.map((value, c) => add(`${r},${c}`, value)))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const totals = rows.map((row, r) => add(`row ${r}`, sum(row)))
  const columns = rows[0]!.map((_, c) => add(`column ${c}`, sum(rows.map((row) => row[c]!))))
  const all = add('all', sum(rows.flat()))
  const one = (at: number) => [at, 1] as const
  for (const [r, row] of cells.entries()) system.relate(row.map(one), [one(totals[r]!)])
  for (const [c, column] of columns.entries())
    system.relate(
      cells.map((row) => one(row[c]!)),
      [one(column)],
    )
  system.relate(totals.map(one), [one(all)])
  system.relate(columns.map(one), [one(all)])
  return system
}

/**
 * The attack: all printed numbers are put into the relations, and the rest is solved exactly in whole-number fractions. Returns the
 * quantities that come out as a single number.
 */
function solved(system: LinearSystem, hidden: ReadonlySet<number>): number[] {
  const unknown = system.quantities.flatMap(({ standing }, at) => (hidden.has(at) || standing === 'inner' ? [at] : []))
  const matrix = system.relations.map(({ terms }) =>
    unknown.map((at) => BigInt(terms.find(([quantity]) => quantity === at)?.[1] ?? 0)),
  )
  let top = 0
  const pivots: [number, number][] = []
  for (let column = 0; column < unknown.length; column++) {
    const at = matrix.findIndex((row, line) => line >= top && row[column] !== 0n)
    if (at === -1) continue
    ;[matrix[top], matrix[at]] = [matrix[at]!, matrix[top]!]
    for (const [line, row] of matrix.entries()) {
      if (line === top || row[column] === 0n) continue
      const [a, b] = [matrix[top]![column]!, row[column]!]
      matrix[line] = row.map((value, i) => value * a - matrix[top]![i]! * b)
    }
    pivots.push([top++, column])
  }
  return pivots
    .filter(([line, column]) => matrix[line]!.every((value, i) => i === column || value === 0n))
    .map(([, column]) => unknown[column]!)
}

/** Every table of whole numbers that agrees with what is printed, for tables small enough to try them all. */
function rangesByTrying(rows: readonly (readonly number[])[], system: LinearSystem, hidden: ReadonlySet<number>) {
  const shownTotal = (id: string, value: number) => (hidden.has(system.find(id)!) ? undefined : value)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const most = sum(rows.flat()) + 8
  const rowTotals = rows.map((row, r) => shownTotal(`row ${r}`, sum(row)))
  const columnTotals = rows[0]!.map((_, c) => shownTotal(`column ${c}`, sum(rows.map((row) => row[c]!))))
  const all = shownTotal('all', sum(rows.flat()))
  const ranges = rows.map((row) =>
    row.map(() => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number]),
  )
  const guess = rows.map((row) => [...row])
  const places = rows.flatMap((row, r) =>
    row.flatMap((_, c) => (hidden.has(system.find(`${r},${c}`)!) ? [[r, c] as const] : [])),
  )
  const fits = () =>
    guess.every((row, r) => rowTotals[r] === undefined || sum(row) === rowTotals[r]) &&
    columnTotals.every((total, c) => total === undefined || sum(guess.map((row) => row[c]!)) === total) &&
    (all === undefined || sum(guess.flat()) === all)
  const tryFrom = (at: number): void => {
    const place = places[at]
    if (!place) {
      if (fits())
        for (const [r, c] of places) {
          ranges[r]![c]![0] = Math.min(ranges[r]![c]![0], guess[r]![c]!)
          ranges[r]![c]![1] = Math.max(ranges[r]![c]![1], guess[r]![c]!)
        }
      return
    }
    const [r, c] = place
    const limit = Math.min(rowTotals[r] ?? most, columnTotals[c] ?? most, all ?? most)
    for (let value = 0; value <= limit; value++) {
      guess[r]![c] = value
      tryFrom(at + 1)
    }
  }
  tryFrom(0)
  return { ranges, places }
}

const table = (rows: number, columns: number, most: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  })

describe('a table with totals', () => {
  test('hides the one small cell and what would give it away', () => {
    const system = tableSystem([
      [3, 20],
      [15, 30],
    ])
    const result = suppress(system)
    expect(result.ok && [...result.hidden].map((at) => system.quantities[at]!.id).sort()).toEqual([
      '0,0',
      '0,1',
      '1,0',
      '1,1',
    ])
  })

  test('hides nothing where nothing is small', () => {
    expect(
      suppress(
        tableSystem([
          [0, 20],
          [15, 30],
        ]),
      ),
    ).toEqual({ ok: true, hidden: new Set(), primary: 0, secondary: 0 })
  })

  test('no hidden number comes out of the equations', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 3, max: 40 }),
        fc.infiniteStream(fc.nat(1_000)),
        (r, c, most, stream) => {
          const rows = Array.from({ length: r }, () =>
            Array.from({ length: c }, () => stream.next().value! % (most + 1)),
          )
          const system = tableSystem(rows)
          const result = suppress(system)
          // Nothing can be saved when hardly anybody is in the table.
          if (!result.ok) {
            expect(rows.flat().reduce((a, b) => a + b, 0)).toBeLessThan(10)
            return
          }
          expect(solved(system, result.hidden)).toEqual([])
          for (const [at, { sensitive }] of system.quantities.entries())
            if (sensitive) expect(result.hidden.has(at)).toBe(true)
        },
      ),
      { numRuns: 150 },
    ))

  test('every small number could be any of at least six values, tried one by one', () =>
    fc.assert(
      fc.property(table(2, 3, 9), (rows) => {
        const system = tableSystem(rows)
        const result = suppress(system)
        if (!result.ok) return
        if ([...result.hidden].filter((at) => system.quantities[at]!.id.includes(',')).length > 4) return
        const { ranges, places } = rangesByTrying(rows, system, result.hidden)
        for (const [r, c] of places) {
          const [low, high] = ranges[r]![c]!
          if (small(rows[r]![c]!)) expect(high - low).toBeGreaterThanOrEqual(5)
          else expect(high).toBeGreaterThan(low)
        }
      }),
      { numRuns: 60 },
    ))
})
