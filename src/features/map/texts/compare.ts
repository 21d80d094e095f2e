import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './compare.ar.json'
import en from './compare.en.json'
import sv from './compare.sv.json'

/** The words of the map of two days side by side. */
export const compareTexts = defineTexts({ sv, en, ar })
