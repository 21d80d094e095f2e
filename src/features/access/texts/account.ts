import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './account.ar.json'
import en from './account.en.json'
import sv from './account.sv.json'

export const accountTexts = defineTexts({ sv, en, ar })
