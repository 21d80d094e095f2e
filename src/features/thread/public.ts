/** What other features may use of thread. */
export type { Category, EventKind } from './event.ts'
