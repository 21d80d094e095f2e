import type { PropsWithChildren } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { columnName } from '../../../platform/spreadsheet/column.ts'
import type { OutCell } from '../../../platform/spreadsheet/write.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Tag } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { sheetTexts } from '../texts/sheet.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import type { RowView, SheetRow } from './sheet-import.queries.ts'
import type { SheetCounts } from './sheet-import.ts'
import type { SheetProblem } from './sheet-problem.ts'
import type { understood } from './sheet-understood.ts'

/** Kinds of remarks after which nothing is kept as text: they are about the row, or say what was done. */
const NOT_KEPT: ReadonlySet<string> = new Set(['noName', 'sum', 'notYours', 'unknownId', 'twoRows'])

/** What is said of a cell or a row. */
export const remarkText = (lang: Lang, { kind, value }: SheetProblem): string => {
  const t = sheetTexts(lang)
  const said = kind === 'twoRows' ? t('remark.twoRows', { value }) : t(`remark.${kind}`)
  return NOT_KEPT.has(kind) ? said : `${said} ${t('kept')}`
}

export const CountFacts = ({ lang, counts }: { lang: Lang; counts: Partial<SheetCounts> }) => {
  const t = sheetTexts(lang)
  const { new: fresh = 0, asks = 0, fills = 0, same = 0, joined = 0, out = 0, places = 0, providers = 0 } = counts
  const also = [
    ...(places > 0 ? [t('also.places', { count: places })] : []),
    ...(providers > 0 ? [t('also.providers', { count: providers })] : []),
  ]
  return (
    <>
      <Facts
        items={[
          { value: fresh, label: t('count.new') },
          ...(asks > 0
            ? [{ value: asks, label: t('count.asks'), note: t('count.asksNote'), tone: 'attention' as const }]
            : []),
          ...(fills > 0 ? [{ value: fills, label: t('count.fills'), note: t('count.fillsNote') }] : []),
          ...(same + joined > 0 ? [{ value: same + joined, label: t('count.same') }] : []),
          ...(out > 0
            ? [{ value: out, label: t('count.out'), note: t('count.outNote'), tone: 'attention' as const }]
            : []),
        ]}
      />
      {also.length > 0 && <p>{t('also', { parts: formatList(lang, also) })}</p>}
    </>
  )
}

export type WriteProps = {
  lang: Lang
  importId: string
  hidden: Record<string, string>
  counts: Partial<SheetCounts>
  unanswered: number
  /** The first row that has no answer yet. */
  next: number | undefined
  rest: string | undefined
  error?: string | undefined
}

/** Says yes; where sheet and map say different things, first what is to count. */
export const WriteForm = ({ lang, importId, hidden, counts, unanswered, next, rest, error }: WriteProps) => {
  const t = sheetTexts(lang)
  const { new: fresh = 0, differs = 0, asks = 0 } = counts
  if (fresh + differs === 0) return null
  return (
    <Frame card={asks > 0}>
      {asks > 0 && (
        <>
          <h2>{t('asks.title', { count: asks })}</h2>
          <p>
            {t('asks.text')} {t('asks.left', { count: unanswered })}
          </p>
          {next !== undefined && (
            <p>
              <Button href={paths.mapSheetRow(importId, next)} variant="secondary">
                {t('asks.go')}
              </Button>
            </p>
          )}
        </>
      )}
      <Form action={paths.mapSheetWrite(importId)} hidden={hidden}>
        {unanswered > 0 && (
          <RadioGroup
            name="rest"
            label={t('rest.label')}
            value={rest ?? ''}
            error={error}
            options={[
              { value: 'theirs', label: t('rest.theirs') },
              { value: 'ours', label: t('rest.ours') },
            ]}
          />
        )}
        <div class="actions">
          <Button>{t('write')}</Button>
        </div>
        <p class="soft">{t('write.hint')}</p>
      </Form>
    </Frame>
  )
}

/** A question stands on a card of its own; a mere yes does not. */
const Frame = ({ card, children }: PropsWithChildren<{ card: boolean }>) =>
  card ? <Card tone="first">{children}</Card> : <div>{children}</div>

export const VIEW_IN_ADDRESS: Record<RowView, string> = {
  asks: 'olika',
  problems: 'olasta',
  fills: 'fylls-pa',
  new: 'nya',
  out: 'utan',
  same: 'samma',
}

export type ResultProps = {
  lang: Lang
  importId: string
  view: RowView
  counts: Readonly<Record<RowView, number>>
  page: number
  pages: number
  headings: readonly string[]
  rows: readonly SheetRow[]
  /** How a row of a new entry was understood. */
  understoodOf(row: SheetRow): ReturnType<typeof understood>
}

const addressOf = (id: string, view: RowView, page = 1): string =>
  `${paths.mapSheet(id)}?visa=${VIEW_IN_ADDRESS[view]}${page > 1 ? `&sida=${page}` : ''}`

export const ResultTables = (props: ResultProps) => {
  const { lang, importId, view, counts, page, pages } = props
  const t = sheetTexts(lang)
  const shown = (Object.keys(VIEW_IN_ADDRESS) as RowView[]).filter((one) => counts[one] > 0)
  if (shown.length === 0) return null
  return (
    <section class="stack-tight">
      <Tabs
        label={t('views')}
        items={shown.map((one) => ({
          href: addressOf(importId, one),
          text: t(`view.${one}`),
          current: one === view,
          count: counts[one],
        }))}
      />
      {view === 'problems' || view === 'out' ? <Problems {...props} /> : <Rows {...props} />}
      <Pagination
        label={t('pages')}
        page={page}
        pages={pages}
        href={(number) => addressOf(importId, view, number)}
        previousText={t('previous')}
        nextText={t('next')}
        pageText={(number) => t('page', { page: number })}
      />
    </section>
  )
}

const Problems = ({ lang, view, headings, rows }: ResultProps) => {
  const t = sheetTexts(lang)
  const all = rows.flatMap((row) => row.problems.map((problem) => ({ row, problem })))
  return (
    <Table
      caption={t(`view.${view}`)}
      captionHidden
      rows={all}
      empty={t('rows.empty')}
      columns={[
        { heading: t('col.row'), cell: ({ row }) => <bdi>{row.number}</bdi> },
        { heading: t('col.name'), header: true, cell: ({ row }) => <Bdi>{row.name || '–'}</Bdi> },
        {
          heading: t('col.column'),
          cell: ({ problem: { column } }) =>
            column === null ? t('wholeRow') : <Bdi>{columnName(column, headings[column] ?? '')}</Bdi>,
        },
        {
          heading: t('col.value'),
          cell: ({ problem }) =>
            problem.kind === 'twoRows' ? (
              ''
            ) : (
              <span class="sheet-cell" dir="auto">
                {problem.value}
              </span>
            ),
        },
        { heading: t('col.remark'), cell: ({ problem }) => remarkText(lang, problem) },
      ]}
    />
  )
}

const Rows = ({ lang, importId, view, rows, understoodOf }: ResultProps) => {
  const t = sheetTexts(lang)
  const label = columnTexts(lang)
  const columns: Column<SheetRow>[] = [
    { heading: t('col.row'), cell: (row) => <bdi>{row.number}</bdi> },
    {
      heading: t('col.name'),
      header: true,
      cell: (row) =>
        view === 'asks' ? (
          <a href={paths.mapSheetRow(importId, row.number)}>
            <Bdi>{row.name}</Bdi>
          </a>
        ) : row.entryId ? (
          <a href={paths.mapEntry(row.entryId)}>
            <Bdi>{row.name}</Bdi>
          </a>
        ) : (
          <Bdi>{row.name}</Bdi>
        ),
    },
  ]
  if (view === 'new')
    columns.push({
      heading: t('col.understood'),
      cell: (row) => (
        <ul class="sheet-understood">
          {understoodOf(row).map(({ column, text }) => (
            <li>
              <span class="soft">{label(column)}</span> <Bdi>{text}</Bdi>
            </li>
          ))}
        </ul>
      ),
    })
  if (view === 'asks' || view === 'fills')
    columns.push({
      heading: t('col.what'),
      cell: ({ differences }) =>
        formatList(
          lang,
          differences.filter((one) => one.fills === (view === 'fills')).map((one) => label(one.field)),
        ),
    })
  if (view === 'asks')
    columns.push({
      heading: t('col.choice'),
      cell: ({ picks }) =>
        Object.keys(picks).length > 0 ? (
          <Tag tone="ok">{t('choice.made')}</Tag>
        ) : (
          <Tag tone="attention">{t('choice.none')}</Tag>
        ),
    })
  return <Table caption={t(`view.${view}`)} captionHidden rows={rows} empty={t('rows.empty')} columns={columns} />
}

/** All remarks as a table of their own, to correct the file by. */
export const remarkRows = (lang: Lang, rows: readonly SheetRow[], headings: readonly string[]): OutCell[][] => {
  const t = sheetTexts(lang)
  return [
    [t('col.row'), t('col.name'), t('col.column'), t('col.value'), t('col.remark')],
    ...rows.flatMap((row) =>
      row.problems.map((problem) => [
        row.number,
        row.name,
        problem.column === null ? t('wholeRow') : columnName(problem.column, headings[problem.column] ?? ''),
        problem.value,
        remarkText(lang, problem),
      ]),
    ),
  ]
}
