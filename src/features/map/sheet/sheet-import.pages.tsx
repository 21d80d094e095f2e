import { paths } from '../../../paths.ts'
import { refusedFields } from '../../../platform/form/problem-words.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { readLayout } from '../../../platform/spreadsheet/layout.ts'
import { csvAnswer, UPLOAD_BODY } from '../../../platform/spreadsheet/upload.ts'
import type { Refusal, Result } from '../../../shared/result.ts'
import { Columns } from '../../../ui/card.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { SheetTooLarge } from '../../../ui/sheet-upload.tsx'
import type { PageContent, Route, Visit } from '../../access/public.ts'
import { isKeeper, mayWriteSomething, writesFor } from '../entry.access.ts'
import { bodiesOf } from '../entry.queries.ts'
import { MapTabs } from '../map.view.tsx'
import { mapTexts } from '../texts/map.ts'
import { sheetTexts } from '../texts/sheet.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import { remarkRows } from './sheet-checked.view.tsx'
import type { SheetField } from './sheet-column.ts'
import type { Pick3 } from './sheet-field.ts'
import {
  chooseColumns,
  chooseLayout,
  chooseSheet,
  discardImport,
  pickWords,
  uploadSheet,
} from './sheet-import.commands.ts'
import { askedRow, fileRows, sheetImport, sheetImports } from './sheet-import.queries.ts'
import { readKind, readMapping, readOwner, readPicks, readRest } from './sheet-import.schema.ts'
import { MOST_ROWS, mappingProblems } from './sheet-import.ts'
import { MergeForm } from './sheet-merge.view.tsx'
import { hiddenOf, metaOf, runPage, Summary } from './sheet-run.pages.tsx'
import { EarlierImports, OutCard, UploadCard, type UploadProps } from './sheet-start.view.tsx'
import { undoImport } from './sheet-undo.commands.ts'
import { writeImport } from './sheet-write.commands.ts'

const ID = ':id'

async function startPage(visit: Visit, refusal?: Refusal): Promise<Response> {
  const { lang, viewer, tx } = visit
  const t = sheetTexts(lang)
  const writes = mayWriteSomething(viewer)
  const [{ authorities }, all] = await Promise.all([bodiesOf(tx), writes ? sheetImports(tx, viewer) : []])
  const keeper = isKeeper(viewer)
  const own = authorities.filter(({ authorityId }) => keeper || writesFor(viewer).includes(authorityId))
  const errors: UploadProps['errors'] = refusedFields(lang, refusal, (key) => t(key as 'file.none'))
  const listed = Object.entries(errors).map(([name, text]) => ({ name, text }))
  return visit.page({
    title: t('title'),
    section: 'map',
    wide: true,
    failed: listed.length > 0,
    status: listed.length > 0 ? 422 : 200,
    body: (
      <>
        <Summary visit={visit} errors={listed} />
        <PageHeading title={mapTexts(lang)('title')} lead={t('lead')} />
        <MapTabs lang={lang} viewer={viewer} current="sheets" />
        <Columns split="even">
          {writes && (
            <UploadCard
              lang={lang}
              hidden={hiddenOf(visit)}
              own={own}
              keeper={keeper}
              owner={visit.form.owner}
              errors={errors}
            />
          )}
          <OutCard lang={lang} own={own} />
        </Columns>
        <EarlierImports lang={lang} all={all} />
      </>
    ),
  })
}

/** Shown in place of the form when the file is so large that it is not even received. */
const tooLarge = (lang: Lang): PageContent => {
  const t = sheetTexts(lang)
  return {
    title: t('tooLarge.title'),
    status: 413,
    failed: true,
    narrow: true,
    section: 'map',
    body: (
      <SheetTooLarge title={t('tooLarge.title')} text={t('file.too-large')} href={paths.mapSheets}>
        <PageHeading title={t('title')} lead={t('lead')} />
      </SheetTooLarge>
    ),
  }
}

const idOf = (visit: Visit): string => visit.c.req.param('id') ?? ''

/** One of the forms of an import: done leads on, refused shows the page again with what is wrong. */
async function send(
  visit: Visit,
  command: (id: string) => Promise<Result<string>>,
  { to = paths.mapSheet, mapping = false }: { to?: (id: string) => string; mapping?: boolean } = {},
): Promise<Response> {
  if (!mayWriteSomething(visit.viewer)) return visit.notFound()
  const id = idOf(visit)
  const sent = await visit.submit(async () => {
    const result = await command(id)
    return result.ok ? { ok: true, value: to(result.value) } : result
  })
  return 'done' in sent ? sent.done : runPage(visit, id, sent.refused, mapping)
}

/** One entry that is there already: its fields beside the sheet's. */
async function rowPage(visit: Visit, missing: readonly SheetField[] = []): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const run = await sheetImport(tx, viewer, idOf(visit))
  const found =
    run?.state === 'checked' && (await askedRow(tx, viewer, run.mapImportId, Number(c.req.param('row')) || 0))
  if (!run || !found) return visit.notFound()
  const t = sheetTexts(lang)
  const { row, at, of, next } = found
  const bothFor = new Set(row.differences.filter((one) => one.both !== undefined).map((one) => one.field))
  const errors = new Map(
    missing.map((field) => [field, t(bothFor.has(field) ? 'merge.problem' : 'merge.problemTwo')] as const),
  )
  return visit.page({
    title: row.name,
    section: 'map',
    ...(missing.length > 0 ? { status: 422 as const, failed: true } : {}),
    body: (
      <>
        <Summary
          visit={visit}
          errors={[...errors].map(([field, text]) => ({
            name: `f-${field}`,
            text: `${columnTexts(lang)(field)}: ${text}`,
          }))}
        />
        <PageHeading
          title={<Bdi>{row.name}</Bdi>}
          lead={t('merge.lead')}
          meta={[t('merge.step', { at, of }), ...metaOf(visit, run).slice(0, 1), t('rowNumber', { row: row.number })]}
        />
        <MergeForm
          lang={lang}
          importId={run.mapImportId}
          row={row.number}
          hidden={hiddenOf(visit)}
          differences={row.differences}
          picks={missing.length > 0 ? readPicks(visit.form) : row.picks}
          errors={errors}
          hasNext={next !== undefined}
        />
      </>
    ),
  })
}

async function pickRow(visit: Visit): Promise<Response> {
  const { tx, viewer, form, c } = visit
  const id = idOf(visit)
  const run = await sheetImport(tx, viewer, id)
  const found = run?.state === 'checked' && (await askedRow(tx, viewer, id, Number(c.req.param('row')) || 0))
  if (!run || !found) return visit.notFound()
  const { row, next } = found
  const asked = row.differences.filter((one) => !one.fills && !one.settled).map((one) => one.field)
  const all = readRest(form.all)
  const picks: Partial<Record<SheetField, Pick3>> = all
    ? Object.fromEntries(asked.map((field) => [field, all]))
    : readPicks(form)
  const missing = asked.filter((field) => picks[field] === undefined)
  if (missing.length > 0) return rowPage(visit, missing)
  const to = () => (next === undefined ? paths.mapSheet(id) : paths.mapSheetRow(id, next))
  return send(visit, () => pickWords(visit, id, row.number, picks), { to })
}

export const sheetImportRoutes: Route[] = [
  { method: 'get', path: paths.mapSheets, guard: 'signed-in', audit: 'none', handle: (visit) => startPage(visit) },
  {
    method: 'post',
    path: paths.mapSheets,
    guard: 'signed-in',
    audit: 'change',
    maxBody: UPLOAD_BODY,
    tooLarge,
    async handle(visit) {
      if (!mayWriteSomething(visit.viewer)) return visit.notFound()
      const sent = await visit.submit(async () => {
        const result = await uploadSheet(visit, readOwner(visit.form.owner), visit.file('file'))
        return result.ok ? { ok: true, value: paths.mapSheet(result.value) } : result
      })
      return 'done' in sent ? sent.done : startPage(visit, sent.refused)
    },
  },
  {
    method: 'get',
    path: paths.mapSheet(ID),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => runPage(visit, idOf(visit)),
  },
  {
    method: 'get',
    path: paths.mapSheetColumns(ID),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => runPage(visit, idOf(visit), undefined, true),
  },
  {
    method: 'get',
    path: paths.mapSheetRow(ID, ':row'),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => rowPage(visit),
  },
  {
    method: 'post',
    path: paths.mapSheetRow(ID, ':row'),
    guard: 'signed-in',
    audit: 'change',
    handle: pickRow,
  },
  {
    method: 'post',
    path: paths.mapSheetChoose(ID),
    guard: 'signed-in',
    audit: 'change',
    handle: (visit) => send(visit, (id) => chooseSheet(visit, id, visit.form.sheet ?? '')),
  },
  {
    method: 'post',
    path: paths.mapSheetLayout(ID),
    guard: 'signed-in',
    audit: 'change',
    handle: (visit) =>
      send(visit, (id) => chooseLayout(visit, id, readLayout(visit.form.layout)), {
        to: paths.mapSheetColumns,
        mapping: true,
      }),
  },
  {
    method: 'post',
    path: paths.mapSheetColumns(ID),
    guard: 'signed-in',
    audit: 'change',
    async handle(visit) {
      const run = await sheetImport(visit.tx, visit.viewer, idOf(visit))
      if (!run || !mayWriteSomething(visit.viewer)) return visit.notFound()
      const choices = readMapping(visit.form, run.choices.length)
      if (mappingProblems(choices).length > 0 && (run.state === 'mapping' || run.state === 'checked'))
        return runPage(visit, idOf(visit), { kind: 'invalid', fields: { form: 'mapping' } }, true)
      return send(visit, (id) => chooseColumns(visit, id, choices, readKind(visit.form.kind)))
    },
  },
  {
    method: 'post',
    path: paths.mapSheetWrite(ID),
    guard: 'signed-in',
    audit: 'change',
    handle: (visit) => send(visit, (id) => writeImport(visit, id, readRest(visit.form.rest))),
  },
  {
    method: 'post',
    path: paths.mapSheetUndo(ID),
    guard: 'signed-in',
    audit: 'change',
    handle: (visit) => send(visit, (id) => undoImport(visit, id)),
  },
  {
    method: 'post',
    path: paths.mapSheetDiscard(ID),
    guard: 'signed-in',
    audit: 'change',
    handle: (visit) => send(visit, (id) => discardImport(visit, id), { to: () => paths.mapSheets }),
  },
  {
    method: 'get',
    path: paths.mapSheetRemarks(ID),
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const { tx, viewer, lang } = visit
      const run = await sheetImport(tx, viewer, idOf(visit))
      if (!run || run.userId !== viewer.userId || run.state !== 'checked') return visit.notFound()
      const rows = remarkRows(lang, await fileRows(tx, viewer, run.mapImportId, MOST_ROWS), run.headings)
      return csvAnswer(rows, { plain: 'karta', name: sheetTexts(lang)('csv.name') })
    },
  },
]
