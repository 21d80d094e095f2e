import type { Lang } from '../../platform/i18n/lang.ts'

/** What somebody does in a unit. Staff who meet participants: caseworker, team_member, team_leader. */
export type Role = 'caseworker' | 'team_member' | 'team_leader' | 'association_head' | 'administrator' | 'log_reviewer'

export const CASE_ROLES = ['caseworker', 'team_member', 'team_leader'] as const satisfies readonly Role[]

export type AuthorityKind = 'municipality' | 'region' | 'employment' | 'insurance' | 'association'
export type UnitKind = 'office' | 'team' | 'care' | 'association'

/** One role in one unit, held today. */
export type HeldRole = {
  role: Role
  unitId: number
  unitName: string
  unitKind: UnitKind
  authorityId: number
  authorityName: string
  authorityKind: AuthorityKind
}

/** The user behind a request, with what they hold today. `grantees` is what the database compares rows with (see db/migrations/0002). */
export type Viewer = {
  userId: string
  sessionId: string
  name: string
  email: string
  lang: Lang
  /** The colours chosen: those of the device, or always light or dark. */
  colorScheme?: 'auto' | 'light' | 'dark'
  associationId: number
  roles: HeldRole[]
  grantees: number[]
  /** Threads opened by breaking the glass, for as long as it lasts. */
  glass: string[]
  /** Which names the authorities and units of the association have now: the same value, the same names (`bodiesOf`). */
  bodies?: string
}

export const hasRole = (viewer: Viewer, ...roles: readonly Role[]): boolean =>
  viewer.roles.some((held) => roles.includes(held.role))

/** A role that meets participants. In a unit of the association no role does (Finsamlagen 7 §, IMY 2016-03-03). */
const meets = (held: HeldRole): boolean =>
  CASE_ROLES.some((role) => role === held.role) &&
  held.unitKind !== 'association' &&
  held.authorityKind !== 'association'

/** Meets participants at all; association staff never do. */
export const meetsParticipants = (viewer: Viewer): boolean => viewer.roles.some(meets)

export const unitIdsOf = (viewer: Viewer): number[] => [
  ...new Set(viewer.roles.filter(meets).map((held) => held.unitId)),
]

export const inUnit = (viewer: Viewer, unitId: number | null | undefined): boolean =>
  unitId != null && unitIdsOf(viewer).includes(unitId)

/** The unit whose work the viewer does first: a team before an office. Rows written get this unit unless the thread says another. */
export function mainUnit(viewer: Viewer): HeldRole | undefined {
  const held = viewer.roles.filter(meets)
  return held.find((one) => one.unitKind === 'team') ?? held[0]
}

export type Ground = 'own_unit' | 'disclosure' | 'break_glass' | 'none'

/** On which ground the viewer sees a row with this acl: written into the read log with every look. */
export function groundOf(viewer: Viewer, threadId: string, acl: readonly number[]): Ground {
  if (unitIdsOf(viewer).some((unitId) => acl.includes(unitId * 16))) return 'own_unit'
  if (acl.some((grantee) => viewer.grantees.includes(grantee))) return 'disclosure'
  return viewer.glass.includes(threadId) ? 'break_glass' : 'none'
}

/** What a statement about one thread is given. */
export type OfThread = { associationId: number; threadId: string }
export const ofThread = ({ associationId }: Viewer, threadId: string): OfThread => ({ associationId, threadId })
