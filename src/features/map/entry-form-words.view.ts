import formKeys from '../../platform/form/texts/form.sv.json'
import { formTexts } from '../../platform/form/texts/form.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { FACT_KEYS } from './entry.ts'
import entryFormKeys from './texts/entry-form.sv.json'
import { entryFormTexts } from './texts/entry-form.ts'

const has = <T extends object>(keys: T, key: string): key is keyof T & string => Object.hasOwn(keys, key)

/** The sentence for a problem of an entry, a place or a sheet's row. */
export function problemText(lang: Lang, problem: string): string {
  const key = `problem.${problem}`
  if (has(entryFormKeys, key)) return entryFormTexts(lang)(key)
  if (has(formKeys, key)) return formTexts(lang)(key)
  // What is sent by no form of ours has no sentence of its own.
  return formTexts(lang)('problem.choose')
}

/** What a fact is called, for the history and for two versions side by side. */
export const factLabel = (lang: Lang, key: string): string =>
  FACT_KEYS.some((one) => one === key) ? entryFormTexts(lang)(`fact.${key}` as 'fact.name') : key
