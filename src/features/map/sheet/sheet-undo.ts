import type { Entry } from '../entry.ts'

/** An entry of an import: as it is now, as it was before (undefined: not there), and whether somebody changed it afterwards. */
export type Undoable = { entry: Entry; before: Entry | undefined; changedSince: boolean }
