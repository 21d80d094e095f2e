import { paths } from '../../../paths.ts'
import { formatDay, formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { Progress, Tag } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { roundTexts } from '../texts/round.ts'
import { codeWords } from './code-words.view.ts'
import type { ListedReason, OwnList } from './list.queries.ts'
import type { Rater } from './round.queries.ts'
import { leftOf, type RaterProgress, type Round, type RoundCounts } from './round.ts'

const TONES = { draft: 'neutral', open: 'info', closed: 'ok' } as const

export const StateTag = ({ lang, round: { state, deletedOn } }: { lang: Lang; round: Round }) =>
  deletedOn ? (
    <Tag>{roundTexts(lang)('state.deleted')}</Tag>
  ) : (
    <Tag tone={TONES[state]} icon={state === 'open' ? 'clock' : undefined}>
      {roundTexts(lang)(`state.${state}`)}
    </Tag>
  )

export const monthName = (lang: Lang, round: Pick<Round, 'month'>): string => formatDay(lang, round.month, 'month')

const progressWords = (lang: Lang, { rated, people }: { rated: number; people: number }): string =>
  people === 0
    ? roundTexts(lang)('progress.nobody')
    : roundTexts(lang)('progress', { rated: formatNumber(lang, rated), people: formatNumber(lang, people) })

/** "41 av 68 skattade" as words and as a bar. */
export const RoundProgress = ({ lang, sum }: { lang: Lang; sum: RoundCounts }) =>
  sum.people === 0 ? (
    <p>{progressWords(lang, sum)}</p>
  ) : (
    <Progress label={progressWords(lang, sum)} value={sum.rated + sum.skipped} max={sum.people} />
  )

export type ListedRound = { round: Round; unitName: string; progress: RoundCounts }

export const RoundTable = ({
  lang,
  rounds,
  caption,
}: {
  lang: Lang
  rounds: readonly ListedRound[]
  caption: string
}) => {
  const t = roundTexts(lang)
  const columns: Column<ListedRound>[] = [
    {
      heading: t('col.round'),
      header: true,
      cell: ({ round }) => (
        <a href={paths.survey(round.roundId)}>
          <Bdi>{monthName(lang, round)}</Bdi>
        </a>
      ),
    },
    { heading: t('col.unit'), cell: ({ unitName }) => <Bdi>{unitName}</Bdi> },
    { heading: t('col.state'), cell: ({ round }) => <StateTag lang={lang} round={round} /> },
    {
      heading: t('col.progress'),
      cell: ({ round, progress }) => (round.deletedOn ? '–' : <RoundProgress lang={lang} sum={progress} />),
    },
  ]
  return <Table caption={caption} columns={columns} rows={rounds} empty={t('none')} />
}

/** Who has rated how many. */
export const RaterTable = (props: {
  lang: Lang
  progress: readonly RaterProgress[]
  raters: readonly Rater[]
  self: boolean
  /** Where the people of a rater are listed. */
  href?: (raterId: string | null) => string
}) => {
  const { lang, progress, raters, self, href } = props
  const t = roundTexts(lang)
  const name = ({ raterId }: RaterProgress) => raterName(lang, raters, raterId)
  const number = (value: number) => <Bdi>{formatNumber(lang, value)}</Bdi>
  const rows = progress.toSorted(
    (a, b) => Number(a.raterId === null) - Number(b.raterId === null) || name(a).localeCompare(name(b), 'sv'),
  )
  const columns: Column<RaterProgress>[] = [
    {
      heading: t('col.rater'),
      header: true,
      cell: (row) => (href ? <a href={href(row.raterId)}>{name(row)}</a> : <Bdi>{name(row)}</Bdi>),
    },
    { heading: t('col.progress'), cell: (row) => progressWords(lang, row) },
    { heading: t('col.left'), align: 'end', cell: (row) => number(leftOf(row)) },
    { heading: t('col.skipped'), align: 'end', cell: (row) => number(row.skipped) },
    ...(self
      ? [{ heading: t('col.self'), align: 'end' as const, cell: (row: RaterProgress) => number(row.selfDone) }]
      : []),
  ]
  return <Table caption={t('raters')} columns={columns} rows={rows} empty={t('progress.nobody')} />
}

export function raterName(lang: Lang, raters: readonly Rater[], raterId: string | null): string {
  if (raterId === null) return roundTexts(lang)('rater.nobody')
  return raters.find(({ userId }) => userId === raterId)?.name ?? roundTexts(lang)('rater.former')
}

/** The name of a list of reasons. */
export function listName(lang: Lang, key: string, own: readonly OwnList[]): string {
  const t = roundTexts(lang)
  if (key === 'short-1' || key === 'national-2017') return t(`list.${key}`)
  return t('list.own', { name: own.find(({ listId }) => listId === key)?.name ?? '' })
}

/** What a reason is called: in the authority's own words where it has such. */
export const reasonName = (lang: Lang, { key, label }: ListedReason): string => label ?? codeWords(lang).reason(key)
