import { defineTexts, type KeyOf } from '../../../platform/i18n/texts.ts'
import ar from './round.ar.json'
import en from './round.en.json'
import sv from './round.sv.json'

export const roundTexts = defineTexts({ sv, en, ar })
export type RoundWord = KeyOf<typeof roundTexts>
