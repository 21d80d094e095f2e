import type { Layout } from './import-layout.ts'
import { type ColumnChoice, isTarget } from './import-target.ts'

/** What each column was said to mean; those nobody has said anything about are left out when that is ticked. */
export function readMapping(form: Readonly<Record<string, string>>, columns: number): ColumnChoice[] {
  const rest: ColumnChoice = form.leaveRest === 'yes' ? 'skip' : null
  return Array.from({ length: columns }, (_, column) => {
    const typed = form[`k${column}`] ?? ''
    return typed === 'skip' || isTarget(typed) ? typed : rest
  })
}

/** `3-1`: one row of headings, the fourth with something in it. What cannot be read is one row, the first. */
export function readLayout(typed: string | undefined): Layout {
  const found = /^(\d{1,2})-([012])$/.exec(typed ?? '')
  return found ? { from: Number(found[1]), depth: Number(found[2]) as Layout['depth'] } : { from: 0, depth: 1 }
}
