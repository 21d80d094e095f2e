import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Release } from './release.ts'
import { guardRelease } from './release-guard.ts'

/** People are numbers; `has` says who has the one thing that is counted. */
const release = (name: string, people: readonly number[], shows = true): Release => ({
  name,
  people: new Set(people),
  shown: new Set(shows ? ['has'] : []),
  printed: new Set(shows ? ['has'] : []),
  sameRound: false,
})
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)
const guard = (saved: readonly Release[], next: Release, has: (one: number) => boolean) =>
  guardRelease(saved, next, (person) => ({ person, counted: new Set(has(person) ? ['has'] : []) }))
const even = (one: number) => one % 2 === 0
const shown = { ok: true, alsoHidden: new Set() }

describe('a second filter', () => {
  test('that leaves out three people is refused', () => {
    expect(guard([release('alla', range(0, 60))], release('utan tre', range(0, 57)), even)).toEqual({
      ok: false,
      because: 'few-people',
      with: ['alla'],
    })
  })

  test('that leaves out twenty, one of whom has it, hides that number', () => {
    const has = (one: number) => one < 20 || one === 50
    expect(guard([release('alla', range(0, 60))], release('de första', range(0, 40)), has)).toEqual({
      ok: true,
      alsoHidden: new Set(['has']),
    })
  })

  test('that leaves out many on both sides, and one about other people, are shown', () => {
    const saved = [release('alla', range(0, 60))]
    expect(guard(saved, release('hälften', range(0, 30)), even)).toEqual(shown)
    expect(guard(saved, release('andra', range(100, 130)), even)).toEqual(shown)
  })
})

describe('a later month', () => {
  test('in which three have left and thirty have come tells of neither', () => {
    expect(guard([release('mars', range(0, 60))], release('april', range(3, 90)), even)).toEqual(shown)
  })

  test('in which nobody has come and one has left is refused, though a report of both stands between', () => {
    const saved = [release('mars', range(0, 60)), release('kvinnor', range(0, 30))]
    expect(guard(saved, release('april', range(0, 59)), even)).toMatchObject({ ok: false, because: 'few-people' })
  })

  test('in which all three who left had it, and none of the two who came, hides the number', () => {
    const has = (one: number) => one % 4 === 3 || one < 3
    const before = [release('mars', range(0, 60))]
    expect(guard(before, release('april', [...range(3, 60), 61, 62]), has)).toEqual({
      ok: true,
      alsoHidden: new Set(['has']),
    })
  })
})

describe('three reports together', () => {
  // Of 53 people 25 are in the first, 25 in the second: three are in neither, though no two reports differ by so few.
  const saved = [release('a', range(0, 25)), release('b', range(25, 50))]

  test('that leave three between them are refused, and the third alone is not', () => {
    expect(guard(saved, release('alla', range(0, 53)), even)).toEqual({
      ok: false,
      because: 'few-people',
      with: ['a', 'b'],
    })
    expect(guard([saved[0]!], release('alla', range(0, 53)), even)).toEqual(shown)
  })

  test('of one told about twenty between them hide the number', () => {
    const has = (one: number) => one < 50 && (one < 10 || one >= 30 || one === 27)
    const more = [release('a', range(0, 25)), release('b', range(30, 60))]
    expect(guard(more, release('alla', range(0, 60)), has)).toEqual({ ok: true, alsoHidden: new Set(['has']) })
    expect(guard([more[0]!, release('b', range(30, 60), false)], release('alla', range(0, 60)), has)).toEqual(shown)
  })

  test('the same report once more tells nothing new', () => {
    expect(guard(saved, release('a igen', range(0, 25)), even)).toEqual(shown)
  })
})

/** Rank by fractions of large whole numbers; nothing of the program is in it. */
function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => row.map(BigInt))
  let found = 0
  for (let column = 0; column < (left[0]?.length ?? 0); column++) {
    const at = left.findIndex((row, line) => line >= found && row[column] !== 0n)
    if (at === -1) continue
    ;[left[found], left[at]] = [left[at]!, left[found]!]
    const top = left[found++]!
    for (const [line, row] of left.entries())
      if (line >= found && row[column] !== 0n)
        left[line] = row.map((value, i) => value * top[column]! - top[i]! * row[column]!)
  }
  return found
}

/** All sets of one to four of so many. */
function* few(count: number, from = 0, size = 4): Generator<number[]> {
  if (size === 0) return
  for (let one = from; one < count; one++) {
    yield [one]
    for (const more of few(count, one + 1, size - 1)) yield [one, ...more]
  }
}

test('a report is refused exactly where a combination of all stands on one to four people, every such set tried', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ from: fc.nat(13), length: fc.integer({ min: 2, max: 14 }), step: fc.constantFrom(1, 1, 2) }),
        { minLength: 2, maxLength: 6 },
      ),
      (drawn) => {
        const reports = drawn.map(({ from, length, step }) =>
          range(0, 14).filter((one) => one >= from && one < from + length && (one - from) % step === 0),
        )
        const matrix = reports.map((people) => range(0, 14).map((one) => (people.includes(one) ? 1 : 0)))
        const tells = (rows: readonly (readonly number[])[]) =>
          [...few(14)].some(
            (set) => rank(rows.map((row) => row.map((value, one) => (set.includes(one) ? 0 : value)))) < rank(rows),
          )
        if (tells(matrix.slice(0, -1))) return
        const names = reports.map((people, at) => release(`${at}`, people, false))
        const result = guard(names.slice(0, -1), names.at(-1)!, even)
        expect(result.ok).toBe(!tells(matrix))
      },
    ),
    { numRuns: 150, seed: 7 },
  ))
