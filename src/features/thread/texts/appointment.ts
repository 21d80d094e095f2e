import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './appointment.ar.json' with { type: 'json' }
import en from './appointment.en.json' with { type: 'json' }
import sv from './appointment.sv.json' with { type: 'json' }

export const appointmentTexts = defineTexts({ sv, en, ar })
