/** What can be said about a cell or a row. Sentences are `sheetTexts` `remark.<kind>`. */
export const SHEET_PROBLEMS = [
  // Cells whose text is kept beside the entry.
  'errorValue',
  'kind',
  'words',
  'ages',
  'agesApart',
  'count',
  'days',
  'longest',
  'duration',
  'day',
  'yesNo',
  'authority',
  'unit',
  'links',
  'languages',
  'openings',
  'cost',
  'places',
  'email',
  'phone',
  'website',
  'tooLong',
  'order',
  'self',
  'otherRow',
  'otherColumn',
  // Whole rows.
  'noName',
  'sum',
  'notYours',
  'unknownId',
  'twoRows',
] as const
export type SheetProblemKind = (typeof SHEET_PROBLEMS)[number]

/**
 * One remark. `row` counts as in the person's own program, `column` from 0 (null: the whole row). `value` is the cell or the
 * part of it that was not understood, shortened for show.
 */
export type SheetProblem = { row: number; column: number | null; kind: SheetProblemKind; value: string }
