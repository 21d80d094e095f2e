import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './import.ar.json'
import en from './import.en.json'
import sv from './import.sv.json'

export const importTexts = defineTexts({ sv, en, ar })
