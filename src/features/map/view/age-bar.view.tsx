import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { element, html, type Markup, together, words } from '../../../ui/markup.ts'
import { viewTexts } from '../texts/view.ts'
import { type AgeBar, ageBar, curveOf, extremes, type Run } from './age-bar.ts'
import { ELDEST, YOUNGEST } from './coverage.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import type { OwnerGroup } from './owner-group.ts'
import type { ViewFrame } from './view-frame.view.tsx'
import { agesWords, ownerWords, yearsWords } from './view-words.ts'

const YEARS = ELDEST - YOUNGEST + 1
const TICKS = [16, 20, 25, 30, 40, 50, 65]
const percent = (share: number): string => `${Math.round(share * 10000) / 100}%`

/** From the start of the bar's room, which is at the right in a right-to-left page. */
const across = (rtl: boolean, from: number, width: number): { x: string; width: string } => ({
  x: percent(rtl ? 1 - from - width : from),
  width: percent(width),
})

/** Years as a share of the room; both included. */
const share = ({ from, to }: Run) => ({ from: (from - YOUNGEST) / YEARS, width: (to - from + 1) / YEARS })

/** A small arrow at an end of the room: it goes on beyond. */
function arrow(rtl: boolean, atStart: boolean): Markup {
  const left = atStart !== rtl
  return element(
    'svg',
    { x: left ? '0%' : '100%', y: 0, class: 'map-arrow' },
    element('path', { d: left ? 'M7 4 1 10l6 6' : 'M-7 4-1 10l-6 6' }),
  )
}

function barShape(bar: AgeBar, rtl: boolean, later: boolean): Markup {
  const of = later ? ' map-later' : ''
  if (bar.kind === 'none' || bar.kind === 'outside')
    return element('line', { x1: '0%', x2: '100%', y1: 10, y2: 10, class: `map-none${of}` })
  if (bar.kind !== 'span')
    return together(
      element('rect', { x: '0%', width: '100%', y: 4.5, height: 11, rx: 5.5, class: `map-all${of}` }),
      arrow(rtl, true),
      arrow(rtl, false),
    )
  const { from, width } = share(bar)
  return together(
    element('rect', { ...across(rtl, from, width), y: 3, height: 14, rx: 4, class: `map-bar${of}` }),
    bar.before && arrow(rtl, true),
    bar.after && arrow(rtl, false),
  )
}

const SILENT = { 'aria-hidden': 'true', focusable: 'false' }

const picture = (rtl: boolean, of: string, ...inside: Markup[]): Markup =>
  element('svg', { class: of, width: '100%', height: 20, ...SILENT, ...(rtl ? { direction: 'ltr' } : {}) }, ...inside)

const grid = (rtl: boolean): Markup =>
  together(
    TICKS.slice(1, -1).map((age) => {
      const at = (age - YOUNGEST) / YEARS
      const x = percent(rtl ? 1 - at : at)
      return element('line', { x1: x, x2: x, y1: 0, y2: 20, class: 'map-grid' })
    }),
  )

const axis = (rtl: boolean): Markup =>
  picture(
    rtl,
    'map-axis',
    together(
      TICKS.map((age, at) => {
        const where = age === ELDEST ? 1 : (age - YOUNGEST) / YEARS
        const first = at === 0 ? 'map-first' : at === TICKS.length - 1 ? 'map-last' : 'map-mid'
        return element(
          'text',
          { x: percent(rtl ? 1 - where : where), y: 15, class: `${first} map-tick-${age}${rtl ? ' map-turned' : ''}` },
          words(String(age)),
        )
      }),
    ),
  )

/** How many take each age, on the same scale as the bars. */
function curve(counts: readonly number[], rtl: boolean): Markup {
  const most = Math.max(1, ...counts)
  return picture(
    rtl,
    'map-curve',
    together(
      counts.map((count, at) => {
        const height = (count / most) * 20
        return element('rect', {
          ...across(rtl, at / YEARS, 1 / YEARS),
          y: Math.round((20 - height) * 100) / 100,
          height: Math.round(height * 100) / 100,
        })
      }),
    ),
  )
}

function curveWords(lang: Lang, counts: readonly number[]): string {
  const t = viewTexts(lang)
  const { most, mostAt, least, leastAt } = extremes(counts)
  return most === least
    ? t('ages.curve.same', { most })
    : t('ages.curve.most', {
        most,
        least,
        age: yearsWords(lang, mostAt),
        leastAge: yearsWords(lang, leastAt),
      })
}

const row = (role: string) => ({ role })

function entryRow(entry: DrawnEntry, { lang, rtl }: ViewFrame): Markup {
  const t = viewTexts(lang)
  const later = entry.status !== 'active'
  const href = paths.mapEntry(entry.entryId)
  return html(
    'tr',
    row('row'),
    html(
      'th',
      { scope: 'row', role: 'rowheader' },
      html('a', { href }, html('bdi', {}, words(entry.name))),
      later && html('span', { class: 'soft map-status' }, words(t(`status.${entry.status}`))),
    ),
    html('td', { role: 'cell', class: 'map-ages' }, words(agesWords(lang, entry))),
    html(
      'td',
      { role: 'cell', class: 'map-room' },
      html(
        'a',
        { href, tabindex: -1, 'aria-hidden': 'true' },
        picture(rtl, 'map-strip', grid(rtl), barShape(ageBar(entry), rtl, later)),
      ),
    ),
  )
}

/** One authority: how many take each age, then a bar for each entry. A table that is its own picture. */
export function AgeTable({
  group,
  rows,
  frame,
}: {
  group: OwnerGroup<DrawnEntry>
  /** Those of the group that are on this page. */
  rows: readonly DrawnEntry[]
  frame: ViewFrame
}) {
  const { lang, rtl, bodies } = frame
  const t = viewTexts(lang)
  const counts = curveOf(group.entries)
  const head = (text: string) => html('th', { scope: 'col', role: 'columnheader' }, words(text))
  const table = html(
    'table',
    { class: `map-bars map-owner-${group.kind}`, role: 'table' },
    html(
      'caption',
      {},
      words(t('ages.caption', { owner: ownerWords(lang, bodies, group.authorityId), count: group.entries.length })),
    ),
    html(
      'thead',
      row('rowgroup'),
      html(
        'tr',
        row('row'),
        head(t('ages.col.name')),
        head(t('ages.col.ages')),
        html(
          'th',
          { scope: 'col', role: 'columnheader', class: 'map-room' },
          html('span', { class: 'vh' }, words(t('ages.col.bar'))),
          axis(rtl),
        ),
      ),
    ),
    html(
      'tbody',
      row('rowgroup'),
      html(
        'tr',
        { role: 'row', class: 'map-sum' },
        html('th', { scope: 'row', role: 'rowheader' }, words(t('ages.curve'))),
        html('td', { role: 'cell', class: 'map-ages' }, words(curveWords(lang, counts))),
        html('td', { role: 'cell', class: 'map-room' }, curve(counts, rtl)),
      ),
      rows.map((entry) => entryRow(entry, frame)),
    ),
  )
  return <>{raw(table)}</>
}

/** What the bars mean. */
export function AgeLegend({ lang, rtl }: { lang: Lang; rtl: boolean }) {
  const t = viewTexts(lang)
  const sample = (bar: AgeBar, later = false) => raw(picture(rtl, 'map-strip map-sample', barShape(bar, rtl, later)))
  const items: [AgeBar, string, boolean?][] = [
    [{ kind: 'span', from: 25, to: 55, before: false, after: false }, t('ages.legend.bar')],
    [{ kind: 'span', from: 30, to: ELDEST, before: false, after: true }, t('ages.legend.open')],
    [{ kind: 'all' }, t('ages.legend.all')],
    [{ kind: 'none' }, t('ages.legend.none')],
    [{ kind: 'span', from: 25, to: 55, before: false, after: false }, t('ages.legend.later'), true],
  ]
  return (
    <ul class="map-legend map-owner-association" aria-label={t('legend')}>
      {items.map(([bar, text, later]) => (
        <li>
          {sample(bar, later)}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
