import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './invitation.ar.json'
import en from './invitation.en.json'
import sv from './invitation.sv.json'

export const invitationTexts = defineTexts({ sv, en, ar })
