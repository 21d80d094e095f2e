import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './example.ar.json'
import en from './example.en.json'
import sv from './example.sv.json'

export const exampleTexts = defineTexts({ sv, en, ar })
