import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './quality.ar.json'
import en from './quality.en.json'
import sv from './quality.sv.json'

export const qualityTexts = defineTexts({ sv, en, ar })
