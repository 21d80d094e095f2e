import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './log-review.ar.json' with { type: 'json' }
import en from './log-review.en.json' with { type: 'json' }
import sv from './log-review.sv.json' with { type: 'json' }

export const logReviewTexts = defineTexts({ sv, en, ar })
