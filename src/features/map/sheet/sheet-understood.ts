import { cellText } from './sheet-cell.ts'
import type { SheetColumn, SheetField } from './sheet-column.ts'
import { namesOf } from './sheet-names.ts'
import { type RowReader, readRow } from './sheet-row.ts'

/** What people write in many ways: here it is worth seeing how it was understood. Texts are taken as they stand. */
const SHOWN: readonly (SheetColumn & SheetField)[] = [
  'ages',
  'targetGroups',
  'needLevels',
  'workDistances',
  'capacity',
  'freePlaces',
  'queued',
  'waitingDays',
  'duration',
  'languages',
  'waysIn',
  'openings',
  'costKr',
]
const NOBODY = namesOf({ authorities: [], units: [] }, [], [])

/** How a row was understood: by column, as the program itself would write it there. Nothing of what it does not say. */
export function understood(
  row: { number: number; cells: readonly string[] },
  reader: RowReader,
): { column: SheetColumn; text: string }[] {
  const { facts, stated } = readRow(row, reader)
  return SHOWN.filter((column) => stated.has(column)).flatMap((column) => {
    const text = cellText(column, facts, NOBODY)
    return text === '' ? [] : { column, text }
  })
}
