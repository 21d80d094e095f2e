import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './track.ar.json' with { type: 'json' }
import en from './track.en.json' with { type: 'json' }
import sv from './track.sv.json' with { type: 'json' }

export const trackTexts = defineTexts({ sv, en, ar })
