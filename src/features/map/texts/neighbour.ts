import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './neighbour.ar.json'
import en from './neighbour.en.json'
import sv from './neighbour.sv.json'

/** Words about neighbours of the map; `problem.<key>` for the form, `why.<key>` for a feed that could not be read. */
export const neighbourTexts = defineTexts({ sv, en, ar })
