/** What other features may use of access. */

export { decideDisclosure, endDisclosure, giveConsent, withdrawConsent } from './disclosure.commands.ts'
export { type Disclosed, disclosureOf, disclosuresOf, receiversFor } from './disclosure.queries.ts'
export { type ConsentForm, consentForm, type StatutoryForm, statutoryForm, withdrawForm } from './disclosure.schema.ts'
export {
  DISCLOSABLE,
  type Disclosable,
  type DisclosureGround,
  daysLeft,
  disclosureState,
  lapsesSoon,
  type Receiver,
} from './disclosure.ts'
export { previewAs } from './preview.queries.ts'
export type { Look, LookKind } from './read-log.commands.ts'
export type { Audit, FormKeys, Guard, PageContent, PublicVisit, Route, Submitted, Visit } from './route.ts'
export { asViewer, viewerOfSession } from './viewer.queries.ts'
export type { AuthorityKind, Ground, HeldRole, Role, UnitKind, Viewer } from './viewer.ts'
export { CASE_ROLES, groundOf, hasRole, inUnit, mainUnit, meetsParticipants, unitIdsOf } from './viewer.ts'
