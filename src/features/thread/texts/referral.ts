import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './referral.ar.json'
import en from './referral.en.json'
import sv from './referral.sv.json'

export const referralTexts = defineTexts({ sv, en, ar })
