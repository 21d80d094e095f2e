import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { html, type Markup, words } from '../../../ui/markup.ts'
import { codeTexts } from '../texts/code.ts'
import { viewTexts } from '../texts/view.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import { type NeedCell, needMatrix } from './need-matrix.ts'
import { addressWith } from './view-filter.ts'
import type { ViewFrame } from './view-frame.view.tsx'
import { columnHead, pictureCell, pictureRow, pictureTable } from './view-table.ts'

const MOST = 8

/** How dark a cell is: none, then four steps up to the fullest. */
const stepOf = (count: number, most: number): number =>
  count === 0 ? 0 : 1 + Math.floor((3.999 * (count - 1)) / Math.max(1, most))

function cellMarkup(cell: NeedCell<DrawnEntry>, most: number, { lang, filter }: ViewFrame): Markup {
  const t = viewTexts(lang)
  const { need, distance, entries } = cell
  const whole = filter.need !== null && filter.distance !== null
  const shown = whole ? entries : entries.slice(0, MOST)
  const label = distance === null ? t('distance.none') : codeTexts(lang)(`distance.${distance}`)
  return pictureCell(
    label,
    `map-step-${stepOf(entries.length, most)}`,
    html(
      'div',
      {},
      html('strong', { class: 'map-count' }, words(t('needs.cell', { count: entries.length }))),
      shown.length > 0 &&
        html(
          'ul',
          { class: 'map-links' },
          shown.map((entry) =>
            html('li', {}, html('a', { href: paths.mapEntry(entry.entryId) }, html('bdi', {}, words(entry.name)))),
          ),
        ),
      entries.length > shown.length &&
        need !== null &&
        distance !== null &&
        html(
          'a',
          { class: 'map-more', href: addressWith(paths.mapNeeds, filter, { need, distance }) },
          words(t('needs.all', { count: entries.length })),
        ),
    ),
  )
}

/** Need of support down, distance to work across, with the entries in each cell. */
export function NeedTable({ frame }: { frame: ViewFrame }) {
  const { lang, those, filter } = frame
  const [t, code] = [viewTexts(lang), codeTexts(lang)]
  const matrix = needMatrix(those)
  const most = Math.max(1, ...matrix.cells.flat().map(({ entries }) => entries.length))
  const head = (distance: (typeof matrix.distances)[number]) =>
    distance === null ? t('distance.none') : code(`distance.${distance}`)
  // Where one need or distance is chosen, the others are not in the picture.
  const rows = matrix.cells
    .map((row) => row.filter(({ distance }) => filter.distance === null || distance === filter.distance))
    .filter((row) => filter.need === null || row[0]?.need === filter.need)
  const table = pictureTable({
    of: 'map-matrix',
    caption: words(t('needs.caption')),
    captionHidden: true,
    heads: [html('td', { role: 'cell' }), ...(rows[0] ?? []).map(({ distance }) => columnHead(words(head(distance))))],
    rows: rows.map((row) =>
      pictureRow(
        words(row[0]?.need ? code(`need.${row[0].need}`) : t('need.none')),
        row.map((cell) => cellMarkup(cell, most, frame)),
      ),
    ),
  })
  return (
    <>
      {raw(table)}
      <p class="soft">{t('needs.note')}</p>
    </>
  )
}

export function NeedLegend({ lang }: { lang: Lang }) {
  const t = viewTexts(lang)
  return (
    <ul class="map-legend" aria-label={t('legend')}>
      <li>
        <span class="map-steps" aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <span class={`map-step-${step}`} />
          ))}
        </span>
        <span>{t('needs.legend.full')}</span>
      </li>
      <li>
        <span class="map-steps" aria-hidden="true">
          <span class="map-step-0" />
        </span>
        <span>{t('needs.legend.gap')}</span>
      </li>
    </ul>
  )
}
