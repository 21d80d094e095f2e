import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './list.ar.json'
import en from './list.en.json'
import sv from './list.sv.json'

/** Words of the page about an authority's own lists of reasons. */
export const listTexts = defineTexts({ sv, en, ar })
