import { defineTexts } from '../../../platform/i18n/texts.ts'
import type { Voice } from '../find/find-voice.ts'
import ar from './find.ar.json'
import easy from './find.easy.json'
import en from './find.en.json'
import sv from './find.sv.json'

const plain = defineTexts({ sv, en, ar })
const easier = defineTexts({ sv: { ...sv, ...easy }, en, ar })

/** The words of the open search; in easy Swedish where that was chosen. */
export const findTexts = (voice: Voice) => (voice.easy ? easier(voice.lang) : plain(voice.lang))
