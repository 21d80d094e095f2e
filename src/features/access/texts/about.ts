import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './about.ar.json'
import en from './about.en.json'
import sv from './about.sv.json'

export const aboutTexts = defineTexts({ sv, en, ar })
