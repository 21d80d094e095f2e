import type { CalendarDay } from '../../shared/calendar-day.ts'
import { type AuthorityKind, CASE_ROLES, type Role, type UnitKind } from './viewer.ts'

export const ROLES = [
  'caseworker',
  'team_member',
  'team_leader',
  'association_head',
  'administrator',
  'log_reviewer',
] as const satisfies readonly Role[]

/** A role from–until, both days included; without an end while `until` is null. */
export type Period = { from: CalendarDay; until: CalendarDay | null }

/** The roles there are in a unit of a kind. The association's own staff meet no participants (Finsamlagen 7 §, IMY 2016-03-03). */
const ROLES_OF: Record<UnitKind, readonly Role[]> = {
  office: ['caseworker', 'team_leader', 'administrator', 'log_reviewer'],
  care: ['caseworker', 'team_leader', 'log_reviewer'],
  team: ['team_member', 'team_leader', 'log_reviewer'],
  association: ['association_head', 'administrator', 'log_reviewer'],
}

export const rolesOf = (unit: { unitKind: UnitKind; authorityKind: AuthorityKind }): readonly Role[] =>
  ROLES_OF[unit.authorityKind === 'association' ? 'association' : unit.unitKind]

export const isCaseRole = (role: Role): boolean => CASE_ROLES.some((one) => one === role)

const overlap = (a: Period, b: Period): boolean =>
  (a.until === null || a.until >= b.from) && (b.until === null || b.until >= a.from)

/** A role ended at once on its first day has held on no day. */
const hasHeld = ({ from, until }: Period): boolean => until === null || until >= from

/** Why a role cannot be given (ADR 0020), or undefined when it can. */
export type GivingProblem = 'own' | 'closed' | 'noSuchRole' | 'unitClosed' | 'administratorOrCase' | 'already'

export function givingProblem(giving: {
  by: string
  to: { userId: string; active: boolean; roles: readonly (Period & { role: Role; unitId: number })[] }
  unit: { unitId: number; unitKind: UnitKind; authorityKind: AuthorityKind; active: boolean }
  role: Role
  period: Period
}): GivingProblem | undefined {
  const { by, to, unit, role, period } = giving
  if (by === to.userId) return 'own'
  if (!to.active) return 'closed'
  if (!unit.active) return 'unitClosed'
  if (!rolesOf(unit).includes(role)) return 'noSuchRole'
  const others = to.roles.filter((held) => hasHeld(held) && overlap(held, period))
  if (others.some((held) => held.role === role && held.unitId === unit.unitId)) return 'already'
  const clashes = (other: Role) =>
    (role === 'administrator' && isCaseRole(other)) || (isCaseRole(role) && other === 'administrator')
  if (others.some((held) => clashes(held.role))) return 'administratorOrCase'
  return undefined
}

/** How a role stands on a day. `never`: ended before it began. */
export type RoleState = 'coming' | 'held' | 'ended' | 'never'

export function roleState(period: Period, today: CalendarDay): RoleState {
  if (!hasHeld(period)) return 'never'
  if (period.from > today) return 'coming'
  return period.until !== null && period.until < today ? 'ended' : 'held'
}
