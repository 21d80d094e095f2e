import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { headingsOf } from '../../../platform/spreadsheet/layout.ts'
import { columnProblems, columnsInUse } from '../../../platform/spreadsheet/upload.ts'
import type { Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { HeadingRowsForm, SheetForm } from '../../../ui/sheet-columns.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { PageContent, Visit } from '../../access/public.ts'
import { pageOf } from '../participant.ts'
import { importTexts } from '../texts/import.ts'
import { type ImportRun, importProblems, importRows, importRun, judgedRows } from './import.queries.ts'
import { readMapping } from './import.schema.ts'
import { effectiveState, mappingProblems } from './import.ts'
import { DiscardForm, ImportHeading, WorkingView } from './import.view.tsx'
import { MappingForm } from './import-mapping.view.tsx'
import { CountFacts, RESULT_VIEWS, ResultTables, VIEW_IN_ADDRESS, WriteForm } from './import-result.view.tsx'

const SAMPLE = 200
const PAGE_SIZE = 50
const RELOAD_SECONDS = 2

/** The headings of the file, by column; empty texts where it has none. */
export async function headingsOfRun({ tx, viewer }: Visit, run: ImportRun): Promise<string[]> {
  const { headerFrom: from, headerDepth: depth } = run
  if (depth === 0) return []
  const rows = await importRows(tx, viewer, run.importRunId, { offset: from, limit: depth })
  return headingsOf(rows.map((row) => row.cells))
}

const hiddenOf = (visit: Visit) => {
  const keys = visit.keys()
  return { _token: keys.token, _key: keys.key }
}

type Content = Pick<PageContent, 'title' | 'body'> & Partial<PageContent>

/** A sentence over the page for work that stopped, or for a form that came too late. */
function Stopped({
  visit,
  run,
  stopped,
  refusal,
}: {
  visit: Visit
  run: ImportRun
  stopped: boolean
  refusal: Refusal | undefined
}) {
  const t = importTexts(visit.lang)
  if (refusal?.kind === 'conflict')
    return (
      <Notice tone="attention" live="alert">
        <p>{t('state.conflict')}</p>
      </Notice>
    )
  const why = stopped ? 'failed' : run.stopped
  if (why === '') return null
  return (
    <Notice tone="danger" live="alert" title={t('stopped.failed.title')}>
      <p>{t(why === 'changed' ? 'stopped.changed' : 'stopped.failed')}</p>
    </Notice>
  )
}

function sheetPage(visit: Visit, run: ImportRun, refusal?: Refusal): Content {
  const { lang } = visit
  const t = importTexts(lang)
  const key = refusal?.kind === 'invalid' ? refusal.fields.sheet : undefined
  const error = key && (key === 'choose' ? formTexts(lang)('problem.choose') : t(key as 'file.broken'))
  return {
    title: t('sheet.title'),
    narrow: true,
    body: (
      <>
        {error && (
          <ErrorSummary title={formTexts(lang)('summary', { count: 1 })} errors={[{ name: 'sheet', text: error }]} />
        )}
        <ImportHeading lang={lang} step={2} title={t('sheet.title')} fileName={run.fileName} />
        <SheetForm
          words={t}
          action={paths.importSheet(run.importRunId)}
          hidden={hiddenOf(visit)}
          sheets={run.sheets}
          error={error}
        />
      </>
    ),
  }
}

async function mappingPage(visit: Visit, run: ImportRun, refusal?: Refusal): Promise<Content> {
  const { lang, form, tx, viewer } = visit
  const t = importTexts(lang)
  const rows = await importRows(tx, viewer, run.importRunId, { limit: SAMPLE })
  const headings = await headingsOfRun(visit, run)
  const below = rows.slice(run.headerFrom + run.headerDepth)
  const typed =
    refusal?.kind === 'invalid' && refusal.fields.form
      ? readMapping({ ...form, leaveRest: '' }, run.choices)
      : undefined
  const choices = typed ?? run.choices
  const columns = columnsInUse(choices, headings, below)
  const problems = typed ? mappingProblems(readMapping(form, run.choices)) : []
  const { listed, errors } = columnProblems(
    problems.map(({ column, kind }) => ({ column, text: t(`problem.${kind}`) })),
    columns,
  )
  const layoutError = refusal?.kind === 'invalid' && refusal.fields.layout ? t('layout.nothing') : undefined
  const all = [...listed, ...(layoutError ? [{ name: 'layout', text: layoutError }] : [])]
  return {
    title: t('mapping.title'),
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: all.length })} errors={all} />
        <ImportHeading
          lang={lang}
          step={2}
          title={t('mapping.title')}
          lead={t('mapping.lead')}
          fileName={run.fileName}
        />
        {run.warnings.map((warning) => (
          <Notice tone="attention">
            <p>{t(`warning.${warning as 'open-quote'}`)}</p>
          </Notice>
        ))}
        <HeadingRowsForm
          words={t}
          action={paths.importLayout(run.importRunId)}
          hidden={hiddenOf(visit)}
          rows={rows}
          value={form.layout ?? `${run.headerFrom}-${run.headerDepth}`}
          error={layoutError}
        />
        <MappingForm
          lang={lang}
          action={paths.importColumns(run.importRunId)}
          hidden={hiddenOf(visit)}
          sheet={run.sheet}
          columns={columns}
          errors={errors}
          leaveRest={form.leaveRest === 'yes'}
        />
      </>
    ),
  }
}

async function checkedPage(visit: Visit, run: ImportRun, refusal?: Refusal): Promise<Content> {
  const { lang, tx, viewer, c } = visit
  const t = importTexts(lang)
  const { counts, importRunId: id } = run
  const { bad = 0, errors = 0, notices = 0 } = counts
  const writable = (counts.new ?? 0) + (counts.added ?? 0)
  const view =
    RESULT_VIEWS.find((one) => VIEW_IN_ADDRESS[one] === c.req.query('visa')) ??
    (errors > 0 ? 'errors' : notices > 0 ? 'notices' : 'rows')
  const page = pageOf(c.req.query('sida'))
  const judged = view === 'rows' ? await judgedRows(tx, viewer, id, page, PAGE_SIZE) : { rows: [], total: 0 }
  const problems = view === 'rows' ? [] : await importProblems(tx, viewer, id, view === 'errors', page, PAGE_SIZE)
  const total = view === 'rows' ? judged.total : view === 'errors' ? errors : notices
  const error = refusal?.kind === 'invalid' ? t('checked.leaveOutError') : undefined
  const known = (counts.same ?? 0) > 0
  const withBad = writable > 0 ? 'checked.leadBad' : known ? 'checked.sameBad' : 'checked.allBad'
  const lead = t(bad > 0 ? withBad : writable > 0 ? 'checked.leadGood' : 'checked.leadSame')
  const whoColumns = (['givenName', 'familyName', 'name', 'externalId'] as const)
    .map((target) => run.choices.indexOf(target))
    .filter((at) => at >= 0)
  return {
    title: t('checked.title'),
    body: (
      <>
        {error && (
          <ErrorSummary title={formTexts(lang)('summary', { count: 1 })} errors={[{ name: 'leaveOut', text: error }]} />
        )}
        <ImportHeading lang={lang} step={3} title={t('checked.title')} lead={lead} fileName={run.fileName} />
        <CountFacts lang={lang} counts={counts} />
        <WriteForm lang={lang} action={paths.importWrite(id)} hidden={hiddenOf(visit)} counts={counts} error={error} />
        <ResultTables
          lang={lang}
          runId={id}
          view={view}
          page={page}
          pages={Math.max(1, Math.ceil(total / PAGE_SIZE))}
          counts={counts}
          headings={await headingsOfRun(visit, run)}
          problems={problems}
          rows={judged.rows}
          whoColumns={whoColumns}
        />
        <Actions>
          {errors + notices > 0 && (
            <Button href={paths.importRemarks(id)} variant="secondary">
              {t('checked.csv')}
            </Button>
          )}
          <Button href={paths.importColumns(id)} variant="secondary">
            {t(run.stopped === 'changed' ? 'checkAgain' : 'checked.columns')}
          </Button>
        </Actions>
      </>
    ),
  }
}

function donePage(visit: Visit, run: ImportRun): Content {
  const { lang } = visit
  const t = importTexts(lang)
  return {
    title: t('done.title'),
    body: (
      <>
        <ImportHeading lang={lang} step={4} title={t('done.title')} lead={t('done.lead')} fileName={run.fileName} />
        <CountFacts lang={lang} counts={run.counts} done />
        <Actions>
          <Button href={paths.participants}>{t('done.participants')}</Button>
          <Button href={paths.import} variant="secondary">
            {t('done.again')}
          </Button>
        </Actions>
      </>
    ),
  }
}

/** The page of a run, by where it stands. `wanted` goes back to the columns from what the check showed. */
export async function runPage(visit: Visit, id: string, refusal?: Refusal, wanted?: 'mapping'): Promise<Response> {
  const { tx, viewer, lang, now } = visit
  const run = await importRun(tx, viewer, id)
  if (!run || refusal?.kind === 'not-found') return visit.notFound()
  const { state, stopped } = effectiveState(run, now)
  const status = refusal === undefined ? 200 : refusal.kind === 'invalid' ? 422 : 409
  const show = async (content: Content): Promise<Response> =>
    visit.page({
      section: 'participants',
      ...content,
      failed: refusal?.kind === 'invalid',
      status,
      body: (
        <>
          <Stopped visit={visit} run={run} stopped={stopped} refusal={refusal} />
          {content.body}
          {state !== 'done' && <DiscardForm lang={lang} action={paths.importDiscard(id)} hidden={hiddenOf(visit)} />}
        </>
      ),
    })
  if (state === 'sheet') return show(sheetPage(visit, run, refusal))
  if (state === 'done') return show(donePage(visit, run))
  if (state === 'checked' && wanted !== 'mapping') return show(await checkedPage(visit, run, refusal))
  if (state === 'checked' || state === 'mapping') return show(await mappingPage(visit, run, refusal))
  const response = await visit.page({
    title: importTexts(lang)(state === 'writing' ? 'writing.title' : 'checking.title'),
    section: 'participants',
    narrow: true,
    status,
    body: <WorkingView lang={lang} run={run} />,
  })
  response.headers.set('refresh', `${RELOAD_SECONDS};url=${paths.importRun(id)}`)
  return response
}
