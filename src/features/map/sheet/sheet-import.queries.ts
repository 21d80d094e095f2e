import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { EntryKind } from '../code.ts'
import type { ColumnChoice, SheetField } from './sheet-column.ts'
import type { Pick3 } from './sheet-field.ts'
import type { SheetCounts, SheetState } from './sheet-import.ts'
import type { Difference, SheetOutcome } from './sheet-plan.ts'
import type { SheetProblem } from './sheet-problem.ts'

/** A sheet on its way into the map, or brought in. */
export type SheetImport = {
  mapImportId: string
  userId: string
  authorityId: number | null
  kind: EntryKind
  fileName: string
  sheets: string[]
  sheet: string
  state: SheetState
  headerFrom: number
  headerDepth: number
  headings: string[]
  choices: ColumnChoice[]
  warnings: string[]
  counts: Partial<SheetCounts>
  stopped: string
  createdAt: Date
  expiresAt: Date
  doneOn: CalendarDay | null
  undoneOn: CalendarDay | null
  leftEntries: string[]
  version: number
}

const imports = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('mapImport')
    .select(['mapImportId', 'userId', 'authorityId', 'kind', 'fileName', 'sheets', 'sheet', 'state', 'headerFrom'])
    .select(['headerDepth', 'headings', 'choices', 'warnings', 'counts', 'stopped', 'createdAt', 'expiresAt', 'doneOn'])
    .select(['undoneOn', 'leftEntries', 'version'])
    .where('associationId', '=', viewer.associationId)

export async function sheetImport(tx: Tx, viewer: Viewer, id: string): Promise<SheetImport | undefined> {
  if (!isUuid(id)) return undefined
  const row = await imports(tx, viewer).where('mapImportId', '=', id).executeTakeFirst()
  return row as unknown as SheetImport | undefined
}

/** What the viewer has brought in or begun, latest first; the keeper sees what everybody has brought in. */
export async function sheetImports(tx: Tx, viewer: Viewer): Promise<(SheetImport & { by: string | null })[]> {
  const rows = await imports(tx, viewer)
    .select((eb) =>
      eb.selectFrom('accountUser as u').select('u.name').whereRef('u.id', '=', 'mapImport.userId').as('by'),
    )
    .orderBy('mapImportId', 'desc')
    .limit(20)
    .execute()
  return rows as unknown as (SheetImport & { by: string | null })[]
}

export type SheetRow = {
  number: number
  cells: string[]
  outcome: SheetOutcome | null
  entryId: string | null
  name: string
  differences: Difference[]
  problems: SheetProblem[]
  picks: Partial<Record<SheetField, Pick3>>
}

const rowsOf = (tx: Tx, viewer: Viewer, id: string) =>
  tx
    .selectFrom('mapImportRow')
    .where('associationId', '=', viewer.associationId)
    .where('mapImportId', '=', id)
    .select(['rowNumber as number', 'cells', 'outcome', 'entryId', 'name', 'differences', 'problems', 'picks'])
    .orderBy('rowNumber')

/** Rows of the file in order, headings included. */
export async function fileRows(tx: Tx, viewer: Viewer, id: string, limit: number): Promise<SheetRow[]> {
  return (await rowsOf(tx, viewer, id).limit(limit).execute()) as unknown as SheetRow[]
}

export const ROW_VIEWS = ['asks', 'problems', 'fills', 'new', 'out', 'same'] as const
export type RowView = (typeof ROW_VIEWS)[number]

const ASKS = sql<boolean>`outcome = 'differs' and jsonb_path_exists(differences, '$[*] ? (@.fills == false && @.settled == false)')`
const CONDITION: Record<RowView, ReturnType<typeof sql<boolean>>> = {
  asks: ASKS,
  fills: sql<boolean>`outcome = 'differs' and not (${ASKS})`,
  problems: sql<boolean>`outcome <> 'out' and problems <> '[]'::jsonb`,
  new: sql<boolean>`outcome = 'new'`,
  out: sql<boolean>`outcome = 'out'`,
  same: sql<boolean>`outcome in ('same', 'joined')`,
}

/** One page of the rows of the dry run, and how many there are. */
export async function checkedRows(
  tx: Tx,
  viewer: Viewer,
  id: string,
  view: RowView,
  page: { size: number; number: number },
): Promise<{ rows: SheetRow[]; total: number }> {
  const all = rowsOf(tx, viewer, id).where(CONDITION[view])
  const [rows, counted] = await Promise.all([
    all
      .limit(page.size)
      .offset((page.number - 1) * page.size)
      .execute(),
    all
      .clearSelect()
      .clearOrderBy()
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { rows: rows as unknown as SheetRow[], total: Number(counted.total) }
}

/** A row, and which one is looked at after it and before it among those that ask; how many still have no answer. */
export async function askedRow(tx: Tx, viewer: Viewer, id: string, number: number) {
  const asking = await tx
    .selectFrom('mapImportRow')
    .where('associationId', '=', viewer.associationId)
    .where('mapImportId', '=', id)
    .where(ASKS)
    .select(['rowNumber as number', 'name'])
    .select(sql<boolean>`picks <> '{}'::jsonb`.as('answered'))
    .orderBy('rowNumber')
    .execute()
  const at = asking.findIndex((one) => one.number === number)
  if (at < 0) return undefined
  const row = await rowsOf(tx, viewer, id).where('rowNumber', '=', number).executeTakeFirstOrThrow()
  return {
    row: row as unknown as SheetRow,
    at: at + 1,
    of: asking.length,
    previous: asking[at - 1]?.number,
    next: asking[at + 1]?.number,
    unanswered: asking.filter((one) => !one.answered).length,
  }
}

/** How many entries still ask, and the first of them. */
export async function firstUnanswered(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<{ unanswered: number; next: number | undefined }> {
  const row = await tx
    .selectFrom('mapImportRow')
    .where('associationId', '=', viewer.associationId)
    .where('mapImportId', '=', id)
    .where(ASKS)
    .where(sql<boolean>`picks = '{}'::jsonb`)
    .select((eb) => [eb.fn.countAll<number>().as('unanswered'), eb.fn.min('rowNumber').as('next')])
    .executeTakeFirstOrThrow()
  return { unanswered: Number(row.unanswered), next: row.next ?? undefined }
}

/** The workbook as it was uploaded, while a sheet of it is to be chosen. */
export async function uploadedSheet(tx: Tx, viewer: Viewer, id: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('mapImport')
    .select('file')
    .where('associationId', '=', viewer.associationId)
    .where('mapImportId', '=', id)
    .executeTakeFirst()
  return row?.file ?? undefined
}

/** What was settled before for an entry's fields: `entryId field` → the words of both sides. */
export async function settledChoices(tx: Tx, viewer: Viewer): Promise<Map<string, { ours: string; theirs: string }>> {
  const rows = await tx
    .selectFrom('mapSheetChoice')
    .select(['entryId', 'field', 'ours', 'theirs'])
    .where('associationId', '=', viewer.associationId)
    .execute()
  return new Map(rows.map(({ entryId, field, ours, theirs }) => [`${entryId} ${field}`, { ours, theirs }]))
}
