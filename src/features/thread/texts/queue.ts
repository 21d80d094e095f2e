import { defineTexts } from '../../../platform/i18n/texts.ts'
import ar from './queue.ar.json'
import en from './queue.en.json'
import sv from './queue.sv.json'

export const queueTexts = defineTexts({ sv, en, ar })
