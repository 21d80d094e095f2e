import { defineTexts, type KeyOf } from '../../../platform/i18n/texts.ts'
import ar from './round-report.ar.json'
import en from './round-report.en.json'
import sv from './round-report.sv.json'

/** Words of the pages about reports; those of the report itself are in `report.ts`. */
export const roundReportTexts = defineTexts({ sv, en, ar })
export type RoundReportWord = KeyOf<typeof roundReportTexts>
