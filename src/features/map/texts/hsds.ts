import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './hsds.ar.json'
import en from './hsds.en.json'
import sv from './hsds.sv.json'

/** Words of the open interface and of the page about it. */
export const hsdsTexts = defineTexts({ sv, en, ar })
