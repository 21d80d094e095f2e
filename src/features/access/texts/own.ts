import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './own.ar.json'
import en from './own.en.json'
import sv from './own.sv.json'

export const ownTexts = defineTexts({ sv, en, ar })
