import { defineTexts } from '../../../platform/i18n/texts.ts'
import { spreadsheetTexts } from '../../../platform/spreadsheet/texts/spreadsheet.ts'
import ar from './sheet.ar.json'
import en from './sheet.en.json'
import sv from './sheet.sv.json'

/** What is said where the map comes in and goes out as a spreadsheet. */
export const sheetTexts = defineTexts({
  sv: { ...spreadsheetTexts.sv, ...sv },
  en: { ...spreadsheetTexts.en, ...en },
  ar: { ...spreadsheetTexts.ar, ...ar },
})
