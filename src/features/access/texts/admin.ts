import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './admin.ar.json'
import en from './admin.en.json'
import sv from './admin.sv.json'

export const adminTexts = defineTexts({ sv, en, ar })
