import { sql } from 'kysely'
import { insertMany } from '../../../platform/database/insert-many.ts'
import { storable } from '../../../platform/spreadsheet/column.ts'
import { headingsOf, type Layout } from '../../../platform/spreadsheet/layout.ts'
import { type ApartProblem, readTableApart } from '../../../platform/spreadsheet/read-apart.ts'
import type { Table } from '../../../platform/spreadsheet/table.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { EntryKind } from '../code.ts'
import { mayWrite } from '../entry.access.ts'
import { bodiesOf } from '../entry.queries.ts'
import type { MapWork } from '../work.ts'
import { checkImport, setImport } from './sheet-check.commands.ts'
import type { ColumnChoice, SheetField } from './sheet-column.ts'
import type { Pick3 } from './sheet-field.ts'
import { MAP_SHEETS } from './sheet-guide.ts'
import { guessColumns, guessLayout } from './sheet-heading.ts'
import { fileRows, type SheetImport, sheetImport, uploadedSheet } from './sheet-import.queries.ts'
import { MOST_COLUMNS, MOST_ROWS, mappingProblems, SHEET_ACTIONS, type SheetAction } from './sheet-import.ts'

/** Rows looked at to guess headings. */
const SAMPLE = 200
const LONGEST_CELL = 25_000
const LONGEST_NAME = 200

const refused = (field: 'file' | 'sheet', problem: ApartProblem | 'no-rows' | 'none'): Result<never> =>
  refuse({ kind: 'invalid', fields: { [field]: `file.${problem}` } })

const readAs = (bytes: Uint8Array, fileName: string, sheet?: string) =>
  readTableApart({ bytes, fileName, sheet, fillMerged: true, mostRows: MOST_ROWS, mostColumns: MOST_COLUMNS })

const cellsOf = (table: Table): string[][] => table.rows.slice(0, SAMPLE).map((row) => row.cells)

/** What a read sheet lacks: anything at all, or rows below its headings. */
function lacking(table: Table): 'empty' | 'no-rows' | undefined {
  table.rows = table.rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  if (table.rows.length === 0) return 'empty'
  const { from, depth } = guessLayout(cellsOf(table))
  return from + depth >= table.rows.length ? 'no-rows' : undefined
}

/** May the viewer say that the rows are this authority's? */
async function mayOwn({ tx, viewer }: MapWork, authorityId: number | null | undefined): Promise<boolean> {
  if (authorityId === undefined || !mayWrite(viewer, { authorityId })) return false
  return authorityId === null || (await bodiesOf(tx)).authorities.some((one) => one.authorityId === authorityId)
}

/** Takes an uploaded sheet in: reads it in a thread of its own and keeps its rows. Gives the key of the import. */
export async function uploadSheet(
  work: MapWork,
  authorityId: number | null | undefined,
  file: File | undefined,
): Promise<Result<string>> {
  const { tx, viewer } = work
  if (!(await mayOwn(work, authorityId))) return refuse({ kind: 'invalid', fields: { owner: 'choose' } })
  if (!file) return refused('file', 'none')
  await sql`select sweep_map_imports()`.execute(tx)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const fileName = storable(file.name.replace(/^.*[\\/]/, ''), LONGEST_NAME)
  const first = await readAs(bytes, fileName)
  if (!first.ok) return refused('file', first.problem)
  // A file of the program's own has one sheet for the map, whatever the language it was handed out in.
  const own = first.value.sheets.find((name) => MAP_SHEETS.includes(name))
  const read = own && own !== first.value.sheet ? await readAs(bytes, fileName, own) : first
  if (!read.ok) return refused('file', read.problem)
  const several = read.value.sheets.length > 1 && read.value.sheet !== own
  const lacks = several ? undefined : lacking(read.value)
  if (lacks) return refused('file', lacks)
  const mapImportId = newId()
  const { sheets, sheet } = read.value
  await tx
    .insertInto('mapImport')
    .values({
      associationId: viewer.associationId,
      mapImportId,
      userId: viewer.userId,
      authorityId: authorityId ?? null,
      fileName,
      file: several ? Buffer.from(bytes) : null,
      sheets: sheets.slice(0, 100).map((name) => storable(name, LONGEST_NAME)),
      sheet: several ? '' : storable(sheet, LONGEST_NAME),
      state: several ? 'sheet' : 'mapping',
    })
    .execute()
  if (!several) await keepRows(work, mapImportId, read.value)
  return ok(mapImportId)
}

/** Keeps the rows of a sheet, and what its headings and columns seem to be. */
async function keepRows(work: MapWork, mapImportId: string, table: Table): Promise<void> {
  const { tx, viewer } = work
  const rows = table.rows.map(({ number, cells }) => ({
    associationId: viewer.associationId,
    mapImportId,
    userId: viewer.userId,
    rowNumber: number,
    cells: cells.map((cell) => storable(cell, LONGEST_CELL)),
  }))
  for (let at = 0; at < rows.length; at += 1000) await insertMany(tx, 'mapImportRow', rows.slice(at, at + 1000))
  const sample = cellsOf(table)
  const kinds = new Set(table.warnings.map((warning) => warning.kind))
  kinds.delete('more-sheets')
  await setImport(work, mapImportId, { ...layoutOf(sample, guessLayout(sample)), warnings: [...kinds] })
}

function layoutOf(rows: readonly (readonly string[])[], { from, depth }: Layout) {
  const width = rows[0]?.length ?? 0
  const found = depth === 0 ? [] : headingsOf(rows.slice(from, from + depth))
  const headings = Array.from({ length: width }, (_, at) => storable(found[at] ?? '', LONGEST_NAME))
  return { headerFrom: from, headerDepth: depth, headings, choices: guessColumns(headings) }
}

/** The import for an action; refused where it is absent, another's or in another state. */
export async function enterImport(work: MapWork, id: string, action: SheetAction): Promise<Result<SheetImport>> {
  const run = await sheetImport(work.tx, work.viewer, id)
  if (!run || (action !== 'undo' && run.userId !== work.viewer.userId)) return refuse({ kind: 'not-found' })
  await sql`select 1 from map_import where association_id = ${work.viewer.associationId} and map_import_id = ${id} for update`.execute(
    work.tx,
  )
  const now = await sheetImport(work.tx, work.viewer, id)
  if (!now || !SHEET_ACTIONS[now.state].includes(action)) return refuse({ kind: 'conflict', reason: 'state' })
  return ok(now)
}

/** Reads the chosen sheet of a workbook. */
export async function chooseSheet(work: MapWork, id: string, sheet: string): Promise<Result<string>> {
  const entered = await enterImport(work, id, 'choose-sheet')
  if (!entered.ok) return entered
  const run = entered.value
  if (!run.sheets.includes(sheet)) return refuse({ kind: 'invalid', fields: { sheet: 'choose' } })
  const bytes = await uploadedSheet(work.tx, work.viewer, id)
  if (!bytes) return refuse({ kind: 'not-found' })
  const read = await readAs(bytes, run.fileName, sheet)
  if (!read.ok) return refused('sheet', read.problem)
  const lacks = lacking(read.value)
  if (lacks) return refused('sheet', lacks)
  await keepRows(work, id, read.value)
  await setImport(work, id, { state: 'mapping', sheet, file: null })
  return ok(id)
}

/** Says where the headings are: what the columns mean is guessed anew. */
export async function chooseLayout(work: MapWork, id: string, layout: Layout): Promise<Result<string>> {
  const entered = await enterImport(work, id, 'choose-columns')
  if (!entered.ok) return entered
  const rows = await fileRows(work.tx, work.viewer, id, SAMPLE)
  if (layout.from + layout.depth >= rows.length)
    return refuse({ kind: 'invalid', fields: { layout: 'layout.nothing' } })
  const cells = rows.map((row) => row.cells)
  await setImport(work, id, { ...layoutOf(cells, layout), state: 'mapping', stopped: '' })
  return ok(id)
}

/** Keeps what the columns mean, and does the dry run. */
export async function chooseColumns(
  work: MapWork,
  id: string,
  choices: readonly ColumnChoice[],
  kind: EntryKind,
): Promise<Result<string>> {
  const entered = await enterImport(work, id, 'choose-columns')
  if (!entered.ok) return entered
  if (choices.length !== entered.value.choices.length || mappingProblems(choices).length > 0)
    return refuse({ kind: 'invalid', fields: { form: 'mapping' } })
  await setImport(work, id, { choices: [...choices], kind })
  await checkImport(work, { ...entered.value, choices: [...choices], kind })
  return ok(id)
}

/** Keeps which words stay for one entry that is there already. */
export async function pickWords(
  work: MapWork,
  id: string,
  row: number,
  picks: Partial<Record<SheetField, Pick3>>,
): Promise<Result<string>> {
  const entered = await enterImport(work, id, 'pick')
  if (!entered.ok) return entered
  const { numUpdatedRows } = await work.tx
    .updateTable('mapImportRow')
    .set({ picks: JSON.stringify(picks) })
    .where('associationId', '=', work.viewer.associationId)
    .where('mapImportId', '=', id)
    .where('rowNumber', '=', row)
    .where('outcome', '=', 'differs')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n ? ok(id) : refuse({ kind: 'not-found' })
}

/** Throws away what was uploaded. */
export async function discardImport(work: MapWork, id: string): Promise<Result<string>> {
  const entered = await enterImport(work, id, 'discard')
  if (!entered.ok) return entered
  await work.tx
    .deleteFrom('mapImport')
    .where('associationId', '=', work.viewer.associationId)
    .where('mapImportId', '=', id)
    .execute()
  return ok(id)
}
