import type { Lang } from '../../platform/i18n/lang.ts'
import { accountTexts } from './texts/account.ts'
import type { Role, UnitKind } from './viewer.ts'

/**
 * What a role is called on screen. Who leads a unit is the leader of a team, and the head of any other unit; without a
 * kind of unit it is the word of a team.
 */
export const roleWord = (lang: Lang, role: Role, unit: UnitKind | null | undefined): string =>
  accountTexts(lang)(role === 'team_leader' && unit && unit !== 'team' ? 'role.unit_head' : `role.${role}`)

/** The role as it is chosen, before anybody knows for which unit. */
export const roleChoice = (lang: Lang, role: Role): string =>
  accountTexts(lang)(role === 'team_leader' ? 'role.any_leader' : `role.${role}`)
