import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './newcomer.ar.json'
import en from './newcomer.en.json'
import sv from './newcomer.sv.json'

export const newcomerTexts = defineTexts({ sv, en, ar })
