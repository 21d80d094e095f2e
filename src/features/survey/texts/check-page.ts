import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './check-page.ar.json'
import en from './check-page.en.json'
import sv from './check-page.sv.json'

/** Words of the page that checks a printed table. */
export const checkPageTexts = defineTexts({ sv, en, ar })
