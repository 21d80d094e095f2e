import { defineTexts } from '../platform/i18n/texts.ts'
import ar from './shell.ar.json'
import en from './shell.en.json'
import sv from './shell.sv.json'

export const shellTexts = defineTexts({ sv, en, ar })
