import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './ways.ar.json'
import en from './ways.en.json'
import sv from './ways.sv.json'

/** The words of the flow chart. */
export const waysTexts = defineTexts({ sv, en, ar })
