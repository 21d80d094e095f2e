import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './reads.ar.json' with { type: 'json' }
import en from './reads.en.json' with { type: 'json' }
import sv from './reads.sv.json' with { type: 'json' }

export const readsTexts = defineTexts({ sv, en, ar })
