import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './printed.ar.json'
import en from './printed.en.json'
import sv from './printed.sv.json'

/** What is said of a printed table that was checked. */
export const printedTexts = defineTexts({ sv, en, ar })
