import { paths } from '../../../paths.ts'
import { formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { columnName } from '../../../platform/spreadsheet/column.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Tag } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { importTexts } from '../texts/import.ts'
import type { ImportedRow } from './import.queries.ts'
import type { ImportCounts } from './import.ts'
import { isError, type Problem } from './import-problem.ts'
import { remarkText } from './import-remark.view.tsx'

const PARTS = ['tracks', 'contacts', 'waiting', 'discharged'] as const

/** How many of each. Those with errors only where there are any. */
export const CountFacts = ({ lang, counts, done }: { lang: Lang; counts: Partial<ImportCounts>; done?: boolean }) => {
  const t = importTexts(lang)
  const { new: fresh = 0, added = 0, same = 0, bad = 0, badRows = 0 } = counts
  const parts = PARTS.filter((part) => (counts[part] ?? 0) > 0).map((part) =>
    t(`part.${part}`, { count: counts[part] ?? 0 }),
  )
  const left = { value: bad, label: t('count.bad') }
  return (
    <>
      <Facts
        items={[
          { value: fresh, label: t('count.new') },
          ...(added > 0 ? [{ value: added, label: t('count.added'), note: t('count.addedNote') }] : []),
          ...(same > 0 ? [{ value: same, label: t('count.same') }] : []),
          ...(bad > 0 && done ? [{ ...left, note: t('done.badNote') }] : []),
          ...(bad > 0 && !done
            ? [{ ...left, note: t('count.badNote', { count: badRows }), tone: 'attention' as const }]
            : []),
        ]}
      />
      {parts.length > 0 && <p>{t('parts', { parts: formatList(lang, parts) })}</p>}
    </>
  )
}

export type WriteFormProps = {
  lang: Lang
  action: string
  hidden: Record<string, string>
  counts: Partial<ImportCounts>
  error?: string | undefined
}

/** Says yes: to everything, or to everything but those with errors. */
export const WriteForm = ({ lang, action, hidden, counts, error }: WriteFormProps) => {
  const t = importTexts(lang)
  const { new: fresh = 0, added = 0, bad = 0 } = counts
  if (fresh + added === 0) return null
  return (
    <Form action={action} hidden={hidden}>
      {bad > 0 && (
        <Checkbox
          name="leaveOut"
          label={t('checked.leaveOut', { count: bad })}
          hint={t('checked.leaveOutHint')}
          error={error}
        />
      )}
      <div class="actions">
        <Button>{t('checked.submit', { count: fresh + added })}</Button>
      </div>
    </Form>
  )
}

export const RESULT_VIEWS = ['errors', 'notices', 'rows'] as const
export type ResultView = (typeof RESULT_VIEWS)[number]
export const VIEW_IN_ADDRESS: Record<ResultView, string> = { errors: 'fel', notices: 'anmarkningar', rows: 'rader' }

export type ResultProps = {
  lang: Lang
  runId: string
  view: ResultView
  page: number
  pages: number
  counts: Partial<ImportCounts>
  /** The headings of the file, by column. */
  headings: readonly string[]
  problems: readonly Problem[]
  rows: readonly ImportedRow[]
  /** Columns that tell who a row is about. */
  whoColumns: readonly number[]
}

const addressOf = (runId: string, view: ResultView, page = 1): string => {
  const query = new URLSearchParams({ visa: VIEW_IN_ADDRESS[view] })
  if (page > 1) query.set('sida', String(page))
  return `${paths.importRun(runId)}?${query}`
}

/** What the check showed: errors, things to know, and every row. */
export const ResultTables = (props: ResultProps) => {
  const { lang, runId, view, page, pages, counts, rows, problems } = props
  const t = importTexts(lang)
  const total = (counts.new ?? 0) + (counts.added ?? 0) + (counts.same ?? 0) + (counts.bad ?? 0)
  const count: Record<ResultView, number | undefined> = {
    errors: counts.errors ?? 0,
    notices: counts.notices ?? 0,
    rows: total === 0 ? 0 : undefined,
  }
  return (
    <>
      <Tabs
        label={t('checked.views')}
        items={RESULT_VIEWS.map((one) => ({
          href: addressOf(runId, one),
          text: t(`view.${one}`),
          current: one === view,
          ...(count[one] === undefined ? {} : { count: count[one] }),
        }))}
      />
      {view === 'rows' ? (
        <Table
          caption={t('rows.caption')}
          captionHidden
          rows={rows}
          empty={t('rows.empty')}
          columns={rowColumns(props)}
        />
      ) : (
        <Table
          caption={t(`${view}.caption`)}
          captionHidden
          rows={problems}
          empty={t(`${view}.empty`)}
          columns={problemColumns(props)}
        />
      )}
      <Pagination
        label={t('pages')}
        page={page}
        pages={pages}
        href={(number) => addressOf(runId, view, number)}
        previousText={t('previous')}
        nextText={t('next')}
        pageText={(number) => t('page', { page: number })}
      />
    </>
  )
}

function problemColumns({ lang, headings }: ResultProps): Column<Problem>[] {
  const t = importTexts(lang)
  return [
    { heading: t('row'), header: true, cell: ({ row }) => <Bdi whole>{t('rowNumber', { row })}</Bdi> },
    {
      heading: t('column'),
      cell: ({ column }) =>
        column === null ? (
          <span class="soft">{t('wholeRow')}</span>
        ) : (
          <Bdi>{columnName(column, headings[column] ?? '')}</Bdi>
        ),
    },
    { heading: t('value'), cell: ({ value }) => (value === '' ? '–' : <Bdi>{value}</Bdi>) },
    { heading: t('remark'), cell: (problem) => remarkText(lang, problem) },
  ]
}

const TONE = { new: 'ok', added: 'info', same: 'neutral', bad: 'danger' } as const

function rowColumns({ lang, whoColumns }: ResultProps): Column<ImportedRow>[] {
  const t = importTexts(lang)
  return [
    { heading: t('row'), header: true, cell: ({ number }) => <Bdi whole>{t('rowNumber', { row: number })}</Bdi> },
    {
      heading: t('who'),
      cell: ({ cells }) => (
        <Bdi>
          {whoColumns
            .map((column) => cells[column])
            .join(' ')
            .trim() || '–'}
        </Bdi>
      ),
    },
    {
      heading: t('outcome'),
      cell: ({ outcome }) => outcome && <Tag tone={TONE[outcome]}>{t(`outcome.${outcome}`)}</Tag>,
    },
  ]
}

/** All remarks as rows of a spreadsheet. */
export function remarkRows(
  lang: Lang,
  problems: readonly Problem[],
  headings: readonly string[],
): (string | number)[][] {
  const t = importTexts(lang)
  return [
    [t('row'), t('column'), t('value'), t('kind'), t('remark')],
    ...problems.map((problem) => [
      problem.row,
      problem.column === null ? t('wholeRow') : columnName(problem.column, headings[problem.column] ?? ''),
      problem.value,
      t(isError(problem) ? 'kind.error' : 'kind.notice'),
      remarkText(lang, problem),
    ]),
  ]
}
