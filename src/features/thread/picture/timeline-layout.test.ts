import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../shared/calendar-day.ts'
import { fitText, textWidth, wrapText } from '../../../ui/text-width.ts'
import { anyStory } from './timeline.build.ts'
import type { Box, Label, Stroked } from './timeline-geometry.ts'
import { tallLayout, wideLayout } from './timeline-layout.ts'
import { ticksOf, timeWindow } from './timeline-scale.ts'
import type { ThreadStory } from './timeline-story.ts'
import { timelineTexts } from './timeline-texts.ts'

const WIDTHS = [720, 1080]

/** Points along the line, computed here anew: flat legs are straight, others the curve that is drawn. */
function pointsOn(legs: readonly Stroked[], turned: boolean): [number, number][] {
  return legs.flatMap(({ x0, y0, x1, y1 }): [number, number][] =>
    Array.from({ length: 41 }, (_, at) => {
      const t = at / 40
      const along = 3 * (1 - t) * t * 0.5 * (1 - t + t) + t ** 3
      const across = 3 * (1 - t) * t ** 2 + t ** 3
      const isFlat = turned ? x0 === x1 : y0 === y1
      const [shareX, shareY] = isFlat ? [t, t] : turned ? [across, along] : [along, across]
      return [x0 + (x1 - x0) * shareX, y0 + (y1 - y0) * shareY]
    }),
  )
}

const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w - 0.01 && b.x < a.x + a.w - 0.01 && a.y < b.y + b.h - 0.01 && b.y < a.y + a.h - 0.01
const holds = (box: Box, [x, y]: [number, number], air: number): boolean =>
  box.x - air < x && x < box.x + box.w + air && box.y - air < y && y < box.y + box.h + air
const inside = (box: Box, width: number, height: number): boolean =>
  box.x >= -0.01 && box.y >= -0.01 && box.x + box.w <= width + 0.01 && box.y + box.h <= height + 0.01

function check(picture: { width: number; height: number }, labels: Label[], line: [number, number][], boxes: Box[]) {
  const { width, height } = picture
  for (const [index, one] of labels.entries()) {
    expect(one.text).not.toBe('')
    expect(inside(one.box, width, height), `"${one.text}" is inside`).toBe(true)
    for (const other of labels.slice(index + 1))
      expect(touch(one.box, other.box), `"${one.text}" touches "${other.text}"`).toBe(false)
    const crossed = line.find((point) => holds(one.box, point, 1))
    expect(crossed, `the line crosses "${one.text}"`).toBe(undefined)
  }
  for (const box of boxes) expect(inside(box, width, height), JSON.stringify(box)).toBe(true)
  for (const [x, y] of line) expect(inside({ x, y, w: 0, h: 0 }, width, height)).toBe(true)
}

function checkWide(story: ThreadStory, lang: 'sv' | 'ar', width: number) {
  const picture = wideLayout(story, timelineTexts(lang), width)
  const labels = [
    ...picture.bands.flatMap((band) => band.labels),
    ...picture.ticks.map((tick) => tick.label),
    ...picture.years,
    ...picture.bars.map((bar) => bar.label),
    ...picture.knots.map((knot) => knot.label),
    ...picture.pills.map((pill) => ({ ...pill.label, box: pill.box })),
    ...picture.contacts.map((contact) => contact.label),
    picture.today?.label,
  ].filter((label): label is Label => label !== undefined)
  const boxes = [
    ...picture.bands.map((band) => band.box),
    ...picture.bars.flatMap((bar) => bar.parts),
    ...picture.knots.map((knot) => ({ x: knot.x - 6, y: knot.y - 6, w: 12, h: 12 })),
    ...picture.contacts.map((contact) => contact.box),
  ]
  check(picture, labels, pointsOn([...picture.line, ...picture.side], false), boxes)
  // A bar may be passed by the line, but nothing else lies on its words.
  for (const bar of picture.bars)
    for (const other of picture.bars)
      if (other !== bar && bar.label)
        for (const part of other.parts) expect(touch(bar.label.box, part), `"${bar.label.text}" on a bar`).toBe(false)
  return picture
}

function checkTall(story: ThreadStory, lang: 'sv' | 'ar') {
  const picture = tallLayout(story, timelineTexts(lang))
  const labels = [
    ...picture.bands.map((band) => band.name),
    ...picture.months,
    ...picture.entries.flatMap((entry) => [...entry.labels, ...(entry.date ? [entry.date] : [])]),
  ]
  const boxes = [
    ...picture.bands.map((band) => band.box),
    ...picture.bars.flatMap((bar) => bar.parts),
    ...picture.entries.flatMap((entry) => [entry.target, ...(entry.frame ? [entry.frame] : [])]),
  ]
  check(picture, labels, pointsOn([...picture.line, ...picture.side], true), boxes)
  for (const [index, { target }] of picture.entries.entries()) {
    expect(target.h).toBeGreaterThanOrEqual(24)
    for (const other of picture.entries.slice(index + 1)) expect(touch(target, other.target)).toBe(false)
  }
  return picture
}

describe('the pictures', () => {
  test('wide: no words on words, under the line or outside, for any story', () => {
    fc.assert(
      fc.property(
        anyStory,
        fc.constantFrom(...WIDTHS),
        fc.constantFrom<'sv' | 'ar'>('sv', 'ar'),
        (story, width, lang) => {
          checkWide(story, lang, width)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('tall: the same', () => {
    fc.assert(
      fc.property(anyStory, fc.constantFrom<'sv' | 'ar'>('sv', 'ar'), (story, lang) => {
        checkTall(story, lang)
      }),
      { numRuns: 300 },
    )
  })

  test('right to left is the mirror image', () => {
    const story = oneKnot
    const sv = wideLayout(story, timelineTexts('sv'), 720)
    const ar = wideLayout(story, timelineTexts('ar'), 720)
    expect(ar.knots[0]!.x).toBeCloseTo(720 - sv.knots[0]!.x)
    expect(ar.bands[0]!.labels[0]!.x).toBeCloseTo(720 - sv.bands[0]!.labels[0]!.x)
  })

  test('a thread of one event shows it on the line, with today', () => {
    const picture = checkWide(oneKnot, 'sv', 1080)
    expect(picture.knots).toMatchObject([{ onLine: true }])
    expect(picture.fade).toBeDefined()
    expect(picture.today).toBeDefined()
    expect(checkTall(oneKnot, 'sv').entries.map((entry) => entry.entry.kind)).toEqual(['knot', 'today'])
  })

  test('an empty thread has a picture without anything', () => {
    const empty = { ...oneKnot, lanes: [], knots: [] }
    expect(checkWide(empty, 'sv', 1080).line).toEqual([])
    expect(checkTall(empty, 'sv').entries).toEqual([])
  })
})

const oneKnot: ThreadStory = {
  lanes: [{ id: 'a', kind: 'municipality', name: 'Kommunen', detail: 'Försörjningsstöd' }],
  stretches: [],
  tracks: [],
  contacts: [],
  knots: [{ day: day('2026-11-20'), laneId: 'a', kind: 'referral', label: 'Remiss', href: '/x' }],
  from: day('2026-11-20'),
  today: day('2026-11-20'),
}

describe('the axis', () => {
  test.each([
    [0, 'week'],
    [100, 'week'],
    [400, 'month'],
    [1200, 'month'],
    [3650, 'year'],
    [30_000, 'year'],
  ])('%d days are counted by %s', (days, unit) => {
    const story = { ...oneKnot, today: addDays(oneKnot.from, days) }
    const window = timeWindow(story)
    const ticks = ticksOf(window, 880)
    expect(ticks[0]?.unit).toBe(unit)
    expect(ticks.length).toBeLessThanOrEqual(20)
    for (const tick of ticks) expect(tick.day >= window.from && tick.day <= window.until).toBe(true)
  })
})

describe('the width of texts', () => {
  test('a shortened text is never wider than its room and begins as the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 0, max: 300 }), (text, width) => {
        const fitted = fitText(text, 13, width)
        if (fitted === undefined || fitted === text) return
        expect(textWidth(fitted, 13)).toBeLessThanOrEqual(width)
        expect(text.startsWith(fitted.slice(0, -1))).toBe(true)
      }),
    )
  })

  test('lines hold what was said', () => {
    expect(wrapText('Arbetsmarknads- och vuxenutbildningsförvaltningen', 14, 142, 3)).toEqual([
      'Arbetsmarknads-',
      'och',
      'vuxenutbildningsf…',
    ])
    expect(wrapText('Cykelverkstaden 16\u00a0h/v', 14, 130, 3)).toEqual(['Cykelverkstaden', '16\u00a0h/v'])
    expect(wrapText('Arbetsförmedlingen', 14, 90, 2)).toEqual(['Arbetsför-', 'medlingen'])
  })
})
