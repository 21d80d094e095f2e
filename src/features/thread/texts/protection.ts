import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './protection.ar.json' with { type: 'json' }
import en from './protection.en.json' with { type: 'json' }
import sv from './protection.sv.json' with { type: 'json' }

export const protectionTexts = defineTexts({ sv, en, ar })
