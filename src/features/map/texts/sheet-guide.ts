import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './sheet-guide.ar.json'
import en from './sheet-guide.en.json'
import sv from './sheet-guide.sv.json'

/** The instructions of the template, the names of its sheets and an example. They are part of a file, in the language of the page it is fetched from. */
export const guideTexts = defineTexts({ sv, en, ar })
