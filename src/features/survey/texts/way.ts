import { defineTexts, type KeyOf } from '../../../platform/i18n/texts.ts'
import ar from './way.ar.json'
import en from './way.en.json'
import sv from './way.sv.json'

export const wayTexts = defineTexts({ sv, en, ar })
export type WayWord = KeyOf<typeof wayTexts>
