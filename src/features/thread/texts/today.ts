import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './today.ar.json'
import en from './today.en.json'
import sv from './today.sv.json'

export const todayTexts = defineTexts({ sv, en, ar })
