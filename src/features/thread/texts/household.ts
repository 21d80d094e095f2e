import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './household.ar.json' with { type: 'json' }
import en from './household.en.json' with { type: 'json' }
import sv from './household.sv.json' with { type: 'json' }

export const householdTexts = defineTexts({ sv, en, ar })
