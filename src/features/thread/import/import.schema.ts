import { type ColumnChoice, isTarget } from './import-target.ts'

/** What each column was said to mean; those nobody has said anything about are left out when that is ticked. */
export function readMapping(form: Readonly<Record<string, string>>, columns: number): ColumnChoice[] {
  const rest: ColumnChoice = form.leaveRest === 'yes' ? 'skip' : null
  return Array.from({ length: columns }, (_, column) => {
    const typed = form[`k${column}`] ?? ''
    return typed === 'skip' || isTarget(typed) ? typed : rest
  })
}
