import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './thread.ar.json'
import en from './thread.en.json'
import sv from './thread.sv.json'

export const threadTexts = defineTexts({ sv, en, ar })
