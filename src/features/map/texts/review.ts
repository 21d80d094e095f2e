import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './review.ar.json'
import en from './review.en.json'
import sv from './review.sv.json'

export const reviewTexts = defineTexts({ sv, en, ar })
