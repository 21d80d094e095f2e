import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './month.ar.json'
import en from './month.en.json'
import sv from './month.sv.json'

export const monthTexts = defineTexts({ sv, en, ar })
