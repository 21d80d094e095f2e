import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { columnProblems, columnsInUse } from '../../../platform/spreadsheet/upload.ts'
import type { Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Stack } from '../../../ui/card.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { HeadingRowsForm, SheetForm } from '../../../ui/sheet-columns.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { PageContent, Visit } from '../../access/public.ts'
import { bodiesOf, loadMap, loadPlaces } from '../entry.queries.ts'
import { sheetTexts } from '../texts/sheet.ts'
import { CountFacts, ResultTables, VIEW_IN_ADDRESS, WriteForm } from './sheet-checked.view.tsx'
import { DoneView, LeftEntries } from './sheet-done.view.tsx'
import {
  checkedRows,
  fileRows,
  firstUnanswered,
  ROW_VIEWS,
  type RowView,
  type SheetImport,
  sheetImport,
} from './sheet-import.queries.ts'
import { readKind, readMapping } from './sheet-import.schema.ts'
import { type MappingProblem, mappingProblems, SHEET_ACTIONS } from './sheet-import.ts'
import { MappingForm } from './sheet-mapping.view.tsx'
import { namesOf } from './sheet-names.ts'
import { understood } from './sheet-understood.ts'
import { entriesOfImport } from './sheet-undo.commands.ts'

const SAMPLE = 200
const PAGE_SIZE = 50

export const hiddenOf = (visit: Visit): Record<string, string> => {
  const keys = visit.keys()
  return { _token: keys.token, _key: keys.key }
}

/** Where the reader is among the steps, and in which file. */
export const metaOf = (visit: Visit, run: Pick<SheetImport, 'fileName'>, step?: number) => [
  ...(step ? [sheetTexts(visit.lang)('step', { step })] : []),
  <Bdi>{run.fileName}</Bdi>,
  <a href={paths.mapSheets}>{sheetTexts(visit.lang)('back')}</a>,
]

type Content = Pick<PageContent, 'title' | 'body'> & Partial<PageContent>

const Discard = ({ visit, run }: { visit: Visit; run: SheetImport }) => (
  <Form action={paths.mapSheetDiscard(run.mapImportId)} hidden={hiddenOf(visit)}>
    <Button variant="tertiary">{sheetTexts(visit.lang)('discard')}</Button>
  </Form>
)

function sheetPage(visit: Visit, run: SheetImport, refusal?: Refusal): Content {
  const t = sheetTexts(visit.lang)
  const key = refusal?.kind === 'invalid' ? refusal.fields.sheet : undefined
  const error = key && (key === 'choose' ? formTexts(visit.lang)('problem.choose') : t(key as 'file.broken'))
  return {
    title: t('sheet.title'),
    narrow: true,
    body: (
      <>
        <Summary visit={visit} errors={error ? [{ name: 'sheet', text: error }] : []} />
        <PageHeading title={t('sheet.title')} meta={metaOf(visit, run, 1)} />
        <SheetForm
          words={t}
          action={paths.mapSheetChoose(run.mapImportId)}
          hidden={hiddenOf(visit)}
          sheets={run.sheets}
          error={error}
        />
      </>
    ),
  }
}

export const Summary = ({ visit, errors }: { visit: Visit; errors: { name: string; text: string }[] }) => (
  <ErrorSummary title={formTexts(visit.lang)('summary', { count: errors.length })} errors={errors} />
)

async function mappingPage(visit: Visit, run: SheetImport, refusal?: Refusal): Promise<Content> {
  const { lang, form, tx, viewer } = visit
  const t = sheetTexts(lang)
  const rows = await fileRows(tx, viewer, run.mapImportId, SAMPLE)
  const below = rows.slice(run.headerFrom + run.headerDepth)
  const refused = refusal?.kind === 'invalid' && refusal.fields.form !== undefined
  const choices = refused ? readMapping(form, run.choices.length) : run.choices
  const columns = columnsInUse(choices, run.headings, below)
  const problems: MappingProblem[] = refused ? mappingProblems(choices) : []
  const { listed, errors } = columnProblems(
    problems.map(({ column, kind }) => ({ column, text: t(`map.${kind}`) })),
    columns,
  )
  const layoutError = refusal?.kind === 'invalid' && refusal.fields.layout ? t('layout.nothing') : undefined
  return {
    title: t('map.title'),
    body: (
      <>
        <Summary visit={visit} errors={[...listed, ...(layoutError ? [{ name: 'layout', text: layoutError }] : [])]} />
        <PageHeading title={t('map.title')} lead={t('map.lead')} meta={metaOf(visit, run, 1)} />
        {run.warnings.map((warning) => (
          <Notice tone="attention">
            <p>{t(`warning.${warning as 'open-quote'}`)}</p>
          </Notice>
        ))}
        <HeadingRowsForm
          words={t}
          action={paths.mapSheetLayout(run.mapImportId)}
          hidden={hiddenOf(visit)}
          rows={rows}
          value={form.layout ?? `${run.headerFrom}-${run.headerDepth}`}
          error={layoutError}
        />
        <MappingForm
          lang={lang}
          action={paths.mapSheetColumns(run.mapImportId)}
          hidden={hiddenOf(visit)}
          sheet={run.sheet}
          columns={columns}
          errors={errors}
          kind={refused ? readKind(form.kind) : run.kind}
          asksKind={!choices.includes('kind')}
        />
        <Discard visit={visit} run={run} />
      </>
    ),
  }
}

async function checkedPage(visit: Visit, run: SheetImport, refusal?: Refusal): Promise<Content> {
  const { lang, tx, viewer, c, form, today } = visit
  const t = sheetTexts(lang)
  const id = run.mapImportId
  const { counts } = run
  const totals = Object.fromEntries(
    await Promise.all(
      ROW_VIEWS.map(async (one) => [one, (await checkedRows(tx, viewer, id, one, { size: 1, number: 1 })).total]),
    ),
  ) as Record<RowView, number>
  const view =
    ROW_VIEWS.find((one) => VIEW_IN_ADDRESS[one] === c.req.query('visa')) ??
    ROW_VIEWS.find((one) => totals[one] > 0) ??
    'new'
  const asked = Number(c.req.query('sida'))
  const page = Number.isSafeInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1
  const { rows } = await checkedRows(tx, viewer, id, view, { size: PAGE_SIZE, number: page })
  const { unanswered, next } = await firstUnanswered(tx, viewer, id)
  const error = refusal?.kind === 'invalid' ? t('rest.problem') : undefined
  const { new: fresh = 0, differs = 0, out = 0, same = 0 } = counts
  const lead = fresh + differs > 0 ? 'check.lead' : out > 0 && same === 0 ? 'check.onlyOut' : 'check.nothing'
  return {
    title: t('check.title'),
    wide: true,
    body: (
      <>
        <Summary visit={visit} errors={error ? [{ name: 'rest', text: error }] : []} />
        <PageHeading title={t('check.title')} lead={t(lead)} meta={metaOf(visit, run, 2)} />
        {run.stopped === 'changed' && (
          <Notice tone="attention" live="alert" title={t('check.changed')}>
            <p>{t('check.changedText')}</p>
          </Notice>
        )}
        <CountFacts lang={lang} counts={counts} />
        <WriteForm
          lang={lang}
          importId={id}
          hidden={hiddenOf(visit)}
          counts={counts}
          unanswered={unanswered}
          next={next}
          rest={form.rest}
          error={error}
        />
        <ResultTables
          lang={lang}
          importId={id}
          view={view}
          counts={totals}
          page={page}
          pages={Math.max(1, Math.ceil(totals[view] / PAGE_SIZE))}
          headings={run.headings}
          rows={rows}
          understoodOf={(row) => understood(row, { ...run, today })}
        />
        <Actions>
          <Button href={`${paths.mapSheetColumns(id)}`} variant="secondary">
            {t('columns')}
          </Button>
          {(counts.problems ?? 0) > 0 && (
            <Button href={paths.mapSheetRemarks(id)} variant="secondary">
              {t('csv')}
            </Button>
          )}
        </Actions>
        <Discard visit={visit} run={run} />
      </>
    ),
  }
}

async function undonePage(visit: Visit, run: SheetImport): Promise<Content> {
  const { lang, tx, viewer } = visit
  const t = sheetTexts(lang)
  const left = (await entriesOfImport({ tx, viewer }, run.mapImportId)).filter(({ entry }) =>
    run.leftEntries.includes(entry.entryId),
  )
  const [bodies, entries, places] = await Promise.all([bodiesOf(tx), loadMap(tx, viewer), loadPlaces(tx, viewer)])
  return {
    title: t('undone.title'),
    body: (
      <Stack>
        <PageHeading
          title={t('undone.title')}
          lead={left.length === 0 ? t('undone.all') : undefined}
          meta={metaOf(visit, run)}
        />
        {left.length > 0 && (
          <>
            <Notice tone="attention" title={t('undone.left', { count: left.length })}>
              <p>{t('undone.leftText')}</p>
            </Notice>
            <LeftEntries lang={lang} left={left} names={namesOf(bodies, entries, places)} />
          </>
        )}
        <Actions>
          <Button href={paths.map}>{t('done.map')}</Button>
        </Actions>
      </Stack>
    ),
  }
}

const donePage = (visit: Visit, run: SheetImport): Content => {
  const t = sheetTexts(visit.lang)
  return {
    title: t('done.title'),
    body: (
      <>
        <PageHeading title={t('done.title')} lead={t('done.lead')} meta={metaOf(visit, run, 3)} />
        <DoneView lang={visit.lang} run={run} hidden={hiddenOf(visit)} />
      </>
    ),
  }
}

function contentOf(visit: Visit, run: SheetImport, refusal: Refusal | undefined, mapping: boolean) {
  if (run.state === 'sheet') return sheetPage(visit, run, refusal)
  if (run.state === 'mapping' || (mapping && SHEET_ACTIONS[run.state].includes('choose-columns')))
    return mappingPage(visit, run, refusal)
  if (run.state === 'checked') return checkedPage(visit, run, refusal)
  return run.state === 'done' ? donePage(visit, run) : undonePage(visit, run)
}

/** The page of an import, as it stands now. */
export async function runPage(visit: Visit, id: string, refusal?: Refusal, mapping = false): Promise<Response> {
  const run = await sheetImport(visit.tx, visit.viewer, id)
  if (!run || refusal?.kind === 'not-found') return visit.notFound()
  const t = sheetTexts(visit.lang)
  const content = await contentOf(visit, run, refusal, mapping)
  const conflict = refusal?.kind === 'conflict'
  return visit.page({
    section: 'map',
    ...content,
    ...(refusal ? { status: conflict ? (409 as const) : (422 as const), failed: !conflict } : {}),
    body: conflict ? (
      <>
        <Notice tone="attention" live="alert">
          <p>{t('conflict')}</p>
        </Notice>
        {content.body}
      </>
    ) : (
      content.body
    ),
  })
}
