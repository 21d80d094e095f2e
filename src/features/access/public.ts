/** What other features may use of access. */
export { type Body, bodiesOf } from './body.queries.ts'

export { GLASS_ATTEMPTS, glassAttemptsLeft, logGlassMiss, openGlass, reviewGlass } from './break-glass.commands.ts'
export { consentTexts } from './consent-text.ts'
export { decideDisclosure, endDisclosure, giveConsent, withdrawConsent } from './disclosure.commands.ts'
export {
  consentOf,
  type Disclosed,
  disclosureOf,
  disclosureRows,
  disclosuresOf,
  type GivenConsent,
  receiversFor,
  toDisclosures,
} from './disclosure.queries.ts'
export {
  type ConsentForm,
  consentForm,
  GIVEN_HOW,
  type StatutoryForm,
  statutoryForm,
  WITHDRAWN_HOW,
  withdrawForm,
} from './disclosure.schema.ts'
export {
  addMonths,
  CONSENT_MONTHS,
  DISCLOSABLE,
  type Disclosable,
  type DisclosureGround,
  daysLeft,
  disclosureState,
  GROUNDS_OF,
  LAPSING_DAYS,
  lapsesSoon,
  type Receiver,
  STATUTORY_GROUNDS,
  USUAL_MONTHS,
} from './disclosure.ts'
export { previewAs } from './preview.queries.ts'
export type { Look, LookKind } from './read-log.commands.ts'
export { logLook } from './read-log.commands.ts'
export {
  type BrokenGlass,
  glassesOf,
  glassOf,
  READS_PAGE,
  type ReadOnDay,
  readsDuring,
  readsOf,
} from './read-log.queries.ts'
export { roleWord } from './role-word.view.ts'
export type { Audit, FormKeys, Guard, PageContent, PublicVisit, Route, Submitted, Visit } from './route.ts'
export { asViewer, asVisitor, viewerOfSession } from './viewer.queries.ts'
export type { AuthorityKind, Ground, HeldRole, OfThread, Role, UnitKind, Viewer } from './viewer.ts'
export { CASE_ROLES, groundOf, hasRole, inUnit, mainUnit, meetsParticipants, ofThread, unitIdsOf } from './viewer.ts'
