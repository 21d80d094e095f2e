import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './organisation.ar.json'
import en from './organisation.en.json'
import sv from './organisation.sv.json'

export const organisationTexts = defineTexts({ sv, en, ar })
