/** What other features may use of access. */
export type { Look, LookKind } from './read-log.commands.ts'
export type { Audit, FormKeys, Guard, PageContent, PublicVisit, Route, Submitted, Visit } from './route.ts'
export { asViewer, viewerOfSession } from './viewer.queries.ts'
export type { AuthorityKind, Ground, HeldRole, Role, UnitKind, Viewer } from './viewer.ts'
export { CASE_ROLES, groundOf, hasRole, inUnit, mainUnit, meetsParticipants, unitIdsOf } from './viewer.ts'
