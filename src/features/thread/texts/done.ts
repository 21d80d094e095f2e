import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './done.ar.json' with { type: 'json' }
import en from './done.en.json' with { type: 'json' }
import sv from './done.sv.json' with { type: 'json' }

export const doneTexts = defineTexts({ sv, en, ar })
