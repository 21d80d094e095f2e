import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './referral-draft.ar.json'
import en from './referral-draft.en.json'
import sv from './referral-draft.sv.json'

export const referralDraftTexts = defineTexts({ sv, en, ar })
