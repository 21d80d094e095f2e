import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NEED_LEVELS } from '../code.ts'
import type { Entry } from '../entry.ts'
import { ANY_AREAS, anyEntries, placeIn, readEntry } from './coverage.build.ts'
import { AGE_GROUPS, cellOf, coverageOf, ELDEST, stateOf, YOUNGEST } from './coverage.ts'
import { gapsOf } from './coverage-gap.ts'
import { coverageByGroup } from './coverage-group.ts'
import { overlapsInMap } from './coverage-overlap.ts'
import { roomOf } from './coverage-room.ts'
import { doTheSame, doublesIn, overlapsOf } from './overlap.ts'

const AREAS = [...ANY_AREAS]

/** Told anew, age by age and in other words: does the entry take somebody of this age, need and area? */
function takesHere(entry: Entry, age: number, need: string, area: string): 'yes' | 'no' | 'unsure' {
  if (entry.kind === 'provider' || entry.status === 'closed' || entry.status === 'removed') return 'no'
  const ages =
    entry.ageFrom === null && entry.ageTo === null
      ? '?'
      : (entry.ageFrom === null || entry.ageFrom <= age) && (entry.ageTo === null || age <= entry.ageTo)
  const needs = entry.needLevels.length === 0 ? '?' : entry.needLevels.some((one) => one === need)
  const there = entry.places.map((place) =>
    place.kind === 'virtual' ? true : place.area === '' ? '?' : place.area === area,
  )
  const areas = there.includes(true) ? true : there.length === 0 || there.includes('?') ? '?' : false
  if (ages === false || needs === false || areas === false) return 'no'
  return ages === '?' || needs === '?' || areas === '?' ? 'unsure' : 'yes'
}

describe('coverage', () => {
  test('every entry is in exactly the cells it covers, told anew age by age', () => {
    fc.assert(
      fc.property(anyEntries(), (entries) => {
        const { cells } = coverageOf(entries, AREAS)
        expect(cells.length).toBe(AREAS.length * NEED_LEVELS.length * AGE_GROUPS.length)
        for (const cell of cells) {
          const ages = Array.from({ length: cell.ages.to - cell.ages.from + 1 }, (_, at) => cell.ages.from + at)
          const answers = new Map(
            entries.map((entry) => [entry, ages.map((age) => takesHere(entry, age, cell.need, cell.area))]),
          )
          const those = (answer: string, active?: boolean) =>
            entries.filter(
              (one) =>
                answers.get(one)!.includes(answer as 'yes') &&
                (active === undefined || (one.status === 'active') === active),
            )
          expect(cell.takes).toEqual(those('yes', true))
          expect(cell.notNow).toEqual(those('yes', false))
          expect(cell.unsure).toEqual(those('unsure'))
          expect(cell.missing).toEqual(
            ages.filter(
              (age) =>
                !entries.some((one) => one.status === 'active' && takesHere(one, age, cell.need, cell.area) === 'yes'),
            ),
          )
        }
      }),
    )
  })

  test('a gap has nobody, and whoever has nobody is in a gap that is told', () => {
    fc.assert(
      fc.property(anyEntries(), (entries) => {
        const gaps = gapsOf(coverageOf(entries, AREAS))
        for (let age = YOUNGEST; age <= ELDEST; age++)
          for (const need of NEED_LEVELS)
            for (const area of AREAS) {
              const nobody = !entries.some(
                (one) => one.status === 'active' && takesHere(one, age, need, area) === 'yes',
              )
              const told = gaps.filter(
                (gap) => gap.from <= age && age <= gap.to && gap.needs.includes(need) && gap.areas.includes(area),
              )
              expect(told.length).toBe(nobody ? 1 : 0)
              expect(told.every((gap) => gap.everywhere === (gap.areas.length === AREAS.length))).toBe(true)
            }
      }),
      { numRuns: 40 },
    )
  })

  test('a cell of its own says the same as the matrix, and who comes close fails in one thing', () => {
    fc.assert(
      fc.property(anyEntries(), fc.nat(), (entries, pick) => {
        const { cells } = coverageOf(entries, AREAS)
        const cell = cells[pick % cells.length]!
        const alone = cellOf(entries, cell)
        expect({ takes: alone.takes, unsure: alone.unsure, notNow: alone.notNow, missing: alone.missing }).toEqual({
          takes: cell.takes,
          unsure: cell.unsure,
          notNow: cell.notNow,
          missing: cell.missing,
        })
        for (const [what, those] of Object.entries(alone.near))
          for (const one of those) {
            const other = cells.some(
              (that) =>
                that.takes.includes(one) &&
                (what === 'area' || that.area === cell.area) &&
                (what === 'need' || that.need === cell.need) &&
                (what === 'age' || that.ages === cell.ages),
            )
            const outside =
              what === 'age' || (what === 'area' && !AREAS.some((area) => one.places.some((p) => p.area === area)))
            expect(other || outside).toBe(true)
            expect(alone.takes.includes(one)).toBe(false)
          }
      }),
    )
  })

  test('what a filter is not sure of never fills a gap', () => {
    fc.assert(
      fc.property(anyEntries(), anyEntries(), (entries, doubtful) => {
        const [without, with_] = [coverageOf(entries, AREAS), coverageOf(entries, AREAS, doubtful)]
        expect(gapsOf(with_)).toEqual(gapsOf(without))
        expect(with_.cells.map(stateOf)).toEqual(without.cells.map(stateOf))
      }),
      { numRuns: 40 },
    )
  })

  test('gaps in as few sentences as they need', () => {
    const both = { needLevels: ['small' as const], ageFrom: 18, ageTo: 65 }
    const gaps = gapsOf(
      coverageOf(
        [
          readEntry('a', { ...both, places: [placeIn('Norrby')] }),
          readEntry('b', { ...both, needLevels: ['medium'], places: [placeIn('Norrby')] }),
          readEntry('c', { ...both, places: [placeIn('', 'virtual')], ageFrom: 17 }),
        ],
        ['Norrby', 'Åbro'],
      ),
    )
    expect(gaps).toEqual([
      { from: 16, to: 65, needs: ['large'], areas: ['Norrby', 'Åbro'], everywhere: true },
      { from: 16, to: 65, needs: ['medium'], areas: ['Åbro'], everywhere: false },
      { from: 16, to: 17, needs: ['medium'], areas: ['Norrby'], everywhere: false },
      { from: 16, to: 16, needs: ['small'], areas: ['Norrby', 'Åbro'], everywhere: true },
    ])
  })

  test('without areas the whole association is one', () => {
    const { areas, cells } = coverageOf([readEntry('a', { ageFrom: 0, needLevels: ['small'] })], [])
    expect(areas).toEqual([''])
    expect(cells.filter((cell) => cell.takes.length === 1).length).toBe(AGE_GROUPS.length)
  })
})

test('each target group in each area: the same as its own matrix, told anew', () => {
  fc.assert(
    fc.property(anyEntries(16), (entries) => {
      for (const { target, cells } of coverageByGroup(entries, AREAS))
        for (const cell of cells) {
          const named = entries.filter((one) => one.targetGroups.includes(target))
          const somebody = (age: number, need: string) =>
            named.some((one) => one.status === 'active' && takesHere(one, age, need, cell.area) === 'yes')
          const everyAge = (need: string) =>
            Array.from({ length: ELDEST - YOUNGEST + 1 }, (_, at) => somebody(YOUNGEST + at, need))
          const whole = NEED_LEVELS.every((need) => everyAge(need).every(Boolean))
          expect(cell.state === 'covered').toBe(whole)
          if (cell.state === 'gap') expect(NEED_LEVELS.some((need) => everyAge(need).some(Boolean))).toBe(false)
          expect(cell.state === 'gap').toBe(cell.takes === 0)
        }
    }),
    { numRuns: 30 },
  )
})

describe('overlap', () => {
  const ages = { from: 18, to: 19 }
  const base = { ageFrom: 16, ageTo: 29, targetGroups: ['young' as const] }

  test('two for everyone need not be alike', () => {
    const all = { ...base, targetGroups: ['everyone' as const] }
    expect(doTheSame(readEntry('a', all), readEntry('b', all), ages)).toBe(false)
  })

  test('the map tells each set once, and every double is in one that is told', () => {
    fc.assert(
      fc.property(anyEntries(16), (entries) => {
        const coverage = coverageOf(entries, AREAS)
        const told = overlapsInMap(coverage)
        for (const cell of coverage.cells)
          for (const { alike, entries: several } of overlapsOf(cell))
            expect(
              told.some(
                (one) =>
                  JSON.stringify(one.alike).toLowerCase() === JSON.stringify(alike).toLowerCase() &&
                  several.every((entry) => one.entries.includes(entry)),
              ),
            ).toBe(true)
        for (const [at, one] of told.entries())
          for (const other of told.slice(at + 1))
            if (JSON.stringify(one.alike) === JSON.stringify(other.alike))
              expect(other.entries.every((entry) => one.entries.includes(entry))).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  test('follows the rule pair by pair', () => {
    fc.assert(
      fc.property(anyEntries(16), (entries) => {
        for (const cell of coverageOf(entries, AREAS).cells) {
          const doubles = doublesIn(cell)
          for (const one of cell.takes)
            expect(doubles.has(one)).toBe(cell.takes.some((other) => doTheSame(one, other, cell.ages)))
          for (const { alike, entries: several } of overlapsOf(cell)) {
            expect(several.length).toBeGreaterThan(1)
            if (alike.kind === 'target')
              expect(several.every((one) => one.targetGroups.includes(alike.target))).toBe(true)
          }
        }
      }),
    )
  })

  test.each<[string, boolean, Partial<Entry>]>([
    ['the same group', true, {}],
    ['ages that do not meet here', false, { ageFrom: 20 }],
    ['ages not stated', false, { ageFrom: null, ageTo: null }],
    ['another group', false, { targetGroups: ['debts'] }],
    ['for everyone', false, { targetGroups: ['everyone'] }],
    ['the same method in other letters', true, { targetGroups: ['debts'], method: 'MI – samtal' }],
    ['an activity beside an intervention', false, { kind: 'activity' }],
    ['the way onward', false, { links: [{ toEntryId: 'a', kind: 'onward', note: '' }] }],
    ['said to run in parallel', false, { links: [{ toEntryId: 'a', kind: 'parallel', note: '' }] }],
  ])('%s: %s', (_, expected, other) => {
    const [a, b] = [readEntry('a', { ...base, method: 'mi samtal' }), readEntry('b', { ...base, ...other })]
    expect(doTheSame(a, b, ages)).toBe(expected)
    expect(doTheSame(b, a, ages)).toBe(expected)
  })
})

test('room: sums of what is told, units that share an intake once, full only when all say so', () => {
  const on = readEntry('a').createdOn
  const told = (value: number) => ({ value, on })
  const measures = new Map([[7, { capacity: 10, freePlaces: 0, queued: null, waitingDays: 40 }]])
  const shared = [readEntry('a', { intakeUnitId: 7, queued: told(3) }), readEntry('b', { intakeUnitId: 7 })]
  expect(roomOf(shared, measures)).toEqual({
    entries: 2,
    capacity: { value: 10, of: 2 },
    free: { value: 0, of: 2 },
    queued: { value: 3, of: 1 },
    longestWait: 40,
    full: true,
  })
  expect(roomOf([...shared, readEntry('c')], measures).full).toBe(false)
  expect(roomOf([...shared, readEntry('c', { freePlaces: told(1) })], measures).full).toBe(false)
  expect(roomOf([], measures).full).toBe(false)
})
