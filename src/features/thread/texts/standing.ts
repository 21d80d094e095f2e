import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './standing.ar.json'
import en from './standing.en.json'
import sv from './standing.sv.json'

export const standingTexts = defineTexts({ sv, en, ar })
