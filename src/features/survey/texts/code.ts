import { defineTexts, type KeyOf } from '../../../platform/i18n/texts.ts'
import ar from './code.ar.json'
import en from './code.en.json'
import sv from './code.sv.json'

/** The words for the closed lists of the survey, `<list>.<code>`, and for rows that are in no list. */
export const codeTexts = defineTexts({ sv, en, ar })
export type CodeWord = KeyOf<typeof codeTexts>
