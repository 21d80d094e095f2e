import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './note.ar.json' with { type: 'json' }
import en from './note.en.json' with { type: 'json' }
import sv from './note.sv.json' with { type: 'json' }

export const noteTexts = defineTexts({ sv, en, ar })
