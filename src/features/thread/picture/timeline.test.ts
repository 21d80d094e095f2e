import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, daysBetween } from '../../../shared/calendar-day.ts'
import { anyStory, shuffled } from './timeline.build.ts'
import { endOfLine, redLine, type ThreadStory, waitsAndGaps } from './timeline.ts'
import { entriesOf } from './timeline-entries.ts'
import { describeStory } from './timeline-rows.ts'

const story = (parts: Partial<ThreadStory>): ThreadStory => ({
  lanes: [
    { id: 'town', kind: 'municipality', name: 'Kommunen' },
    { id: 'team', kind: 'team', name: 'Samordningsteamet' },
  ],
  stretches: [],
  tracks: [],
  knots: [],
  contacts: [],
  from: day('2025-09-09'),
  today: day('2026-06-01'),
  ...parts,
})
const pieces = (given: ThreadStory) =>
  redLine(given).map((piece) => `${piece.from} ${piece.kind}${piece.laneId ? ` ${piece.laneId}` : ''}`)

const queued = story({
  stretches: [
    { laneId: 'town', from: day('2025-09-09'), until: day('2025-10-20'), kind: 'carried' },
    { laneId: 'team', from: day('2025-10-20'), until: day('2026-01-19'), kind: 'queue' },
    { laneId: 'team', from: day('2026-01-19'), kind: 'carried' },
  ],
})

describe('the red line', () => {
  test('is solid where somebody carries and dotted in the queue', () => {
    expect(pieces(queued)).toEqual(['2025-09-09 carried town', '2025-10-20 queue team', '2026-01-19 carried team'])
    expect(waitsAndGaps(queued)).toEqual([
      { kind: 'queue', laneId: 'team', from: '2025-10-20', until: '2026-01-19', ongoing: false, days: 91 },
    ])
  })

  test('takes 14 days without anybody for a change of hands, 15 for a gap', () => {
    const apart = (days: number) =>
      story({
        stretches: [
          { laneId: 'town', from: day('2025-09-09'), until: day('2025-10-01'), kind: 'carried' },
          { laneId: 'team', from: addDays(day('2025-10-01'), days), kind: 'carried' },
        ],
      })
    expect(redLine(apart(14)).map((piece) => piece.kind)).toEqual(['carried', 'handover', 'carried'])
    expect(waitsAndGaps(apart(14))).toEqual([])
    expect(redLine(apart(15)).map((piece) => piece.kind)).toEqual(['carried', 'gap', 'carried'])
    expect(waitsAndGaps(apart(15))).toMatchObject([{ kind: 'gap', laneId: 'town', days: 15, ongoing: false }])
  })

  test('a running track or a contact is no gap, a paused track is', () => {
    const track = { id: '1', laneId: 'team', name: 'Samtal', from: day('2025-09-09') }
    expect(waitsAndGaps(story({ tracks: [{ ...track, pauses: [] }] }))).toEqual([])
    const pause = { from: day('2026-01-01'), until: day('2026-02-01') }
    expect(waitsAndGaps(story({ tracks: [{ ...track, pauses: [pause] }] }))).toMatchObject([{ kind: 'gap', days: 31 }])
    const contact = { name: 'Karin Exempel', laneId: 'town', from: day('2025-12-24') }
    expect(
      waitsAndGaps(story({ tracks: [{ ...track, pauses: [pause] }], contacts: [contact] })),
      'the contact was there in the pause',
    ).toEqual([])
  })

  test('a recorded gap counts whatever its length, and though a track goes on', () => {
    const given = story({
      stretches: [{ laneId: 'team', from: day('2025-12-01'), until: day('2025-12-05'), kind: 'gap' }],
      tracks: [{ id: '1', laneId: 'town', name: 'Ekonomiskt bistånd', from: day('2025-09-01'), pauses: [] }],
    })
    expect(pieces(given)).toEqual(['2025-09-09 carried town', '2025-12-01 gap team', '2025-12-05 carried town'])
    expect(waitsAndGaps(given)).toMatchObject([{ kind: 'gap', days: 4 }])
  })

  test('the lead moves to who took over last, and back', () => {
    const given = story({
      stretches: [
        { laneId: 'town', from: day('2025-09-09'), kind: 'carried' },
        { laneId: 'team', from: day('2025-12-01'), until: day('2026-03-01'), kind: 'carried' },
      ],
    })
    expect(pieces(given)).toEqual(['2025-09-09 carried town', '2025-12-01 carried team', '2026-03-01 carried town'])
  })

  test('waiting while somebody else carries is a wait, not a hole in the line', () => {
    const given = story({
      stretches: [
        { laneId: 'town', from: day('2025-09-09'), kind: 'carried' },
        { laneId: 'team', from: day('2026-05-01'), kind: 'queue' },
      ],
    })
    expect(pieces(given)).toEqual(['2025-09-09 carried town'])
    expect(waitsAndGaps(given)).toEqual([
      { kind: 'queue', laneId: 'team', from: '2026-05-01', ongoing: true, days: 31 },
    ])
  })

  test('rests between a discharge and the day it is taken up again, without a gap', () => {
    const given = story({
      stretches: [
        { laneId: 'team', from: day('2025-09-09'), until: day('2025-12-01'), kind: 'carried' },
        { laneId: 'town', from: day('2026-05-01'), kind: 'carried' },
      ],
      knots: [
        { day: day('2025-12-01'), laneId: 'team', kind: 'discharge', label: 'Avslut' },
        { day: day('2026-05-01'), laneId: 'town', kind: 'reopened', label: 'Tas upp igen' },
      ],
    })
    expect(pieces(given)).toEqual(['2025-09-09 carried team', '2025-12-01 closed team', '2026-05-01 carried town'])
    expect(waitsAndGaps(given)).toEqual([])
  })

  test('rests until another team has taken the person in; what nobody covers after that is a gap', () => {
    const given = story({
      stretches: [
        { laneId: 'team', from: day('2025-09-09'), until: day('2025-12-01'), kind: 'carried' },
        { laneId: 'town', from: day('2026-02-01'), until: day('2026-04-01'), kind: 'carried' },
      ],
      knots: [
        { day: day('2025-12-01'), laneId: 'team', kind: 'discharge', label: 'Avslut' },
        { day: day('2026-02-01'), laneId: 'town', kind: 'intake', label: 'Inskrivning' },
      ],
    })
    expect(pieces(given)).toEqual([
      '2025-09-09 carried team',
      '2025-12-01 closed team',
      '2026-02-01 carried town',
      '2026-04-01 gap town',
    ])
    expect(waitsAndGaps(given)).toMatchObject([{ kind: 'gap', from: '2026-04-01', ongoing: true }])
  })

  test('an intake and a discharge of one day: the line rests from then on', () => {
    const on = day('2025-12-01')
    const given = story({
      stretches: [{ laneId: 'town', from: day('2025-09-09'), until: on, kind: 'carried' }],
      knots: [
        { day: on, laneId: 'team', kind: 'intake', label: 'Inskrivning' },
        { day: on, laneId: 'team', kind: 'discharge', label: 'Avslut' },
      ],
    })
    expect(pieces(given)).toEqual(['2025-09-09 carried town', '2025-12-01 closed town'])
  })

  test('between the second and the third team is a gap, also where only the first discharge is told', () => {
    const given = story({
      lanes: ['town', 'team', 'second', 'third'].map((id) => ({ id, kind: 'team', name: id })),
      stretches: [
        { laneId: 'team', from: day('2025-09-09'), until: day('2025-10-02'), kind: 'carried' },
        { laneId: 'second', from: day('2025-12-01'), until: day('2026-02-02'), kind: 'carried' },
        { laneId: 'third', from: day('2026-04-01'), kind: 'carried' },
      ],
      knots: [
        { day: day('2025-10-01'), laneId: 'team', kind: 'discharge', label: 'Avslut' },
        { day: day('2026-04-01'), laneId: 'third', kind: 'intake', label: 'Inskriven' },
      ],
    })
    expect(waitsAndGaps(given)).toMatchObject([{ kind: 'gap', laneId: 'second', days: 58, ongoing: false }])
    expect(pieces(given)).toContain('2025-10-02 closed team')
  })

  test('taken up again on the day it ended, the line does not rest, and that day is told as it came', () => {
    const on = day('2026-03-02')
    const knot = { day: on, laneId: 'team' }
    const given = story({
      stretches: [{ laneId: 'team', from: day('2025-09-09'), kind: 'carried' }],
      knots: [
        { ...knot, kind: 'discharge', label: 'Avslut' },
        { ...knot, kind: 'reopened', label: 'Återupptagen' },
        { ...knot, kind: 'discharge', label: 'Avslut igen' },
        { ...knot, kind: 'reopened', label: 'Återupptagen igen' },
      ],
    })
    expect(pieces(given)).toEqual(['2025-09-09 carried team'])
    expect(waitsAndGaps(given)).toEqual([])
    const inOrder = ['Avslut', 'Återupptagen', 'Avslut igen', 'Återupptagen igen']
    expect(describeStory(given).flatMap((row) => (row.isDay ? [row.name] : []))).toEqual(inOrder)
    expect(entriesOf(given).flatMap((one) => (one.kind === 'knot' ? [one.knot.label] : []))).toEqual(inOrder)
  })

  test('a study visit, the yes and the intake of one day stand in that order', () => {
    const knot = { day: day('2026-03-02'), laneId: 'team' }
    const given = story({
      knots: [
        { ...knot, kind: 'referral', label: 'Remiss' },
        { ...knot, kind: 'meeting', label: 'Studiebesök' },
        { ...knot, kind: 'decision', label: 'Godkänd' },
        { ...knot, kind: 'intake', label: 'Inskrivning' },
      ],
    })
    const inOrder = ['Remiss', 'Studiebesök', 'Godkänd', 'Inskrivning']
    expect(describeStory(given).flatMap((row) => (row.isDay ? [row.name] : []))).toEqual(inOrder)
    expect(entriesOf(given).flatMap((one) => (one.kind === 'knot' ? [one.knot.label] : []))).toEqual(inOrder)
  })

  test('a thread of today has no line yet', () => {
    expect(redLine(story({ from: day('2026-06-01') }))).toEqual([])
  })
})

describe('for any story', () => {
  test('the pieces cover every day once, in order, and neighbours differ', () => {
    fc.assert(
      fc.property(anyStory, (given) => {
        const line = redLine(given)
        let at = given.from
        for (const [index, piece] of line.entries()) {
          expect(piece.from).toBe(at)
          expect(piece.until > piece.from).toBe(true)
          const before = line[index - 1]
          if (before) expect([before.kind, before.laneId]).not.toEqual([piece.kind, piece.laneId])
          at = piece.until
        }
        expect(at).toBe(line.length > 0 ? endOfLine(given) : given.from)
      }),
    )
  })

  test('each day of the line says what holds on that day', () => {
    fc.assert(
      fc.property(anyStory, fc.nat(), (given, pick) => {
        const line = redLine(given)
        const piece = line[pick % Math.max(1, line.length)]
        if (!piece) return
        const on = addDays(piece.from, pick % daysBetween(piece.from, piece.until))
        const holds = (span: { from: string; until?: string }) => span.from <= on && (!span.until || on < span.until)
        const kinds = given.stretches.filter(holds).map((stretch) => stretch.kind)
        const isCovered =
          given.contacts.some((one) => one.carries !== false && holds(one)) ||
          given.tracks.some((track) => holds(track) && !track.pauses.some(holds))
        if (kinds.includes('carried')) expect(piece.kind).toBe('carried')
        else if (kinds.includes('queue')) expect(piece.kind).toBe('queue')
        else if (kinds.includes('gap')) expect(piece.kind).toBe('gap')
        else if (piece.kind === 'carried') expect(isCovered).toBe(true)
        else if (piece.kind === 'gap' || piece.kind === 'handover') expect(isCovered).toBe(false)
      }),
    )
  })

  test('the days of waits are right, never negative, and gaps are those of the line', () => {
    fc.assert(
      fc.property(anyStory, (given) => {
        const waits = waitsAndGaps(given)
        for (const wait of waits) {
          expect(wait.days).toBe(daysBetween(wait.from, wait.until ?? endOfLine(given)))
          expect(wait.days).toBeGreaterThan(0)
          expect(wait.ongoing).toBe(wait.until === undefined)
        }
        const sum = (kind: string) => (total: number, one: { kind: string; days: number }) =>
          one.kind === kind ? total + one.days : total
        const line = redLine(given).map((piece) => ({ kind: piece.kind, days: daysBetween(piece.from, piece.until) }))
        expect(waits.reduce(sum('gap'), 0)).toBe(line.reduce(sum('gap'), 0))
        expect(waits.reduce(sum('queue'), 0)).toBeGreaterThanOrEqual(line.reduce(sum('queue'), 0))
      }),
    )
  })

  test('the order of the input does not matter', () => {
    fc.assert(
      fc.property(
        anyStory.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
        ([given, other]) => {
          expect(redLine(other)).toEqual(redLine(given))
          expect(waitsAndGaps(other)).toEqual(waitsAndGaps(given))
        },
      ),
    )
  })

  test('the table has every fact in order of time, and no negative length', () => {
    fc.assert(
      fc.property(anyStory, (given) => {
        const rows = describeStory(given)
        const pauses = given.tracks.flatMap((track) => track.pauses)
        const carried = given.stretches.filter((stretch) => stretch.kind === 'carried')
        expect(rows).toHaveLength(
          carried.length +
            waitsAndGaps(given).length +
            given.tracks.length +
            pauses.length +
            given.contacts.length +
            given.knots.length,
        )
        expect(rows.map((row) => row.from)).toEqual(rows.map((row) => row.from).sort())
        for (const row of rows) expect(row.days ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
