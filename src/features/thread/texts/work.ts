import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './work.ar.json' with { type: 'json' }
import en from './work.en.json' with { type: 'json' }
import sv from './work.sv.json' with { type: 'json' }

/** Words that all the daily work on a thread shares. */
export const workTexts = defineTexts({ sv, en, ar })
