import { expect, test } from 'vitest'
import { day } from '../../src/shared/calendar-day.ts'
import { dayNumber } from '../day-number.ts'
import type { World } from '../world.ts'
import { PEOPLE, tellRounds } from './rounds.ts'

const place = { unitId: 8, authorityId: 1 }
const world = {
  associationId: 1,
  units: { abroSupport: place, support: { ...place, unitId: 1 } },
  users: { gunnel: 'g', farah: 'f', erik: 'e', monika: 'm', peder: 'p', karin: 'k' },
} as unknown as World
const TODAY = dayNumber(day('2026-11-23'))
const [first, second, others] = tellRounds(world, 1, TODAY)
type Told = {
  code: string
  barriers: string[] | null
  reason: string | null
  monthsWithSupport: number | null
  inIntervention: boolean
}
const people = (round = first) => round!.people as unknown as Told[]
const share = (rows: readonly Told[], barrier: string) =>
  rows.filter(({ barriers }) => barriers?.includes(barrier)).length / rows.filter(({ barriers }) => barriers).length
const mean = (rows: readonly Told[]) => {
  const rated = rows.filter(({ barriers }) => barriers)
  return rated.reduce((sum, { barriers }) => sum + barriers!.length, 0) / rated.length
}

test('two rounds of 400 people half a year apart; the first is closed, the second nearly done', () => {
  expect([first!.round.month, second!.round.month]).toEqual(['2026-04-01', '2026-10-01'])
  for (const round of [first, second]) {
    expect(people(round)).toHaveLength(PEOPLE)
    expect(new Set(people(round).map(({ code }) => code)).size).toBe(PEOPLE)
  }
  expect(first!.closed).not.toBeNull()
  expect(second!.closed).toBeNull()
  const before = new Set(people().map(({ code }) => code))
  expect(people(second).filter(({ code }) => before.has(code))).toHaveLength(292)
})

test('shaped like the field report', () => {
  const rows = people()
  expect(mean(rows)).toBeGreaterThan(2)
  expect(mean(rows)).toBeLessThan(2.5)
  const spell = (least: number, most: number) =>
    mean(
      rows.filter(
        ({ monthsWithSupport }) =>
          monthsWithSupport !== null && monthsWithSupport >= least && monthsWithSupport <= most,
      ),
    )
  expect(spell(0, 11)).toBeLessThan(spell(12, 60) - 0.5)
  expect(spell(12, 60)).toBeLessThan(spell(61, 999))
  expect(share(rows, 'mental_ill_health')).toBeCloseTo(34 / 68, 1)
  expect(share(rows, 'lack_of_self_belief')).toBeCloseTo(31 / 68, 1)
  const lacking = rows.filter(({ barriers }) => barriers?.includes('lack_of_self_belief'))
  expect(share(lacking, 'mental_ill_health')).toBeCloseTo(26 / 31, 1)
  expect(rows.filter(({ reason }) => reason === 'unemployed').length / PEOPLE).toBeCloseTo(26 / 68, 1)
  expect(rows.filter(({ inIntervention }) => inIntervention).length / PEOPLE).toBeCloseTo(20 / 68, 1)
})

test('the same seed and day give the same rows, on any day of a year nothing is to come', () => {
  expect(tellRounds(world, 1, TODAY)).toEqual([first, second, others])
  for (let today = TODAY; today < TODAY + 366; today += 13)
    for (const { events, closed } of tellRounds(world, 1, today)) {
      const days = events.map(({ onDay }) => dayNumber(day(String(onDay))))
      expect(Math.max(...days)).toBeLessThan(today)
      expect(events.at(-1)!.kind === 'round-closed').toBe(closed !== null)
      expect(
        events.filter(({ at }) => String(at) < String(events.find(({ kind }) => kind === 'round-opened')!.at)),
      ).toHaveLength(2)
    }
})
