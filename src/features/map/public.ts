/** What other features may use of the map. */

export { authorityName, type MapAuthority, type MapBodies, type MapUnit, ownerKind, unitName } from './body.ts'
export type { EntryKind, EntryStatus, NeedLevel, TargetGroup, WorkDistance } from './code.ts'
export { bodiesOf, loadEntries, loadEntry, loadMap } from './entry.queries.ts'
export type { Entry, EntryFacts } from './entry.ts'
export { offerNamed, offerNames } from './entry-name.queries.ts'
export type { Measure, Measures, MeasuresOf, Running, RunningOf, Uses, UsesOf } from './measure.ts'
export { reviewsDue } from './review/review.queries.ts'
export { ReviewsDueNotice } from './review/review.view.tsx'
export { codeTexts } from './texts/code.ts'
export type { Destination, Step, StepsOf } from './view/step.ts'
