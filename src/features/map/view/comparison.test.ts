import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareMaps, coverageChange } from './comparison.ts'
import { ANY_AREAS, anyEntries, placeIn, readEntry } from './coverage.build.ts'
import { coverageOf } from './coverage.ts'
import { gapsOf } from './coverage-gap.ts'

const AREAS = [...ANY_AREAS]
const isThere = (one: { status: string }) => one.status !== 'closed' && one.status !== 'removed'

test('every entry of either day is new, gone, changed or the same, and only one of them', () => {
  fc.assert(
    fc.property(anyEntries(), anyEntries(), (before, after) => {
      const { added, gone, changed, same } = compareMaps(before, after)
      const [then, now] = [before.filter(isThere), after.filter(isThere)]
      expect(added.length + changed.length + same).toBe(now.length)
      expect(gone.length + changed.length + same).toBe(then.length)
      for (const one of added) expect(then.some(({ entryId }) => entryId === one.entryId)).toBe(false)
      for (const { before: one } of gone) expect(now.some(({ entryId }) => entryId === one.entryId)).toBe(false)
      for (const { fields } of changed) expect(fields.length).toBeGreaterThan(0)
    }),
  )
})

test('nothing happened: nothing is told', () => {
  fc.assert(
    fc.property(anyEntries(), (entries) => {
      const { added, gone, changed } = compareMaps(entries, structuredClone(entries))
      expect([added, gone, changed]).toEqual([[], [], []])
      const coverage = coverageOf(entries, AREAS)
      const { opened, closed } = coverageChange(coverage, coverage)
      expect([...gapsOf(opened), ...gapsOf(closed)]).toEqual([])
    }),
  )
})

test('gaps that opened and closed are the difference of the two days, age by age', () => {
  const ages = (coverage: ReturnType<typeof coverageOf>) =>
    new Set(coverage.cells.flatMap((cell) => cell.missing.map((age) => `${age} ${cell.need} ${cell.area}`)))
  const without = (all: Set<string>, those: Set<string>) => new Set([...all].filter((one) => !those.has(one)))
  fc.assert(
    fc.property(anyEntries(), anyEntries(), (before, after) => {
      const [then, now] = [coverageOf(before, AREAS), coverageOf(after, AREAS)]
      const { opened, closed } = coverageChange(then, now)
      expect(ages(opened)).toEqual(without(ages(now), ages(then)))
      expect(ages(closed)).toEqual(without(ages(then), ages(now)))
    }),
    { numRuns: 50 },
  )
})

test('a change by example', () => {
  const base = { ageFrom: 18, ageTo: 29, needLevels: ['small' as const], places: [placeIn('Norrby')] }
  const before = [readEntry('a', base), readEntry('b', base), readEntry('c', { ...base, status: 'closed' })]
  const after = [
    readEntry('a', { ...base, ageFrom: 16 }),
    readEntry('b', { ...base, status: 'closed' }),
    readEntry('c', base),
  ]
  const { added, gone, changed } = compareMaps(before, after)
  expect(added.map(({ entryId }) => entryId)).toEqual(['c'])
  expect(gone).toEqual([{ before: before[1], now: after[1] }])
  expect(changed.map(({ fields }) => fields)).toEqual([['ageFrom']])
  const { closed } = coverageChange(coverageOf(before, ['Norrby']), coverageOf(after, ['Norrby']))
  expect(gapsOf(closed)).toEqual([{ from: 16, to: 17, needs: ['small'], areas: ['Norrby'], everywhere: true }])
})
