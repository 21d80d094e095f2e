import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { element, html, type Markup, words } from '../../../ui/markup.ts'
import { type MapBodies, unitName } from '../body.ts'
import { viewTexts } from '../texts/view.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import { byIntervention, byProvider, type DoneBy, type ProvidedGroup } from './provider-group.ts'
import { linkList } from './unit-group.view.tsx'
import type { ViewFrame } from './view-frame.view.tsx'
import { columnHead, pictureCell, pictureRow, pictureTable } from './view-table.ts'
import { ownerWords } from './view-words.ts'

const MOST_SQUARES = 24

/** A square for each, dashed for those not known. */
export function squares(known: number, unknown: number, rtl: boolean): Markup {
  const all = Math.min(MOST_SQUARES, known + unknown)
  const width = all * 18
  return element(
    'svg',
    { class: 'map-squares', width, height: 16, viewBox: `0 0 ${width} 16`, 'aria-hidden': 'true', focusable: 'false' },
    Array.from({ length: all }, (_, at) =>
      element('rect', {
        x: (rtl ? all - 1 - at : at) * 18 + 1.5,
        y: 1.5,
        width: 13,
        height: 13,
        rx: 3,
        class: at < known ? 'map-square' : 'map-square map-unknown',
      }),
    ),
  )
}

function doerWords(lang: Lang, bodies: MapBodies, names: ReadonlyMap<string, string>, doer: DoneBy): string {
  const t = viewTexts(lang)
  if (doer.kind === 'unknown') return t('providers.unknown')
  if (doer.kind === 'provider') return names.get(doer.providerId) ?? t('providers.unknown')
  return `${unitName(bodies, doer.unitId) ?? ownerWords(lang, bodies, doer.authorityId)} (${t('providers.own')})`
}

const tableOf = (caption: string, heads: readonly string[], rows: readonly Markup[]): Markup =>
  pictureTable({
    of: 'map-provided',
    caption: words(caption),
    heads: heads.map((head) => columnHead(words(head))),
    rows,
  })

const countCell = (lang: Lang, label: string, known: number, unknown: number, rtl: boolean): Markup =>
  pictureCell(
    label,
    undefined,
    squares(known, unknown, rtl),
    words(' '),
    html('span', { class: 'num' }, words(viewTexts(lang)('providers.count', { count: known }))),
  )

function interventionRow(
  group: ProvidedGroup<DrawnEntry>,
  frame: ViewFrame,
  names: ReadonlyMap<string, string>,
  heads: readonly string[],
): Markup {
  const { lang, rtl, bodies } = frame
  return pictureRow(html('bdi', {}, words(group.name)), [
    countCell(lang, heads[1] ?? '', group.known, group.doers.length - group.known, rtl),
    pictureCell(
      heads[2],
      undefined,
      html(
        'ul',
        { class: 'map-links' },
        group.doers.map(({ doer, entries }) =>
          html(
            'li',
            {},
            entries.map((entry, at) =>
              html(
                'a',
                { href: paths.mapEntry(entry.entryId) },
                html('bdi', {}, words(doerWords(lang, bodies, names, doer))),
                entries.length > 1 && words(` ${formatNumber(lang, at + 1)}`),
              ),
            ),
          ),
        ),
      ),
    ),
  ])
}

/** Providers of each intervention, and the other way around. */
export function ProviderTables({ frame, from, until }: { frame: ViewFrame; from: number; until: number }) {
  const { lang, rtl, those } = frame
  const t = viewTexts(lang)
  const names = new Map(those.filter((one) => one.kind === 'provider').map((one) => [one.entryId, one.name]))
  const groups = byIntervention(those)
  const providers = from === 0 ? byProvider(those) : []
  const heads = [t('providers.col.name'), t('providers.col.count'), t('providers.col.who')]
  const back = [t('view.providers'), t('owners.col.bar'), t('providers.col.does')]
  return (
    <>
      {raw(
        tableOf(
          t('providers.caption', { count: groups.length }),
          heads,
          groups.slice(from, until).map((group) => interventionRow(group, frame, names, heads)),
        ),
      )}
      {providers.length > 0 && (
        <>
          <h2>{t('providers.by')}</h2>
          {raw(
            tableOf(
              t('providers.by.caption', { count: providers.length }),
              back,
              providers.map(({ provider, does }) =>
                pictureRow(
                  html('a', { href: paths.mapEntry(provider.entryId) }, html('bdi', {}, words(provider.name))),
                  [
                    pictureCell(
                      back[1],
                      undefined,
                      squares(does.length, 0, rtl),
                      words(' '),
                      html('span', { class: 'num' }, words(formatNumber(lang, does.length))),
                    ),
                    pictureCell(
                      back[2],
                      undefined,
                      does.length > 0 ? linkList(lang, does) : words(t('providers.nothing')),
                    ),
                  ],
                ),
              ),
            ),
          )}
        </>
      )}
    </>
  )
}

export function ProviderLegend({ lang, rtl }: { lang: Lang; rtl: boolean }) {
  const t = viewTexts(lang)
  return (
    <ul class="map-legend" aria-label={t('legend')}>
      <li>
        {raw(squares(1, 0, rtl))}
        <span>{t('providers.legend.one')}</span>
      </li>
      <li>
        {raw(squares(0, 1, rtl))}
        <span>{t('providers.legend.unknown')}</span>
      </li>
    </ul>
  )
}
