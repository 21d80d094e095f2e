import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { element, html, type Markup, type MarkupChild, together, words } from '../../../ui/markup.ts'
import { NEED_LEVELS } from '../code.ts'
import { coverageTexts } from '../texts/coverage.ts'
import { viewTexts } from '../texts/view.ts'
import { AGE_GROUPS, type CellState } from './coverage.ts'
import type { DrawnCell, DrawnCoverage } from './coverage-picture.ts'
import { areaWords, cellWords } from './coverage-words.ts'
import { addressWith } from './view-filter.ts'
import type { ViewFrame } from './view-frame.view.tsx'
import { columnHead, pictureCell, pictureRow, pictureTable } from './view-table.ts'
import { yearsWords } from './view-words.ts'

/** What stands in the cells. */
export const CELL_SHOWS = ['count', 'free', 'queue'] as const
export type CellShow = (typeof CELL_SHOWS)[number]
export const SHOW_SLUG: Record<CellShow, string | undefined> = { count: undefined, free: 'platser', queue: 'ko' }

type Sign = CellState | 'doubles' | 'full'

const SHAPES: Record<Sign, Markup> = {
  gap: element('circle', { cx: 8, cy: 8, r: 5.5, class: 'map-sign-gap' }),
  partly: together(
    element('circle', { cx: 8, cy: 8, r: 5.5, class: 'map-sign-line' }),
    element('path', { d: 'M8 2.5a5.5 5.5 0 0 1 0 11z', class: 'map-sign-fill' }),
  ),
  covered: element('circle', { cx: 8, cy: 8, r: 5.5, class: 'map-sign-fill' }),
  doubles: together(
    element('circle', { cx: 5.5, cy: 8, r: 4, class: 'map-sign-line' }),
    element('circle', { cx: 10.5, cy: 8, r: 4, class: 'map-sign-line' }),
  ),
  full: element('path', { d: 'M3 3l10 10M13 3 3 13', class: 'map-sign-line' }),
}

/** Each sign as a small drawing; it only accompanies words. */
export const SIGNS = Object.fromEntries(
  Object.entries(SHAPES).map(([name, shape]) => [
    name,
    element(
      'svg',
      { class: 'map-sign', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' },
      shape,
    ),
  ]),
) as Record<Sign, Markup>

/** What stands in a cell of coverage: signs and a figure for the eye, words for those who hear the page, and the way to its reasons. */
export const coverLink = (href: string, sign: readonly MarkupChild[], said: string): Markup =>
  html(
    'a',
    { href },
    html('span', { 'aria-hidden': 'true', class: 'map-in' }, sign),
    html('span', { class: 'vh' }, words(said)),
  )

/** The address of a cell, with what is chosen. */
export const cellAddress = (
  { filter }: Pick<ViewFrame, 'filter'>,
  cell: Pick<DrawnCell, 'ages' | 'need' | 'area'>,
): string =>
  addressWith(
    paths.mapCoverageCell(`${cell.ages.from}-${cell.ages.to}`, cell.need),
    filter,
    {},
    {
      plats: cell.area === '' ? undefined : cell.area,
    },
  )

/** What stands in a cell: a number, or what is known of places or queue. */
function shown(cell: DrawnCell, show: CellShow, lang: Lang): string {
  const t = coverageTexts(lang)
  if (cell.takes.length === 0) return t('cell.none')
  if (show === 'count') return String(cell.takes.length)
  const sum = show === 'free' ? cell.room.free : cell.room.queued
  return sum.of === 0 ? t('cell.unknown') : t(`cell.${show}`, { count: sum.value })
}

function cellMarkup(cell: DrawnCell, show: CellShow, frame: ViewFrame): Markup {
  const { lang } = frame
  const t = coverageTexts(lang)
  const text = shown(cell, show, lang)
  const doubles = cell.doubles > 0
  const said = [
    cellWords(lang, cell),
    doubles && t('cell.doubles', { count: cell.doubles }),
    cell.room.full && t('cell.full'),
    show !== 'count' && cell.takes.length > 0 && text,
  ].filter(Boolean)
  const sign = [
    SIGNS[cell.state],
    html('span', { class: 'num' }, words(text)),
    doubles && SIGNS.doubles,
    cell.room.full && show === 'count' && html('span', { class: 'map-word' }, words(t('cell.full'))),
  ]
  return pictureCell(
    undefined,
    `map-cell map-${cell.state}${cell.room.full ? ' map-full' : ''}`,
    coverLink(cellAddress(frame, cell), sign, said.join('. ')),
  )
}

/** Coverage of one area: ages down, needs across. */
function areaTable(cells: readonly DrawnCell[], area: string, show: CellShow, frame: ViewFrame): Markup {
  const { lang } = frame
  const [t, view] = [coverageTexts(lang), viewTexts(lang)]
  const perNeed = AGE_GROUPS.length
  return pictureTable({
    of: 'map-cover',
    caption: html('bdi', {}, words(areaWords(lang, area))),
    heads: [
      columnHead(words(t('corner'))),
      ...NEED_LEVELS.map((need) => columnHead(words(view(`need.${need}.short`)), { title: view(`need.${need}`) })),
    ],
    rows: AGE_GROUPS.map((ages, row) =>
      pictureRow(
        words(yearsWords(lang, ages)),
        NEED_LEVELS.map((_, column) => cellMarkup(cells[column * perNeed + row]!, show, frame)),
      ),
    ),
  })
}

/** A small matrix for each area: the same shape each time, so that areas compare at a glance. */
export function CoverageMatrix({
  coverage,
  show,
  frame,
}: {
  coverage: DrawnCoverage
  show: CellShow
  frame: ViewFrame
}) {
  const perArea = NEED_LEVELS.length * AGE_GROUPS.length
  return (
    <div class="map-areas">
      {raw(
        together(
          coverage.areas.map((area, at) =>
            areaTable(coverage.cells.slice(at * perArea, (at + 1) * perArea), area, show, frame),
          ),
        ),
      )}
    </div>
  )
}

/** The signs in words. */
export function CoverageLegend({ lang }: { lang: Lang }) {
  const t = coverageTexts(lang)
  const items: { sign: Sign; of: string; text: string }[] = [
    { sign: 'gap', of: 'map-gap', text: t('cell.none') },
    { sign: 'partly', of: 'map-partly', text: '2' },
    { sign: 'covered', of: 'map-covered', text: '2' },
  ]
  return (
    <ul class="map-legend" aria-label={viewTexts(lang)('legend')}>
      {items.map(({ sign, of, text }) => (
        <li>
          <span class={`map-cell map-key ${of}`} aria-hidden="true">
            {raw(SIGNS[sign])}
            <span class="num">{text}</span>
          </span>
          <span>{t(`legend.${sign}`)}</span>
        </li>
      ))}
      <li>
        {raw(SIGNS.doubles)}
        <span>{t('legend.doubles')}</span>
      </li>
      <li>
        <span class="map-word" aria-hidden="true">
          {t('cell.full')}
        </span>
        <span>{t('legend.full')}</span>
      </li>
    </ul>
  )
}
