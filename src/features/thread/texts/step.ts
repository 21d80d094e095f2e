import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './step.ar.json' with { type: 'json' }
import en from './step.en.json' with { type: 'json' }
import sv from './step.sv.json' with { type: 'json' }

export const stepTexts = defineTexts({ sv, en, ar })
