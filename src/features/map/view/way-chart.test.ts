import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyEntries, readEntry } from './coverage.build.ts'
import { measuredWays, statedWays } from './way-chart.ts'

const bodies = {
  authorities: [1, 2, 3].map((authorityId) => ({
    authorityId,
    kind: 'municipality' as const,
    name: `A${authorityId}`,
  })),
  units: [{ unitId: 5, authorityId: 1, kind: 'team' as const, name: 'Teamet', phone: null, active: true }],
}
const WIDE = { boxes: 1000, lines: 1000 }
const isOpenOffer = (one: { kind: string; status: string }) => one.kind !== 'provider' && one.status !== 'closed'

describe('stated ways', () => {
  test('every way of what is chosen is drawn once, and nothing else', () => {
    fc.assert(
      fc.property(anyEntries(), (entries) => {
        const { boxes, lines, withoutWays } = statedWays(entries, entries, bodies, WIDE)
        const open = new Map(entries.filter(isOpenOffer).map((one) => [one.entryId, one]))
        const expected = [...open.values()].flatMap((one) =>
          one.links.filter((link) => open.has(link.toEntryId)).map((link) => `${one.entryId} ${link.toEntryId}`),
        )
        const between = lines.filter(({ from }) => !from.startsWith('way ')).map(({ from, to }) => `${from} ${to}`)
        expect(between.sort()).toEqual(expected.sort())
        const drawn = boxes.filter(({ kind }) => kind === 'entry').map(({ id }) => id)
        expect([...drawn, ...withoutWays.map((one) => one.entryId)].sort()).toEqual([...open.keys()].sort())
        const ids = new Set(boxes.map(({ id }) => id))
        expect(lines.every(({ from, to }) => ids.has(from) && ids.has(to) && from !== to)).toBe(true)
      }),
    )
  })

  test('too many for a picture: by unit, then by authority, and no way is lost', () => {
    fc.assert(
      fc.property(anyEntries(16), (entries) => {
        const fine = statedWays(entries, entries, bodies, WIDE)
        const coarse = statedWays(entries, entries, bodies, { boxes: 0, lines: 0 })
        if (fine.boxes.length > 0) expect(coarse.level).toBe('authority')
        const ways = fine.lines.filter(({ from }) => from.startsWith('way ')).reduce((sum, { count }) => sum + count, 0)
        const coarseWays = coarse.lines
          .filter(({ from }) => from.startsWith('way '))
          .reduce((sum, { count }) => sum + count, 0)
        expect(coarseWays).toBe(ways)
      }),
    )
  })

  test('one begins by the ways in where nothing leads', () => {
    const onward = [{ toEntryId: 'b', kind: 'onward' as const, note: '' }]
    const entries = [
      readEntry('a', { waysIn: ['self', 'referral'], links: onward, unitId: 5, authorityId: 1 }),
      readEntry('b', { waysIn: ['care'] }),
      readEntry('c', { waysIn: ['self'] }),
    ]
    const chart = statedWays(entries, entries, bodies, WIDE)
    expect(chart.lines).toEqual([
      { from: 'way self', to: 'a', count: 1 },
      { from: 'way referral', to: 'a', count: 1 },
      { from: 'a', to: 'b', count: 1 },
    ])
    expect(chart.withoutWays.map(({ entryId }) => entryId)).toEqual(['c'])
    const chosen = statedWays([entries[1]!], entries, bodies, WIDE)
    expect(chosen.boxes.flatMap((box) => (box.kind === 'entry' ? [[box.id, box.chosen]] : []))).toEqual([
      ['a', false],
      ['b', true],
    ])
    expect(statedWays(entries, entries, bodies, { boxes: 3, lines: 9 }).boxes.map(({ id }) => id)).toEqual([
      'way self',
      'way referral',
      'authority 1',
      'authority null',
    ])
  })
})

test('measured ways: the widest that can be read', () => {
  const steps = [
    { fromUnitId: 5, destination: 'care' as const, people: 6 },
    { fromUnitId: 9, toUnitId: 5, people: 31 },
    { fromUnitId: 5, destination: 'work_or_studies' as const, people: 12 },
  ]
  const chart = measuredWays(steps, bodies, WIDE)
  expect(chart.lines.map(({ from, to, count }) => [from, to, count])).toEqual([
    ['unit 9', 'unit 5', 31],
    ['unit 5', 'to work_or_studies', 12],
    ['unit 5', 'to care', 6],
  ])
  expect(measuredWays(steps, bodies, { boxes: 4, lines: 9 }).lines).toHaveLength(2)
})
