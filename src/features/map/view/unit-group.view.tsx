import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { element, html, type Markup, together, words } from '../../../ui/markup.ts'
import { unitName } from '../body.ts'
import { ENTRY_KINDS, type EntryKind } from '../code.ts'
import { codeTexts } from '../texts/code.ts'
import { viewTexts } from '../texts/view.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import type { OwnerGroup } from './owner-group.ts'
import { byUnit, type UnitGroup } from './unit-group.ts'
import type { ViewFrame } from './view-frame.view.tsx'
import { columnHead, pictureCell, pictureRow, pictureTable } from './view-table.ts'
import { ownerWords } from './view-words.ts'

/** More than these are folded together. */
const OPEN_LIST = 12
const percent = (share: number): string => `${Math.round(share * 10000) / 100}%`

/** One bar of three parts: how many of each kind, `most` being the whole width. */
function stacked(counts: Record<EntryKind, number>, most: number, rtl: boolean): Markup {
  let at = 0
  return element(
    'svg',
    { class: 'map-stack', width: '100%', height: 18, 'aria-hidden': 'true', focusable: 'false' },
    ENTRY_KINDS.map((kind) => {
      const width = counts[kind] / most
      const x = rtl ? 1 - at - width : at
      at += width
      return (
        width > 0 &&
        element('rect', { x: percent(x), width: percent(width), y: 1, height: 16, class: `map-kind-${kind}` })
      )
    }),
  )
}

/** Entries as ways to their pages; many are folded. */
export function linkList(
  lang: Lang,
  entries: readonly Pick<DrawnEntry, 'entryId' | 'name'>[],
  most = OPEN_LIST,
): Markup {
  const list = html(
    'ul',
    { class: 'map-links' },
    entries.map((entry) =>
      html('li', {}, html('a', { href: paths.mapEntry(entry.entryId) }, html('bdi', {}, words(entry.name)))),
    ),
  )
  if (entries.length <= most) return list
  return html(
    'details',
    { class: 'map-fold' },
    html('summary', {}, words(viewTexts(lang)('owners.show', { count: entries.length }))),
    list,
  )
}

const countWords = (lang: Lang, { counts }: UnitGroup<unknown>): string[] =>
  ENTRY_KINDS.filter((kind) => counts[kind] > 0).map((kind) =>
    viewTexts(lang)(`kinds.${kind}`, { count: counts[kind] }),
  )

/** The largest unit of all, so that bars of different authorities compare. */
export const largestUnit = (groups: readonly OwnerGroup<DrawnEntry>[]): number =>
  Math.max(1, ...groups.flatMap(({ entries }) => byUnit(entries, []).map((unit) => unit.entries.length)))

/** What one authority has, unit by unit. */
export function UnitTable({ group, most, frame }: { group: OwnerGroup<DrawnEntry>; most: number; frame: ViewFrame }) {
  const { lang, rtl, bodies } = frame
  const t = viewTexts(lang)
  const units = byUnit(
    group.entries,
    bodies.units.map(({ unitId }) => unitId),
  )
  const heads = [t('owners.col.unit'), t('owners.col.bar'), t('owners.col.count'), t('owners.col.entries')] as const
  const table = pictureTable({
    of: `map-units map-owner-${group.kind}`,
    caption: words(
      t('owners.caption', { owner: ownerWords(lang, bodies, group.authorityId), count: group.entries.length }),
    ),
    heads: heads.map((head) => columnHead(words(head))),
    rows: units.map((unit) =>
      pictureRow(html('bdi', {}, words(unitName(bodies, unit.unitId) ?? t('owners.noUnit'))), [
        pictureCell(heads[1], 'map-room', stacked(unit.counts, most, rtl)),
        pictureCell(heads[2], undefined, together(countWords(lang, unit).map((say) => html('div', {}, words(say))))),
        pictureCell(heads[3], undefined, linkList(lang, unit.entries)),
      ]),
    ),
  })
  return <>{raw(table)}</>
}

/** What the parts of a bar mean. */
export function KindLegend({ lang }: { lang: Lang }) {
  const [t, code] = [viewTexts(lang), codeTexts(lang)]
  return (
    <ul class="map-legend" aria-label={t('legend')}>
      {ENTRY_KINDS.map((kind) => (
        <li>
          <svg class="map-swatch" width="20" height="16" aria-hidden="true" focusable="false">
            <rect class={`map-kind-${kind}`} width="20" height="16" />
          </svg>
          <span>{code(`kind.${kind}`)}</span>
        </li>
      ))}
    </ul>
  )
}
