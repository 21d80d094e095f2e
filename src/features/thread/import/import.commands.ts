import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import { insertMany, type NewRow } from '../../../platform/database/insert-many.ts'
import { storable } from '../../../platform/spreadsheet/column.ts'
import { headingsOf, type Layout } from '../../../platform/spreadsheet/layout.ts'
import { type ApartProblem, readTableApart } from '../../../platform/spreadsheet/read-apart.ts'
import type { Table } from '../../../platform/spreadsheet/table.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { Viewer } from '../../access/public.ts'
import type { Work } from '../work/work.commands.ts'
import { teamsToImportInto } from './import.access.ts'
import { type ImportRun, importRows, importRun, uploadedFile } from './import.queries.ts'
import {
  effectiveState,
  IMPORT_ACTIONS,
  type ImportAction,
  MOST_COLUMNS,
  MOST_ROWS,
  mappingProblems,
} from './import.ts'
import { guessColumns } from './import-heading.ts'
import { guessLayout } from './import-layout.ts'
import type { ColumnChoice } from './import-target.ts'

/** Rows looked at to guess headings and columns. */
const SAMPLE = 200
const LONGEST_CELL = 25_000
const LONGEST_NAME = 200

export type ImportWork = Work & { now: Date }
type Key = { associationId: string | number; importRunId: string }

const refused = (problem: ApartProblem | 'no-rows'): Result<never> =>
  refuse({ kind: 'invalid', fields: { file: `file.${problem}` } })

/** The headings and what the columns seem to mean. */
function guess(rows: readonly (readonly string[])[], layout: Layout, today: CalendarDay): ColumnChoice[] {
  const { from, depth } = layout
  const width = rows[0]?.length ?? 0
  const below = rows.slice(from + depth)
  const headings = depth === 0 ? Array.from({ length: width }, () => '') : headingsOf(rows.slice(from, from + depth))
  const cells = Array.from({ length: width }, (_, column) => below.map((row) => row[column] ?? ''))
  const choices = guessColumns(headings, cells, today)
  // A column with nothing in it asks for no decision.
  return choices.map((choice, column) => choice ?? (isEmpty(headings[column], cells[column]) ? 'skip' : null))
}
const isEmpty = (heading: string | undefined, cells: readonly string[] | undefined): boolean =>
  (heading ?? '') === '' && (cells ?? []).every((cell) => cell.trim() === '')

const withoutEmptyRows = (table: Table): Table => ({
  ...table,
  rows: table.rows.filter((row) => row.cells.some((cell) => cell.trim() !== '')),
})

/** What a read sheet lacks to be a list: anything at all, or rows below its headings. */
function lacking(table: Table, today: CalendarDay): 'empty' | 'no-rows' | undefined {
  if (table.rows.length === 0) return 'empty'
  const { from, depth } = guessLayout(sampleOf(table), today)
  return from + depth >= table.rows.length ? 'no-rows' : undefined
}
const sampleOf = (table: Table): string[][] => table.rows.slice(0, SAMPLE).map((row) => row.cells)

/** Takes an uploaded list in: reads it in a thread of its own and keeps its rows for the next steps. Gives the key of the run. */
export async function uploadList(work: ImportWork, unitId: number, file: File | undefined): Promise<Result<string>> {
  const { tx, viewer, today } = work
  const team = teamsToImportInto(viewer).find((held) => held.unitId === unitId)
  if (!team) return refuse({ kind: 'invalid', fields: { unitId: 'choose' } })
  if (!file) return refuse({ kind: 'invalid', fields: { file: 'file.none' } })
  await sql`select sweep_imports()`.execute(tx)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const fileName = storable(file.name.replace(/^.*[\\/]/, ''), LONGEST_NAME)
  const read = await readTableApart({ bytes, fileName, mostRows: MOST_ROWS, mostColumns: MOST_COLUMNS })
  if (!read.ok) return refused(read.problem)
  const table = withoutEmptyRows(read.value)
  const several = table.sheets.length > 1
  const lacks = several ? undefined : lacking(table, today)
  if (lacks) return refused(lacks)
  const importRunId = newId()
  const { sheets, sheet } = read.value
  await tx
    .insertInto('importRun')
    .values({
      associationId: viewer.associationId,
      importRunId,
      userId: viewer.userId,
      unitId,
      authorityId: team.authorityId,
      fileName,
      file: several ? Buffer.from(bytes) : null,
      sheets: sheets.slice(0, 100).map((name) => storable(name, LONGEST_NAME)),
      sheet: several ? '' : storable(sheet, LONGEST_NAME),
      state: several ? 'sheet' : 'mapping',
      beatAt: work.now,
    })
    .execute()
  if (!several) await keepRows(work, { importRunId, unitId }, read.value, today)
  return ok(importRunId)
}

/** Keeps the rows of a sheet, and what its headings and columns seem to be. */
async function keepRows(
  { tx, viewer }: ImportWork,
  run: Pick<ImportRun, 'importRunId' | 'unitId'>,
  table: Table,
  today: CalendarDay,
): Promise<void> {
  const key = { associationId: viewer.associationId, importRunId: run.importRunId }
  const rows: NewRow<'importRow'>[] = table.rows.map(({ number, cells }) => ({
    ...key,
    userId: viewer.userId,
    unitId: run.unitId,
    rowNumber: number,
    cells: cells.map((cell) => storable(cell, LONGEST_CELL)),
  }))
  for (let at = 0; at < rows.length; at += 1000) await insertMany(tx, 'importRow', rows.slice(at, at + 1000))
  const sample = sampleOf(table)
  const layout = guessLayout(sample, today)
  const kinds = new Set(table.warnings.map((warning) => warning.kind))
  kinds.delete('more-sheets')
  await setRun(tx, key, {
    headerFrom: layout.from,
    headerDepth: layout.depth,
    choices: JSON.stringify(guess(sample, layout, today)),
    warnings: JSON.stringify([...kinds]),
    total: table.rows.length,
  })
}

const setRun = (tx: Tx, key: Key, set: Record<string, unknown>) =>
  tx
    .updateTable('importRun')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('associationId', '=', Number(key.associationId))
    .where('importRunId', '=', key.importRunId)
    .execute()

const keyOf = (viewer: Viewer, run: ImportRun): Key => ({
  associationId: viewer.associationId,
  importRunId: run.importRunId,
})

/** The run for an action, with work that stands still given up; refused where it is absent or in another state. */
async function enter(work: ImportWork, id: string, action: ImportAction): Promise<Result<ImportRun>> {
  const run = await importRun(work.tx, work.viewer, id)
  if (!run) return refuse({ kind: 'not-found' })
  const { state } = effectiveState(run, work.now)
  if (!IMPORT_ACTIONS[state].includes(action)) return refuse({ kind: 'conflict', reason: `state.${state}` })
  return ok({ ...run, state })
}

/** Reads the chosen sheet of a workbook. */
export async function chooseSheet(work: ImportWork, id: string, sheet: string): Promise<Result<string>> {
  const entered = await enter(work, id, 'choose-sheet')
  if (!entered.ok) return entered
  const run = entered.value
  if (!run.sheets.includes(sheet)) return refuse({ kind: 'invalid', fields: { sheet: 'choose' } })
  const bytes = await uploadedFile(work.tx, work.viewer, id)
  if (!bytes) return refuse({ kind: 'not-found' })
  const read = await readTableApart({
    bytes,
    fileName: run.fileName,
    sheet,
    mostRows: MOST_ROWS,
    mostColumns: MOST_COLUMNS,
  })
  if (!read.ok) return refuse({ kind: 'invalid', fields: { sheet: `file.${read.problem}` } })
  const table = withoutEmptyRows(read.value)
  const lacks = lacking(table, work.today)
  if (lacks) return refuse({ kind: 'invalid', fields: { sheet: `file.${lacks}` } })
  await keepRows(work, run, table, work.today)
  await setRun(work.tx, keyOf(work.viewer, run), { state: 'mapping', sheet, file: null, beatAt: work.now })
  return ok(id)
}

/** Says where the headings are: what the columns mean is guessed anew. */
export async function chooseLayout(work: ImportWork, id: string, layout: Layout): Promise<Result<string>> {
  const entered = await enter(work, id, 'choose-columns')
  if (!entered.ok) return entered
  const rows = await importRows(work.tx, work.viewer, id, { limit: SAMPLE })
  if (layout.from + layout.depth >= rows.length)
    return refuse({ kind: 'invalid', fields: { layout: 'layout.nothing' } })
  const choices = guess(
    rows.map((row) => row.cells),
    layout,
    work.today,
  )
  await setRun(work.tx, keyOf(work.viewer, entered.value), {
    state: 'mapping',
    headerFrom: layout.from,
    headerDepth: layout.depth,
    choices: JSON.stringify(choices),
    stopped: '',
  })
  return ok(id)
}

/** Keeps what the columns mean. The check itself begins after the transaction. */
export async function chooseColumns(
  work: ImportWork,
  id: string,
  choices: readonly ColumnChoice[],
): Promise<Result<string>> {
  const entered = await enter(work, id, 'check')
  if (!entered.ok) return entered
  const run = entered.value
  if (choices.length !== run.choices.length || mappingProblems(choices).length > 0)
    return refuse({ kind: 'invalid', fields: { form: 'mapping' } })
  await setRun(work.tx, keyOf(work.viewer, run), {
    state: 'checking',
    choices: JSON.stringify(choices),
    counts: '{}',
    progress: 0,
    stopped: '',
    beatAt: work.now,
  })
  return ok(id)
}

/** Says yes to what the dry run showed. The writing itself begins after the transaction. */
export async function beginWriting(work: ImportWork, id: string, leaveOut: boolean): Promise<Result<string>> {
  const entered = await enter(work, id, 'write')
  if (!entered.ok) return entered
  const { counts, ...run } = entered.value
  if ((counts.bad ?? 0) > 0 && !leaveOut) return refuse({ kind: 'invalid', fields: { leaveOut: 'leaveOut' } })
  if ((counts.new ?? 0) + (counts.added ?? 0) === 0) return refuse({ kind: 'conflict', reason: 'nothing' })
  await setRun(work.tx, keyOf(work.viewer, { counts, ...run }), {
    state: 'writing',
    leaveOut,
    progress: 0,
    stopped: '',
    beatAt: work.now,
  })
  return ok(id)
}

/** Throws away what was uploaded. What has been brought in stays. */
export async function discardRun(work: ImportWork, id: string): Promise<Result<string>> {
  const entered = await enter(work, id, 'discard')
  if (!entered.ok) return entered
  await work.tx
    .deleteFrom('importRun')
    .where('associationId', '=', work.viewer.associationId)
    .where('importRunId', '=', id)
    .execute()
  return ok(id)
}
