import { type ColumnChoice, isReadAlone, type SheetColumn } from './sheet-column.ts'
import type { PlannedRow, SheetOutcome } from './sheet-plan.ts'

/** The most rows and columns of one sheet. The largest matrix we have seen has 300 rows. */
export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 80

/**
 * - `sheet`: a workbook of which a sheet is to be chosen
 * - `mapping`: the columns are to be looked through
 * - `checked`: the dry run is done
 * - `done`: brought in · `undone`: taken back
 */
export type SheetState = 'sheet' | 'mapping' | 'checked' | 'done' | 'undone'
export type SheetAction = 'choose-sheet' | 'choose-columns' | 'pick' | 'write' | 'undo' | 'discard'

/** What may be done next. */
export const SHEET_ACTIONS: Record<SheetState, readonly SheetAction[]> = {
  sheet: ['choose-sheet', 'discard'],
  mapping: ['choose-columns', 'discard'],
  checked: ['choose-columns', 'pick', 'write', 'discard'],
  done: ['undo'],
  undone: [],
}

export type SheetCounts = Record<SheetOutcome, number> & {
  /** Entries that are there, with fields in which sheet and map say different things. */
  asks: number
  /** Entries that are there, of which only gaps are filled. */
  fills: number
  problems: number
  places: number
  providers: number
  /** After it was brought in. */
  created: number
  changed: number
}

/** Does the person have to say which words stay? */
export const asks = (row: Pick<PlannedRow, 'outcome' | 'differences'>): boolean =>
  row.outcome === 'differs' && row.differences.some((one) => !one.fills && !one.settled)

export function countPlan(rows: readonly PlannedRow[], places: number, providers: number): SheetCounts {
  const counts: SheetCounts = {
    ...{ new: 0, differs: 0, same: 0, joined: 0, out: 0, asks: 0, fills: 0, problems: 0, created: 0, changed: 0 },
    places,
    providers,
  }
  for (const row of rows) {
    counts[row.outcome] += 1
    counts.problems += row.problems.length
    if (asks(row)) counts.asks += 1
    else if (row.outcome === 'differs') counts.fills += 1
  }
  return counts
}

/** What is wrong with the choice of columns. */
export type MappingProblem = { column: number | null; kind: 'twice' | 'noName' }

export function mappingProblems(choices: readonly ColumnChoice[]): MappingProblem[] {
  const problems: MappingProblem[] = []
  const seen = new Set<SheetColumn>()
  choices.forEach((choice, column) => {
    if (!isReadAlone(choice)) return
    if (seen.has(choice)) problems.push({ column, kind: 'twice' })
    seen.add(choice)
  })
  if (!seen.has('name')) problems.push({ column: null, kind: 'noName' })
  return problems
}
