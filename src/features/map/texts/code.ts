import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './code.ar.json'
import en from './code.en.json'
import sv from './code.sv.json'

/** The words for the closed lists of the map; `<list>.<code>` for staff, `<list>.<code>.plain` said to the person. */
export const codeTexts = defineTexts({ sv, en, ar })
