import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './search.ar.json'
import en from './search.en.json'
import sv from './search.sv.json'

export const searchTexts = defineTexts({ sv, en, ar })
