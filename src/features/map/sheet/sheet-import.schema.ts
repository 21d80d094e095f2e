import { ENTRY_KINDS, type EntryKind } from '../code.ts'
import { type ColumnChoice, isColumnChoice, SHEET_FIELDS, type SheetField } from './sheet-column.ts'
import { PICKS, type Pick3 } from './sheet-field.ts'

/** What each column was said to mean (`k0`, `k1` …); what cannot be read is kept as text. */
export const readMapping = (form: Readonly<Record<string, string>>, columns: number): ColumnChoice[] =>
  Array.from({ length: columns }, (_, column) => {
    const typed = form[`k${column}`] ?? ''
    return isColumnChoice(typed) ? typed : 'keep'
  })

/** Whose the rows are that do not say: an authority's number, `none`, or nothing that can be read. */
export const readOwner = (typed: string | undefined): number | null | undefined =>
  typed === 'none' ? null : /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : undefined

export const readKind = (typed: string | undefined): EntryKind =>
  ENTRY_KINDS.find((one) => one === typed) ?? 'intervention'

/** What was chosen for each field of an entry (`f-name`, `f-ages` …). */
export function readPicks(form: Readonly<Record<string, string>>): Partial<Record<SheetField, Pick3>> {
  const picks: Partial<Record<SheetField, Pick3>> = {}
  for (const field of SHEET_FIELDS) {
    const pick = PICKS.find((one) => one === form[`f-${field}`])
    if (pick) picks[field] = pick
  }
  return picks
}

/** Which words stay where nothing was chosen. */
export const readRest = (typed: string | undefined): 'theirs' | 'ours' | undefined =>
  typed === 'theirs' || typed === 'ours' ? typed : undefined
