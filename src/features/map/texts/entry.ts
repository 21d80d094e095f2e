import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './entry.ar.json'
import en from './entry.en.json'
import sv from './entry.sv.json'

export const entryTexts = defineTexts({ sv, en, ar })
