import { raw } from 'hono/html'
import { paths } from '../../paths.ts'
import { html, type Markup, words } from '../../ui/markup.ts'
import { SIGNS } from './coverage.view.tsx'
import { coverageByGroup, type GroupCell, TOLD_GROUPS } from './coverage-group.ts'
import { areaWords } from './coverage-words.ts'
import { codeTexts } from './texts/code.ts'
import { coverageTexts } from './texts/coverage.ts'
import { addressWith } from './view-filter.ts'
import type { ViewFrame } from './view-frame.view.tsx'

function groupCell(cell: GroupCell, { lang, filter }: ViewFrame): Markup {
  const t = coverageTexts(lang)
  const said = t(`group.${cell.state}`, {
    group: codeTexts(lang)(`target.${cell.target}`),
    area: areaWords(lang, cell.area),
    count: cell.takes,
    gaps: cell.gaps,
    cells: cell.cells,
  })
  const href = addressWith(paths.mapCoverage, filter, {
    target: cell.target,
    area: cell.area === '' ? null : cell.area,
  })
  return html(
    'td',
    { role: 'cell', class: `map-cell map-${cell.state}`, 'data-label': areaWords(lang, cell.area) },
    html(
      'a',
      { href },
      html(
        'span',
        { 'aria-hidden': 'true', class: 'map-in' },
        SIGNS[cell.state],
        html('span', { class: 'num' }, words(cell.takes === 0 ? t('cell.none') : String(cell.takes))),
      ),
      html('span', { class: 'vh' }, words(said)),
    ),
  )
}

/** Every group, or the one that is chosen. */
export const groupRows = ({ those, filter }: ViewFrame, areas: readonly string[]) =>
  coverageByGroup(those, areas, filter.target && filter.target !== 'everyone' ? [filter.target] : TOLD_GROUPS)

/** How many groups have nobody in how many areas. */
export const groupGaps = (rows: ReturnType<typeof groupRows>): number =>
  rows.flatMap(({ cells }) => cells).filter(({ state }) => state === 'gap').length

/** Target groups down, areas across: who is there for each group in particular. */
export function GroupMatrix({ frame, rows }: { frame: ViewFrame; rows: ReturnType<typeof groupRows> }) {
  const { lang } = frame
  const [t, code] = [coverageTexts(lang), codeTexts(lang)]
  const table = html(
    'table',
    { class: 'map-cover map-groups', role: 'table' },
    html('caption', { class: 'vh' }, words(t('groups'))),
    html(
      'thead',
      { role: 'rowgroup' },
      html(
        'tr',
        { role: 'row' },
        html('th', { scope: 'col', role: 'columnheader' }, words(t('col.target'))),
        (rows[0]?.cells ?? []).map(({ area }) =>
          html('th', { scope: 'col', role: 'columnheader' }, html('bdi', {}, words(areaWords(lang, area)))),
        ),
      ),
    ),
    html(
      'tbody',
      { role: 'rowgroup' },
      rows.map(({ target, cells }) =>
        html(
          'tr',
          { role: 'row' },
          html('th', { scope: 'row', role: 'rowheader' }, words(code(`target.${target}`))),
          cells.map((cell) => groupCell(cell, frame)),
        ),
      ),
    ),
  )
  return (
    <section id="malgrupper" class="map-by-group">
      <h2>{t('groups')}</h2>
      <p>
        {t('groups.lead')} <strong>{t('groups.none', { count: groupGaps(rows) })}</strong>
      </p>
      {raw(table)}
    </section>
  )
}
