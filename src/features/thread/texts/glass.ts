import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './glass.ar.json' with { type: 'json' }
import en from './glass.en.json' with { type: 'json' }
import sv from './glass.sv.json' with { type: 'json' }

export const glassTexts = defineTexts({ sv, en, ar })
