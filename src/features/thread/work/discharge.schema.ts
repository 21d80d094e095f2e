import { z } from 'zod'
import { choice, optionalDay, requiredDay, requiredText, text, version } from '../../../platform/form/fields.ts'
import { DESTINATIONS, DISCHARGE_REASONS } from './discharge.ts'

/** `close`: keys of the tracks and steps that end too; `seen`: what was open when the form was shown. */
export const dischargeForm = z.object({
  version: version(),
  seen: z.string().default(''),
  reason: choice(DISCHARGE_REASONS),
  destination: choice(DESTINATIONS),
  onDay: requiredDay(),
  closingTalkOn: optionalDay(),
  noTalkReason: text(500),
  comment: text(4000),
  close: z.array(z.string()).default([]),
})

export const reopenForm = z.object({
  version: version(),
  reason: requiredText(2000),
  userId: z.string('choose').min(1, 'choose'),
  onDay: requiredDay(),
})
