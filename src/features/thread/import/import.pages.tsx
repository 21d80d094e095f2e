import { paths } from '../../../paths.ts'
import type { Db } from '../../../platform/database/db.ts'
import { refusedFields } from '../../../platform/form/problem-words.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { readLayout } from '../../../platform/spreadsheet/layout.ts'
import { csvAnswer, UPLOAD_BODY } from '../../../platform/spreadsheet/upload.ts'
import type { Refusal, Result } from '../../../shared/result.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { SheetTooLarge } from '../../../ui/sheet-upload.tsx'
import type { PageContent, Route, Visit } from '../../access/public.ts'
import { importTexts } from '../texts/import.ts'
import { teamsToImportInto } from './import.access.ts'
import { beginWriting, chooseColumns, chooseLayout, chooseSheet, discardRun, uploadList } from './import.commands.ts'
import { beginWork, checkList, type ImportTools, writeList } from './import.jobs.ts'
import { allProblems, importRun, importRuns } from './import.queries.ts'
import { readMapping } from './import.schema.ts'
import { effectiveState, mappingProblems } from './import.ts'
import { ImportHeading, OngoingRuns, UploadForm, type UploadProps } from './import.view.tsx'
import { remarkRows } from './import-result.view.tsx'
import { headingsOfRun, runPage } from './import-run.pages.tsx'

const GUARD = ['team_leader'] as const
const ID = ':id'

async function startPage(visit: Visit, refusal?: Refusal): Promise<Response> {
  const { lang, viewer, tx } = visit
  const teams = teamsToImportInto(viewer)
  if (teams.length === 0) return visit.notFound()
  const t = importTexts(lang)
  const keys = visit.keys()
  const errors: UploadProps['errors'] = refusedFields(lang, refusal, (key) => t(key as 'file.none'))
  const listed = Object.entries(errors).map(([name, text]) => ({ name, text }))
  return visit.page({
    title: t('title'),
    section: 'participants',
    failed: listed.length > 0,
    status: listed.length > 0 ? 422 : 200,
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: listed.length })} errors={listed} />
        <ImportHeading lang={lang} step={1} title={t('title')} lead={t('lead')} />
        <UploadForm
          lang={lang}
          hidden={{ _token: keys.token, _key: keys.key }}
          teams={teams}
          unitId={visit.form.unitId}
          errors={errors}
        />
        <OngoingRuns lang={lang} runs={await importRuns(tx, viewer)} />
      </>
    ),
  })
}

/** Shown in place of the form when the file is so large that it is not even received. */
const tooLarge = (lang: Lang): PageContent => {
  const t = importTexts(lang)
  return {
    title: t('tooLarge.title'),
    status: 413,
    failed: true,
    narrow: true,
    body: (
      <SheetTooLarge title={t('tooLarge.title')} text={t('file.too-large')} href={paths.import}>
        <ImportHeading lang={lang} step={1} title={t('title')} lead={t('lead')} />
      </SheetTooLarge>
    ),
  }
}

const idOf = (visit: Visit): string => visit.c.req.param('id') ?? ''

/** One of the forms of a run: done leads to the run's page, refused shows it again with what is wrong. */
async function send(
  visit: Visit,
  command: (id: string) => Promise<Result<string>>,
  to = paths.importRun,
): Promise<Response> {
  const id = idOf(visit)
  const sent = await visit.submit(async () => {
    const result = await command(id)
    return result.ok ? { ok: true, value: to(result.value) } : result
  })
  return 'done' in sent ? sent.done : runPage(visit, id, sent.refused)
}

export const importRoutes = ({ db }: { db: Db }): Route[] => {
  const toolsOf = ({ viewer, today, lang }: Visit): ImportTools => ({
    db,
    viewer,
    today,
    referredBy: (who) => importTexts(lang)('referredBy', { who }),
  })
  /** Work that begins when the change is committed. */
  const thenWork = async (visit: Visit, answer: Promise<Response>, work: typeof checkList): Promise<Response> => {
    const response = await answer
    if (response.status < 400) visit.afterCommit(() => beginWork(toolsOf(visit), idOf(visit), work))
    return response
  }

  return [
    { method: 'get', path: paths.import, guard: GUARD, audit: 'none', handle: (visit) => startPage(visit) },
    {
      method: 'post',
      path: paths.import,
      guard: GUARD,
      audit: 'change',
      maxBody: UPLOAD_BODY,
      tooLarge,
      async handle(visit) {
        const sent = await visit.submit(async () => {
          const result = await uploadList(visit, Number(visit.form.unitId), visit.file('file'))
          return result.ok ? { ok: true, value: paths.importRun(result.value) } : result
        })
        return 'done' in sent ? sent.done : startPage(visit, sent.refused)
      },
    },
    {
      method: 'get',
      path: paths.importRun(ID),
      guard: GUARD,
      audit: 'none',
      handle: (visit) => runPage(visit, idOf(visit)),
    },
    {
      method: 'get',
      path: paths.importColumns(ID),
      guard: GUARD,
      audit: 'none',
      handle: (visit) => runPage(visit, idOf(visit), undefined, 'mapping'),
    },
    {
      method: 'post',
      path: paths.importSheet(ID),
      guard: GUARD,
      audit: 'change',
      handle: (visit) => send(visit, (id) => chooseSheet(visit, id, visit.form.sheet ?? '')),
    },
    {
      method: 'post',
      path: paths.importLayout(ID),
      guard: GUARD,
      audit: 'change',
      handle: (visit) => send(visit, (id) => chooseLayout(visit, id, readLayout(visit.form.layout))),
    },
    {
      method: 'post',
      path: paths.importColumns(ID),
      guard: GUARD,
      audit: 'change',
      async handle(visit) {
        const run = await importRun(visit.tx, visit.viewer, idOf(visit))
        if (!run) return visit.notFound()
        const choices = readMapping(visit.form, run.choices)
        const wrong = mappingProblems(choices).length > 0
        if (wrong) return runPage(visit, idOf(visit), { kind: 'invalid', fields: { form: 'mapping' } }, 'mapping')
        return thenWork(
          visit,
          send(visit, (id) => chooseColumns(visit, id, choices)),
          checkList,
        )
      },
    },
    {
      method: 'post',
      path: paths.importWrite(ID),
      guard: GUARD,
      audit: 'change',
      handle: (visit) =>
        thenWork(
          visit,
          send(visit, (id) => beginWriting(visit, id, visit.form.leaveOut === 'yes')),
          writeList,
        ),
    },
    {
      method: 'post',
      path: paths.importDiscard(ID),
      guard: GUARD,
      audit: 'change',
      handle: (visit) =>
        send(
          visit,
          (id) => discardRun(visit, id),
          () => paths.import,
        ),
    },
    {
      method: 'get',
      path: paths.importRemarks(ID),
      guard: GUARD,
      audit: 'none',
      async handle(visit) {
        const { tx, viewer, lang, now } = visit
        const run = await importRun(tx, viewer, idOf(visit))
        if (!run || effectiveState(run, now).state !== 'checked') return visit.notFound()
        const rows = remarkRows(lang, await allProblems(tx, viewer, run.importRunId), await headingsOfRun(visit, run))
        return csvAnswer(rows, { plain: 'import', name: importTexts(lang)('csv.name') })
      },
    },
  ]
}
