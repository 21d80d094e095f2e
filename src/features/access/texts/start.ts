import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './start.ar.json'
import en from './start.en.json'
import sv from './start.sv.json'

export const startTexts = defineTexts({ sv, en, ar })
