import { defineTexts } from '../../i18n/texts.ts'
import ar from './form.ar.json'
import en from './form.en.json'
import sv from './form.sv.json'

export const formTexts = defineTexts({ sv, en, ar })
