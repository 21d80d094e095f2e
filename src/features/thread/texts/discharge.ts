import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './discharge.ar.json' with { type: 'json' }
import en from './discharge.en.json' with { type: 'json' }
import sv from './discharge.sv.json' with { type: 'json' }

export const dischargeTexts = defineTexts({ sv, en, ar })
