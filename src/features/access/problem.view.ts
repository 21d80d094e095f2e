import formKeys from '../../platform/form/texts/form.sv.json'
import { formTexts } from '../../platform/form/texts/form.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { Refusal } from '../../shared/result.ts'
import adminKeys from './texts/admin.sv.json'
import { adminTexts } from './texts/admin.ts'
import invitationKeys from './texts/invitation.sv.json'
import { invitationTexts } from './texts/invitation.ts'
import organisationKeys from './texts/organisation.sv.json'
import { organisationTexts } from './texts/organisation.ts'
import ownKeys from './texts/own.sv.json'
import { ownTexts } from './texts/own.ts'

const has = <T extends object>(keys: T, key: string): key is keyof T & string => Object.hasOwn(keys, key)

/** The sentence for a problem, wherever it is from: a rule of the administration, a password, a field. */
export function problemText(lang: Lang, problem: string): string {
  const key = `problem.${problem}`
  if (has(adminKeys, key)) return adminTexts(lang)(key)
  if (has(invitationKeys, key)) return invitationTexts(lang)(key)
  if (has(organisationKeys, key)) return organisationTexts(lang)(key)
  if (has(ownKeys, key)) return ownTexts(lang)(key)
  if (has(formKeys, key)) return formTexts(lang)(key)
  throw new Error(`no sentence for the problem ${problem}`)
}

/** What stands in the way of a form: problems of fields by their names, or of the whole. */
export type FormProblems = { fields: Record<string, string>; whole?: string }

/** A command's refusal as the form shows it; `absent` when the thing is not there. */
export function problemsOf(refusal: Refusal): FormProblems | 'absent' {
  switch (refusal.kind) {
    case 'not-found':
      return 'absent'
    case 'invalid':
      return { fields: refusal.fields }
    case 'stale':
      return { fields: {}, whole: 'stale' }
    default:
      return { fields: {}, whole: refusal.reason }
  }
}
