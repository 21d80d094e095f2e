import { type ColumnChoice, isTarget } from './import-target.ts'

/**
 * What each column was said to mean; those nobody has said anything about are left out when that is ticked. A column that the form does
 * not ask about, because nothing stands in it, is `before`.
 */
export function readMapping(form: Readonly<Record<string, string>>, before: readonly ColumnChoice[]): ColumnChoice[] {
  const rest: ColumnChoice = form.leaveRest === 'yes' ? 'skip' : null
  return before.map((choice, column) => {
    const typed = form[`k${column}`]
    if (typed === undefined) return choice ?? rest
    return typed === 'skip' || isTarget(typed) ? typed : rest
  })
}
