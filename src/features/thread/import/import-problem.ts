/** What can be wrong with a row: it cannot be brought in as it stands. */
const ERROR_KINDS = [
  'nameMissing',
  'tooLong',
  'errorValue',
  'numberForm',
  'numberDate',
  'numberFuture',
  'numberCheckDigit',
  'numberInterim',
  'numberOrganisation',
  'numberRounded',
  'dayForm',
  'dayMissing',
  'dayYear',
  'dayIncomplete',
  'dayFuture',
  'dayOrder',
  'email',
  'phone',
  'language',
  'yesNo',
  'state',
  'hours',
  'hoursQuarter',
  'hoursMost',
  'trackName',
  'contactUnknown',
  'contactAmbiguous',
  'contactLeft',
  'protection',
  'conflict',
  'trackConflict',
  'twoPeople',
  'nobody',
  'queueReferral',
  'dischargeDay',
  'notDischarged',
  'elsewhere',
  'otherNumber',
] as const

/** What the person who imports should know; the row is brought in all the same. */
const NOTICE_KINDS = [
  'duplicateRow',
  'sameNameInFile',
  'sameNameHere',
  'oneName',
  'hoursMissing',
  'trackStart',
  'intakeAssumed',
  'destinationOther',
  'notUsed',
  'kept',
  'stateKept',
  'contactKept',
] as const

export type ErrorKind = (typeof ERROR_KINDS)[number]
export type NoticeKind = (typeof NOTICE_KINDS)[number]
export type ProblemKind = ErrorKind | NoticeKind

/**
 * One remark on the file. `row` counts as in the person's own program; `column` counts from 0, null where it is about the
 * whole row. `value` is the cell as it stands (shortened). `detail` goes into the sentence.
 */
export type Problem = {
  row: number
  column: number | null
  kind: ProblemKind
  value: string
  detail: Record<string, string | number>
}

const ERRORS: ReadonlySet<string> = new Set(ERROR_KINDS)

/** Does it keep the row out? */
export const isError = ({ kind }: Pick<Problem, 'kind'>): boolean => ERRORS.has(kind)
