import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './sheet-column.ar.json'
import en from './sheet-column.en.json'
import sv from './sheet-column.sv.json'

/** The names of the sheet's columns, as they stand in the template and where fields are compared; `unread` is what is kept as text. */
export const columnTexts = defineTexts({ sv, en, ar })
