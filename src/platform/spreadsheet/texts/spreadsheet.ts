import ar from './spreadsheet.ar.json'
import en from './spreadsheet.en.json'
import sv from './spreadsheet.sv.json'

/** What is said wherever a spreadsheet comes in: what is wrong with a file, its sheets, headings and columns. Part of a feature's own texts. */
export const spreadsheetTexts = { sv, en, ar }
