import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './assignment.ar.json' with { type: 'json' }
import en from './assignment.en.json' with { type: 'json' }
import sv from './assignment.sv.json' with { type: 'json' }

export const assignmentTexts = defineTexts({ sv, en, ar })
