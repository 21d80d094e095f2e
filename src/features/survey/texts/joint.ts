import { defineTexts, type KeyOf } from '../../../platform/i18n/texts.ts'
import ar from './joint.ar.json'
import en from './joint.en.json'
import sv from './joint.sv.json'

/** Words about joint reports of an authority. */
export const jointTexts = defineTexts({ sv, en, ar })
export type JointWord = KeyOf<typeof jointTexts>
