import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../shared/calendar-day.ts'
import { anyStory } from './timeline.build.ts'
import { ThreadPicture } from './timeline-picture.view.tsx'
import type { ThreadStory } from './timeline-story.ts'
import { ThreadTable } from './timeline-table.view.tsx'
import { timelineTexts } from './timeline-texts.ts'

const FROM = day('2025-09-09')
const on = (days: number) => addDays(FROM, days)

/** A thread as most are: a queue, the team, a gap, five lanes, eight tracks, six knots, three contacts. */
const ordinary: ThreadStory = {
  lanes: [
    { id: 'town', kind: 'municipality', name: 'Kommunen', detail: 'Försörjningsstöd' },
    { id: 'team', kind: 'team', name: 'Samordningsteamet', detail: 'Norrby' },
    { id: 'region', kind: 'region', name: 'Regionen', detail: 'Vuxenpsykiatri' },
    { id: 'job', kind: 'employment', name: 'Arbetsförmedlingen' },
    { id: 'work', kind: 'workplace', name: 'Arbetsplats' },
  ],
  stretches: [
    { laneId: 'town', from: FROM, until: on(41), kind: 'carried' },
    { laneId: 'team', from: on(41), until: on(132), kind: 'queue' },
    { laneId: 'team', from: on(132), until: on(201), kind: 'carried' },
    { laneId: 'work', from: on(201), until: on(275), kind: 'carried' },
    { laneId: 'work', from: on(334), kind: 'carried' },
  ],
  tracks: ['Ekonomiskt bistånd', 'Mitt val', 'Hälsogrupp', 'Samtal', 'Kurator', 'Caféet', 'Cykelverkstaden', 'SFI'].map(
    (name, at) => ({
      id: `${at}`,
      laneId: ['town', 'team', 'team', 'team', 'region', 'work', 'work', 'job'][at]!,
      name,
      hoursPerWeek: 1 + at,
      from: on(at === 7 ? 334 : 130 + at * 14),
      ...(at % 2 === 0 ? { until: on(200 + at * 10) } : { until: on(275) }),
      pauses: [],
      href: `/spar/${at}`,
    }),
  ),
  knots: [41, 132, 192, 223, 358, 448].map((days, at) => ({
    day: on(days),
    laneId: ['town', 'team', 'team', 'work', 'work', 'work'][at]!,
    kind: at === 0 ? 'referral' : at === 1 ? 'intake' : 'meeting',
    label: ['Remiss', 'Inskrivning'][at] ?? 'Flerpartsmöte',
    href: `/knut/${at}`,
  })),
  contacts: [
    { name: 'Karin Exempel', from: FROM, until: on(41), laneId: 'town' },
    { name: 'Omar Exempel', from: on(132), until: on(275), laneId: 'team' },
    { name: 'Lena Exempel', from: on(334), laneId: 'team' },
  ],
  from: FROM,
  today: on(437),
}
const html = (story: ThreadStory, lang: 'sv' | 'en' | 'ar' = 'sv'): string =>
  `${<ThreadPicture story={story} texts={timelineTexts(lang)} />}`

describe('the picture as HTML', () => {
  test('an ordinary thread takes at most 10 kB on the line, in three forms', () => {
    const page = html(ordinary)
    expect(page.match(/<svg /g)).toHaveLength(3)
    expect(gzipSync(page).length).toBeLessThan(10_000)
  })

  test('an end and a new beginning of the same day bear the name of the beginning', () => {
    const knot = { day: on(437), laneId: 'work' }
    const again: ThreadStory = {
      ...ordinary,
      knots: [
        { ...knot, kind: 'discharge', label: 'Avslut' },
        { ...knot, kind: 'reopened', label: 'Återupptagen' },
      ],
    }
    expect(html(again)).toMatch(/Återupptagen [^<]*\+1/)
    expect(html(again)).not.toMatch(/Avslut [^<]*\+1/)
  })

  test('says in words what it shows', () => {
    const page = html(ordinary)
    expect(page).toContain('91 dagars väntan')
    expect(page).toContain('59 dagar utan stöd')
    expect(page).toContain('91 dagars väntan på Samordningsteamet.')
    expect(html(ordinary, 'en')).toContain('91 days of waiting')
    expect(html(ordinary, 'ar')).toContain('بلا دعم')
  })

  test('a period is said with its last day', () => {
    expect(html(ordinary)).toContain(
      'Spår: Mitt val, 2 timmar i veckan, 31\u00a0jan\u00a02026 – 10\u00a0juni\u00a02026',
    )
    const table = `${<ThreadTable story={ordinary} texts={timelineTexts('sv')} />}`
    expect(table).toContain('20\u00a0okt\u00a02025 – 18\u00a0jan\u00a02026')
  })

  test('links are links, and then it is not an image', () => {
    expect(html(ordinary)).toContain('role="group"')
    expect(html(ordinary).match(/href="\/knut\/1"/g)).toHaveLength(3)
    const plain = { ...ordinary, tracks: [], knots: ordinary.knots.map(({ href: _, ...knot }) => knot) }
    expect(html(plain)).toContain('role="img"')
  })

  test('a name stays a name', () => {
    const evil = '"><script>alert(1)</script>'
    const page = html({
      ...ordinary,
      lanes: ordinary.lanes.map((lane) => ({ ...lane, name: evil, detail: evil })),
      knots: ordinary.knots.map((knot) => ({ ...knot, label: evil, href: evil })),
      tracks: ordinary.tracks.map((track) => ({ ...track, name: evil })),
      contacts: ordinary.contacts.map((contact) => ({ ...contact, name: evil })),
    })
    expect(page).not.toContain('<script')
    expect(page).not.toContain('"><script')
  })

  test('nothing has happened yet', () => {
    const empty = { ...ordinary, lanes: [], stretches: [], tracks: [], knots: [], contacts: [] }
    expect(html(empty)).toBe('<p class="thread-empty">Här börjar tråden. Ännu har inget hänt.</p>')
  })

  test('any story: no style attributes, no id twice, no NaN', () => {
    fc.assert(
      fc.property(anyStory, fc.constantFrom<'sv' | 'ar'>('sv', 'ar'), (story, lang) => {
        const page = html(story, lang)
        expect(page).not.toMatch(/ style=|NaN|undefined|Infinity/)
        const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 150 },
    )
  })
})
