import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './entry-form.ar.json'
import en from './entry-form.en.json'
import sv from './entry-form.sv.json'

export const entryFormTexts = defineTexts({ sv, en, ar })
