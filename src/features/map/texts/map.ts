import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './map.ar.json'
import en from './map.en.json'
import sv from './map.sv.json'

export const mapTexts = defineTexts({ sv, en, ar })
