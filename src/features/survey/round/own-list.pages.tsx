import { z } from 'zod'
import { paths } from '../../../paths.ts'
import { requiredDay, requiredText, text } from '../../../platform/form/fields.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay, formatNumber } from '../../../platform/i18n/format.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DateField, FileField, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, Heading } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { REASONS } from '../core/reason.ts'
import { listTexts } from '../texts/list.ts'
import { codeWords, reasonWords } from './code-words.view.ts'
import { hiddenOf } from './form-keys.ts'
import { ownLists } from './list.queries.ts'
import { addList } from './own-list.commands.ts'
import { type BadEntry, MOST_ENTRIES, readEntries } from './own-list.ts'
import { asText, uploadedRows } from './person-upload.queries.ts'
import { ledUnits } from './round.queries.ts'

const MB = 1024 * 1024
const schema = z.object({ name: requiredText(100), source: text(300), validFrom: requiredDay() })

type Shown = {
  problems?: Readonly<Record<string, string>>
  bad?: readonly BadEntry[]
  entries?: string
  entriesProblem?: string
}

async function listsPage(
  visit: Visit,
  { problems = {}, bad = [], entries = '', entriesProblem }: Shown = {},
): Promise<Response> {
  const { tx, viewer, lang, form, today, c } = visit
  const t = listTexts(lang)
  const [lists, led] = await Promise.all([ownLists(tx, viewer), ledUnits(tx)])
  if (led.length === 0) return visit.notFound()
  const errors = Object.entries(problems).map(([name, key]) => ({
    name,
    text: formTexts(lang)(`problem.${key as 'required'}`),
  }))
  if (entriesProblem) errors.push({ name: 'entries', text: entriesProblem })
  const errorOf = (name: string) => errors.find((one) => one.name === name)?.text
  const failed = errors.length > 0
  return visit.page({
    title: t('title'),
    section: 'survey',
    failed,
    status: failed ? 422 : 200,
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: errors.length })} errors={errors} />
        <PageHeading title={t('title')} lead={t('lead')} meta={[<a href={paths.surveys}>{t('back')}</a>]} />
        {c.req.query('klart') === 'inlast' && (
          <Notice tone="ok" live="status">
            <p>{t('done')}</p>
          </Notice>
        )}
        <Table
          caption={t('own')}
          rows={lists}
          empty={t('none')}
          columns={[
            { heading: t('col.name'), header: true, cell: ({ name }) => <Bdi>{name}</Bdi> },
            { heading: t('col.source'), cell: ({ source }) => <Bdi>{source}</Bdi> },
            { heading: t('col.from'), cell: ({ validFrom }) => <Bdi>{formatDay(lang, validFrom)}</Bdi> },
            {
              heading: t('col.count'),
              align: 'end',
              cell: (one) => <Bdi>{formatNumber(lang, one.entries.length)}</Bdi>,
            },
          ]}
        />
        <Heading level={2}>{t('new')}</Heading>
        {bad.length > 0 && (
          <Notice tone="attention">
            <ul>
              {bad.slice(0, 50).map(({ row, problem, value }) => (
                <li>{t('bad', { row: formatNumber(lang, row), why: t(`bad.${problem}`, { value }) })}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Form action={paths.surveyLists} hidden={hiddenOf(visit)} enctype="multipart/form-data">
          <TextField
            name="name"
            label={t('name')}
            hint={t('name.hint')}
            value={form.name ?? ''}
            error={errorOf('name')}
            autocomplete="off"
          />
          <TextField
            name="source"
            label={t('source')}
            hint={t('source.hint')}
            mark={formTexts(lang)('optional')}
            value={form.source ?? ''}
            error={errorOf('source')}
            autocomplete="off"
          />
          <DateField
            name="validFrom"
            label={t('validFrom')}
            format={formTexts(lang)('dayFormat')}
            value={form.validFrom ?? today}
            error={errorOf('validFrom')}
          />
          <TextArea
            name="entries"
            size="large"
            label={t('entries')}
            hint={t('entries.hint')}
            value={entries}
            error={errorOf('entries')}
          />
          <FileField name="file" label={t('file')} hint={t('file.hint')} accept=".xlsx,.csv,.tsv,.txt" />
          <Actions>
            <Button>{t('submit')}</Button>
          </Actions>
        </Form>
        <Details summary={t('keys')}>
          <Table
            caption={t('keys')}
            captionHidden
            rows={REASONS}
            empty=""
            columns={[
              { heading: t('keys.word'), header: true, cell: (key) => codeWords(lang).reason(key) },
              { heading: t('keys.key'), cell: (key) => <Bdi>{key}</Bdi> },
            ]}
          />
        </Details>
      </>
    ),
  })
}

async function bringIn(visit: Visit): Promise<Response> {
  const { form, lang } = visit
  const t = listTexts(lang)
  const read = readForm(schema, form)
  const typed = form.entries ?? ''
  const file = visit.file('file')
  const upload = await uploadedRows(typed, file)
  const shown = { problems: read.ok ? {} : read.problems, entries: file && upload.ok ? asText(upload.rows) : typed }
  if (!upload.ok) return listsPage(visit, { ...shown, entriesProblem: t(`problem.${upload.problem}`) })
  const { entries, bad } = readEntries(upload.rows, reasonWords())
  const problem =
    bad.length > 0
      ? t('problem.rows', { count: bad.length })
      : entries.length === 0
        ? t('problem.empty')
        : entries.length > MOST_ENTRIES
          ? t('problem.many')
          : undefined
  if (problem) return listsPage(visit, { ...shown, bad, entriesProblem: problem })
  if (!read.ok) return listsPage(visit, shown)
  const sent = await visit.submit(async () => {
    const added = await addList(visit, { ...read.value, entries })
    return added.ok ? ok(`${paths.surveyLists}?klart=inlast`) : added
  })
  return 'done' in sent ? sent.done : visit.notFound()
}

export const ownListRoutes: Route[] = [
  { method: 'get', path: paths.surveyLists, guard: CASE_ROLES, audit: 'none', handle: (visit) => listsPage(visit) },
  { method: 'post', path: paths.surveyLists, guard: CASE_ROLES, audit: 'change', maxBody: 5 * MB, handle: bringIn },
]
