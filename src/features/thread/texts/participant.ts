import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './participant.ar.json'
import en from './participant.en.json'
import sv from './participant.sv.json'

export const participantTexts = defineTexts({ sv, en, ar })
