import type { Outcome } from './import-plan.ts'
import { type ColumnChoice, type Target, trackOf, trackTarget } from './import-target.ts'

/** The most rows and columns of one list. A team carries 15–80 people; this is every list of a large region at once. */
export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 80

/**
 * - `sheet`: a workbook of which a sheet is to be chosen
 * - `mapping`: the columns are to be chosen
 * - `checking`, `writing`: work goes on beside the pages
 * - `checked`: the dry run is done
 * - `done`: brought in, and what was uploaded is gone
 */
export type ImportState = 'sheet' | 'mapping' | 'checking' | 'checked' | 'writing' | 'done'

export type ImportAction = 'choose-sheet' | 'choose-columns' | 'check' | 'write' | 'discard'

/** What may be done next. While work goes on nothing may: it ends by itself, or stands still and is given up. */
export const IMPORT_ACTIONS: Record<ImportState, readonly ImportAction[]> = {
  sheet: ['choose-sheet', 'discard'],
  mapping: ['choose-columns', 'check', 'discard'],
  checking: [],
  checked: ['choose-columns', 'check', 'write', 'discard'],
  writing: [],
  done: ['discard'],
}

/** Work that has not been heard of for so long stands still: the program was stopped. Nothing of it was written. */
const STANDS_STILL_MS = 60_000

/** The state as it is for the viewer: work that stands still goes back to where it can be begun again. */
export function effectiveState(
  run: { state: ImportState; beatAt: Date },
  now: Date,
): { state: ImportState; stopped: boolean } {
  const still = now.getTime() - run.beatAt.getTime() > STANDS_STILL_MS
  if (run.state === 'checking' && still) return { state: 'mapping', stopped: true }
  if (run.state === 'writing' && still) return { state: 'checked', stopped: true }
  return { state: run.state, stopped: false }
}

export type ImportCounts = Record<Outcome, number> & {
  /** Rows that belong to people with errors, and remarks of each kind. */
  badRows: number
  errors: number
  notices: number
  /** What comes with the people brought in. */
  tracks: number
  contacts: number
  waiting: number
  discharged: number
}

/** What is wrong with the choice of columns, by column, or for the whole of it (`form`). */
export type MappingProblem =
  | { column: number; kind: 'choose' | 'twice' }
  | { column: null; kind: 'noName' | 'noTrackName' | 'noContact' }

/** Checks that every column is decided, nothing is said twice, and what belongs together is there. */
export function mappingProblems(choices: readonly ColumnChoice[]): MappingProblem[] {
  const problems: MappingProblem[] = []
  const seen = new Set<Target>()
  choices.forEach((choice, column) => {
    if (choice === null) problems.push({ column, kind: 'choose' })
    else if (choice !== 'skip' && seen.has(choice)) problems.push({ column, kind: 'twice' })
    else if (choice !== 'skip') seen.add(choice)
  })
  if (!(['name', 'givenName', 'familyName'] as const).some((target) => seen.has(target)))
    problems.push({ column: null, kind: 'noName' })
  const tracks = [...seen].flatMap((target) => trackOf(target) ?? [])
  if (tracks.some(({ nth }) => !seen.has(trackTarget(nth, 'name'))))
    problems.push({ column: null, kind: 'noTrackName' })
  if (seen.has('contactSince') && !seen.has('contact')) problems.push({ column: null, kind: 'noContact' })
  return problems
}
