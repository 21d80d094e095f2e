import { defineTexts } from '../../../platform/i18n/texts.ts'
import { spreadsheetTexts } from '../../../platform/spreadsheet/texts/spreadsheet.ts'
import ar from './import.ar.json'
import en from './import.en.json'
import sv from './import.sv.json'

export const importTexts = defineTexts({
  sv: { ...spreadsheetTexts.sv, ...sv },
  en: { ...spreadsheetTexts.en, ...en },
  ar: { ...spreadsheetTexts.ar, ...ar },
})
