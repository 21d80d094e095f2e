import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './identity.ar.json'
import en from './identity.en.json'
import sv from './identity.sv.json'

export const identityTexts = defineTexts({ sv, en, ar })
