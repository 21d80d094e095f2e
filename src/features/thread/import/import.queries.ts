import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import { CASE_ROLES, type Viewer } from '../../access/public.ts'
import type { ImportCounts, ImportState } from './import.ts'
import type { Outcome } from './import-plan.ts'
import type { Problem, ProblemKind } from './import-problem.ts'
import type { Colleague } from './import-row.ts'
import type { ColumnChoice } from './import-target.ts'

/** An upload on its way to becoming participants. Only the person who made it ever sees it. */
export type ImportRun = {
  importRunId: string
  unitId: number
  authorityId: number
  fileName: string
  sheets: string[]
  sheet: string
  state: ImportState
  headerFrom: number
  headerDepth: number
  choices: ColumnChoice[]
  /** Kinds of things the reader of the file remarked on. */
  warnings: string[]
  leaveOut: boolean
  progress: number
  total: number
  beatAt: Date
  stopped: string
  counts: Partial<ImportCounts>
  expiresAt: Date
  version: number
}

const runs = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('importRun')
    .select([
      'importRunId',
      'unitId',
      'authorityId',
      'fileName',
      'sheets',
      'sheet',
      'state',
      'headerFrom',
      'headerDepth',
      'choices',
      'warnings',
      'leaveOut',
      'progress',
      'total',
      'beatAt',
      'stopped',
      'counts',
      'expiresAt',
      'version',
    ])
    .where('associationId', '=', viewer.associationId)

export async function importRun(tx: Tx, viewer: Viewer, id: string): Promise<ImportRun | undefined> {
  if (!isUuid(id)) return undefined
  const row = await runs(tx, viewer).where('importRunId', '=', id).executeTakeFirst()
  return row as unknown as ImportRun | undefined
}

/** The viewer's uploads that are not finished, latest first. */
export async function importRuns(tx: Tx, viewer: Viewer): Promise<ImportRun[]> {
  const rows = await runs(tx, viewer)
    .where('userId', '=', viewer.userId)
    .where('state', '<>', 'done')
    .orderBy('importRunId', 'desc')
    .limit(20)
    .execute()
  return rows as unknown as ImportRun[]
}

export type ImportedRow = { number: number; cells: string[]; outcome: Outcome | null }

const rowsOfRun = (tx: Tx, viewer: Viewer, id: string) =>
  tx
    .selectFrom('importRow')
    .where('associationId', '=', viewer.associationId)
    .where('importRunId', '=', id)
    .select(['rowNumber as number', 'cells', 'outcome'])
    .orderBy('rowNumber')

/** Rows of the file in order, headings included; all of them, or a part. */
export async function importRows(
  tx: Tx,
  viewer: Viewer,
  id: string,
  part: { limit: number; offset?: number },
): Promise<ImportedRow[]> {
  const rows = await rowsOfRun(tx, viewer, id)
    .limit(part.limit)
    .offset(part.offset ?? 0)
    .execute()
  return rows as ImportedRow[]
}

/** The rows of the dry run that are about people, one page of an outcome or of all. */
export async function judgedRows(
  tx: Tx,
  viewer: Viewer,
  id: string,
  page: number,
  size: number,
): Promise<{ rows: ImportedRow[]; total: number }> {
  const judged = rowsOfRun(tx, viewer, id).where('outcome', 'is not', null)
  const rows = await judged
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const counted = await judged
    .clearSelect()
    .clearOrderBy()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows: rows as ImportedRow[], total: Number(counted.total) }
}

const problemsOfRun = (tx: Tx, viewer: Viewer, id: string) =>
  tx
    .selectFrom('importProblem')
    .where('associationId', '=', viewer.associationId)
    .where('importRunId', '=', id)
    .select(['rowNumber as row', 'columnNo as column', 'kind', 'value', 'detail'])
    .orderBy('problemNo')

const asProblem = (row: {
  row: number
  column: number | null
  kind: string
  value: string
  detail: unknown
}): Problem => ({
  ...row,
  kind: row.kind as ProblemKind,
  detail: row.detail as Problem['detail'],
})

/** One page of the errors, or of the things to know. */
export async function importProblems(
  tx: Tx,
  viewer: Viewer,
  id: string,
  errors: boolean,
  page: number,
  size: number,
): Promise<Problem[]> {
  const rows = await problemsOfRun(tx, viewer, id)
    .where('error', '=', errors)
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return rows.map(asProblem)
}

/** Everything the dry run remarked on, in the order of the file. */
export const allProblems = async (tx: Tx, viewer: Viewer, id: string): Promise<Problem[]> =>
  (await problemsOfRun(tx, viewer, id).execute()).map(asProblem)

/** The workbook as it was uploaded, while a sheet of it is to be chosen. */
export async function uploadedFile(tx: Tx, viewer: Viewer, id: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('importRun')
    .select('file')
    .where('associationId', '=', viewer.associationId)
    .where('importRunId', '=', id)
    .executeTakeFirst()
  return row?.file ?? undefined
}

/** Who meets participants in the unit, or has done so: `until` is the last day of those who have left. */
export async function pastAndPresentColleagues(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  today: CalendarDay,
): Promise<Colleague[]> {
  const rows = await tx
    .selectFrom('userRole as r')
    .innerJoin('accountUser as u', 'u.id', 'r.userId')
    .select((eb) => [
      'u.id as userId',
      'u.name',
      'u.email',
      'u.active',
      eb.fn.max(eb.fn.coalesce('r.validUntil', eb.val('2199-12-31' as CalendarDay))).as('until'),
    ])
    .where('r.associationId', '=', viewer.associationId)
    .where('r.unitId', '=', unitId)
    .where('r.role', 'in', CASE_ROLES)
    .where('r.validFrom', '<=', today)
    .groupBy(['u.id', 'u.name', 'u.email', 'u.active'])
    .execute()
  return rows.map(({ active, until, ...row }) => ({ ...row, until: active && until >= today ? null : until }))
}
