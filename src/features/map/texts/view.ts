import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './view.ar.json'
import en from './view.en.json'
import sv from './view.sv.json'

/** The words of the map's pictures: what they share, and the simple ones. */
export const viewTexts = defineTexts({ sv, en, ar })
