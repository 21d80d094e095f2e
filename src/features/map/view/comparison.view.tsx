import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { truncate } from '../../../shared/text.ts'
import { Card, CardGrid } from '../../../ui/card.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Entry } from '../entry.ts'
import { factLabel } from '../entry-form-words.view.ts'
import { type FactWords, factWords } from '../fact-words.view.ts'
import { codeTexts } from '../texts/code.ts'
import { compareTexts } from '../texts/compare.ts'
import { viewTexts } from '../texts/view.ts'
import type { ChangedEntry, Comparison } from './comparison.ts'
import type { Gap } from './coverage-gap.ts'
import { gapWords } from './coverage-words.ts'
import { agesWords, ownerWords } from './view-words.ts'

const MOST = 200
const LONGEST = 300

/** What happened, as four figures. */
export function ComparisonSum({ lang, comparison }: { lang: Lang; comparison: Comparison }) {
  const t = compareTexts(lang)
  return (
    <ul class="map-sums" aria-label={t('sum')}>
      {(['added', 'gone', 'changed'] as const).map((what) => (
        <li>
          <strong>
            {comparison[what].length > 0 ? (
              <a href={`#${what}`}>{t(`sum.${what}`, { count: comparison[what].length })}</a>
            ) : (
              t(`sum.${what}`, { count: 0 })
            )}
          </strong>
        </li>
      ))}
      <li class="soft">{t('sum.same', { count: comparison.same })}</li>
    </ul>
  )
}

/** Gaps that came and went, as sentences. */
export function CoverageChange({
  lang,
  opened,
  closed,
}: {
  lang: Lang
  opened: readonly Gap[]
  closed: readonly Gap[]
}) {
  const t = compareTexts(lang)
  if (opened.length + closed.length === 0)
    return (
      <Card title={t('coverage')}>
        <p>{t('coverage.same')}</p>
      </Card>
    )
  return (
    <CardGrid size="large">
      <Card title={t('coverage.opened')}>
        {opened.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <ul class="map-opened">
            {opened.map((gap) => (
              <li>{gapWords(lang, gap)}</li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('coverage.closed')}>
        {closed.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <ul class="map-closed">
            {closed.map((gap) => (
              <li>{t('coverage.was', { gap: gapWords(lang, gap) })}</li>
            ))}
          </ul>
        )}
      </Card>
    </CardGrid>
  )
}

function Rows({
  id,
  title,
  rows,
  words,
}: {
  id: string
  title: string
  rows: { entry: Entry; why?: string }[]
  words: FactWords
}) {
  const { lang, bodies } = words
  const t = compareTexts(lang)
  if (rows.length === 0) return null
  return (
    <Card id={id} title={title}>
      <Table
        caption={title}
        captionHidden
        empty=""
        rows={rows.slice(0, MOST)}
        columns={[
          {
            heading: t('col.name'),
            header: true,
            cell: ({ entry }) => (
              <a href={paths.mapEntry(entry.entryId)}>
                <bdi>{entry.name}</bdi>
              </a>
            ),
          },
          { heading: t('col.owner'), cell: ({ entry }) => <bdi>{ownerWords(lang, bodies, entry.authorityId)}</bdi> },
          { heading: t('col.ages'), cell: ({ entry }) => agesWords(lang, entry) },
          ...(rows.some(({ why }) => why)
            ? [{ heading: t('col.why'), cell: ({ why }: { why?: string }) => why ?? '' }]
            : []),
        ]}
      />
      {rows.length > MOST && <p class="soft">{viewTexts(lang)('more', { count: rows.length - MOST })}</p>}
    </Card>
  )
}

function Change({ change: { before, after, fields }, words }: { change: ChangedEntry; words: FactWords }) {
  const { lang, bodies } = words
  const t = compareTexts(lang)
  const value = (entry: Entry, field: ChangedEntry['fields'][number]) => {
    const text = factWords(field, entry, words)
    return text === '' ? <span class="soft">{t('empty')}</span> : <bdi>{truncate(text, LONGEST)}</bdi>
  }
  return (
    <li>
      <h3>
        <a href={paths.mapEntry(after.entryId)}>
          <bdi>{after.name}</bdi>
        </a>{' '}
        <span class="soft map-owner-name">
          <bdi>{ownerWords(lang, bodies, after.authorityId)}</bdi>
        </span>
      </h3>
      <Table
        caption={after.name}
        captionHidden
        empty=""
        rows={fields}
        columns={[
          { heading: t('field'), header: true, cell: (field) => factLabel(lang, field) },
          { heading: t('before'), cell: (field) => value(before, field) },
          { heading: t('after'), cell: (field) => <strong>{value(after, field)}</strong> },
        ]}
      />
    </li>
  )
}

/** What is new, gone and changed, with each fact before and after. */
export function ComparisonLists({ comparison, words }: { comparison: Comparison; words: FactWords }) {
  const { lang } = words
  const [t, code] = [compareTexts(lang), codeTexts(lang)]
  const { added, gone, changed } = comparison
  if (added.length + gone.length + changed.length === 0) return <p>{t('nothing')}</p>
  return (
    <>
      <Rows id="added" title={t('added')} rows={added.map((entry) => ({ entry }))} words={words} />
      <Rows
        id="gone"
        title={t('gone')}
        rows={gone.map(({ before, now }) => ({
          entry: before,
          why: now ? code(`status.${now.status}`) : t('removed'),
        }))}
        words={words}
      />
      {changed.length > 0 && (
        <Card id="changed" title={t('changed')}>
          <ul class="map-changes">
            {changed.slice(0, MOST).map((change) => (
              <Change change={change} words={words} />
            ))}
          </ul>
          {changed.length > MOST && <p class="soft">{viewTexts(lang)('more', { count: changed.length - MOST })}</p>}
        </Card>
      )}
    </>
  )
}
