import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './coverage.ar.json'
import en from './coverage.en.json'
import sv from './coverage.sv.json'

/** The words of the coverage, its gaps and overlaps. */
export const coverageTexts = defineTexts({ sv, en, ar })
