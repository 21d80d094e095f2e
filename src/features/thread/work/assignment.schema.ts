import { z } from 'zod'
import { choice, requiredDay, text, version } from '../../../platform/form/fields.ts'
import { ASSIGNMENT_ROLES, TOLD_HOWS } from './assignment.ts'

export const contactForm = z.object({
  role: choice(ASSIGNMENT_ROLES),
  userId: z.string('choose').min(1, 'choose'),
  fromOn: requiredDay(),
})

/** In the field `userId`: nobody takes over yet. */
export const NOBODY_YET = 'nobody'

/** Who takes over (or nobody yet, and then why), and the first day of the new order. */
export const contactChangeForm = z.object({
  version: version(),
  userId: z.string('choose').min(1, 'choose'),
  gapReason: text(500),
  fromOn: requiredDay(),
})

export const contactToldForm = z.object({ version: version(), toldHow: choice(TOLD_HOWS), toldOn: requiredDay() })
