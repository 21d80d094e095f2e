import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './sharing.ar.json' with { type: 'json' }
import en from './sharing.en.json' with { type: 'json' }
import sv from './sharing.sv.json' with { type: 'json' }

export const sharingTexts = defineTexts({ sv, en, ar })
