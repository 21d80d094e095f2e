import { formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Details } from '../../../ui/details.tsx'
import { codeTexts } from '../texts/code.ts'
import { coverageTexts } from '../texts/coverage.ts'
import { viewTexts } from '../texts/view.ts'
import type { Gap } from './coverage-gap.ts'
import type { MapOverlap } from './coverage-overlap.ts'
import type { tally } from './coverage-picture.ts'
import { areaWords, gapWords, inAreas, withNeeds } from './coverage-words.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import type { Alike } from './overlap.ts'
import { EntryLinks } from './view-frame.view.tsx'
import { yearsWords } from './view-words.ts'

const MOST_GAPS = 60
const MOST_OVERLAPS = 20
const MOST_NAMES = 8

/** The matrix in one line: how many gaps, overlaps, full cells. */
export function CoverageSum({
  lang,
  gaps,
  sum,
  groups,
}: {
  lang: Lang
  gaps: number
  sum: ReturnType<typeof tally>
  /** Target groups without anybody, each area counted. */
  groups: number
}) {
  const t = coverageTexts(lang)
  const others = (['partly', 'doubles', 'full'] as const).filter((what) => sum[what] > 0)
  return (
    <ul class="map-sums">
      <li class={sum.gap > 0 ? 'map-sum-gap' : undefined}>
        <a href="#luckor">
          <strong>{t('sum.gaps', { count: gaps })}</strong>
        </a>{' '}
        <span>{t('sum.gaps.text', { count: sum.gap })}</span>
      </li>
      {groups > 0 && (
        <li class="map-sum-gap">
          <a href="#malgrupper">
            <strong>{t('sum.groups', { count: groups })}</strong>
          </a>{' '}
          <span>{t('sum.groups.text')}</span>
        </li>
      )}
      {others.map((what) => (
        <li>
          <strong>{t(`sum.${what}`, { count: sum[what] })}</strong> <span>{t(`sum.${what}.text`)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Each gap as a sentence. */
export function GapList({ lang, gaps }: { lang: Lang; gaps: readonly Gap[] }) {
  const t = coverageTexts(lang)
  return (
    <section id="luckor" class="map-gaps">
      <h2>{t('gaps')}</h2>
      {gaps.length === 0 ? (
        <p>{t('gaps.none')}</p>
      ) : (
        <ul>
          {gaps.slice(0, MOST_GAPS).map((gap) => (
            <li>{gapWords(lang, gap)}</li>
          ))}
          {gaps.length > MOST_GAPS && (
            <li class="soft">{viewTexts(lang)('more', { count: gaps.length - MOST_GAPS })}</li>
          )}
        </ul>
      )}
    </section>
  )
}

export const alikeWords = (lang: Lang, alike: Alike): string =>
  alike.kind === 'target' ? codeTexts(lang)(`target.${alike.target}`) : alike.method

/** What is done by several, and by whom. */
export function OverlapList({
  lang,
  overlaps,
  areas,
}: {
  lang: Lang
  overlaps: readonly MapOverlap<DrawnEntry>[]
  areas: number
}) {
  const t = coverageTexts(lang)
  return (
    <section class="map-overlaps">
      <h2>{t('overlaps')}</h2>
      {overlaps.length === 0 ? (
        <p>{t('overlaps.none')}</p>
      ) : (
        <ul>
          {overlaps.slice(0, MOST_OVERLAPS).map(({ alike, entries, needs, areas: where, ages }) => (
            <li>
              <strong>
                {t.parts(`overlap.${alike.kind}`, {
                  count: entries.length,
                  what: <bdi>{alikeWords(lang, alike)}</bdi>,
                })}
              </strong>
              <span class="soft">
                {formatList(lang, [yearsWords(lang, ages), withNeeds(lang, needs)])},{' '}
                {where.length === areas && areas > 1
                  ? areaWords(lang, '').toLocaleLowerCase(lang)
                  : inAreas(lang, where, false)}
              </span>
              <EntryLinks lang={lang} entries={entries} most={MOST_NAMES} />
            </li>
          ))}
        </ul>
      )}
      {overlaps.length > MOST_OVERLAPS && (
        <p class="soft">{t('overlaps.more', { count: overlaps.length - MOST_OVERLAPS })}</p>
      )}
    </section>
  )
}

/** How the matrix counts, for who wants to know. */
export function CountingRule({ lang }: { lang: Lang }) {
  const t = coverageTexts(lang)
  return (
    <Details summary={t('rule')}>
      <p>{t('rule.takes')}</p>
      <p>{t('rule.group')}</p>
      <p>{t('rule.unsure')}</p>
      <p>{t('overlaps.rule')}</p>
    </Details>
  )
}
