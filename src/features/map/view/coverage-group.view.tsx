import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import { html, type Markup, words } from '../../../ui/markup.ts'
import { codeTexts } from '../texts/code.ts'
import { coverageTexts } from '../texts/coverage.ts'
import { coverLink, SIGNS } from './coverage.view.tsx'
import { coverageByGroup, type GroupCell, TOLD_GROUPS } from './coverage-group.ts'
import { areaWords } from './coverage-words.ts'
import { addressWith } from './view-filter.ts'
import type { ViewFrame } from './view-frame.view.tsx'
import { columnHead, pictureCell, pictureRow, pictureTable } from './view-table.ts'

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
  const sign = [
    SIGNS[cell.state],
    html('span', { class: 'num' }, words(cell.takes === 0 ? t('cell.none') : String(cell.takes))),
  ]
  return pictureCell(areaWords(lang, cell.area), `map-cell map-${cell.state}`, coverLink(href, sign, said))
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
  const table = pictureTable({
    of: 'map-cover map-groups',
    caption: words(t('groups')),
    captionHidden: true,
    heads: [
      columnHead(words(t('col.target'))),
      ...(rows[0]?.cells ?? []).map(({ area }) => columnHead(html('bdi', {}, words(areaWords(lang, area))))),
    ],
    rows: rows.map(({ target, cells }) =>
      pictureRow(
        words(code(`target.${target}`)),
        cells.map((cell) => groupCell(cell, frame)),
      ),
    ),
  })
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
