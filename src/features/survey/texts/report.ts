import { defineTexts, type KeyOf } from '../../../platform/i18n/texts.ts'
import ar from './report.ar.json'
import en from './report.en.json'
import sv from './report.sv.json'

/** The words of the report: titles, rules and the sentences under the tables. */
export const reportTexts = defineTexts({ sv, en, ar })
export type ReportWord = KeyOf<typeof reportTexts>
