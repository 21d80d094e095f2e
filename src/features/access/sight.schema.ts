import { z } from 'zod'
import { latinDigits } from '../../shared/text.ts'

export const LONGEST_SIGHT = 365

/** For how many days a unit sees what the others do after its own part: 1 to 365. */
export const sightSchema = z.object({
  days: z
    .string()
    .default('')
    .transform((value, context): number => {
      const typed = latinDigits(value).trim()
      const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
      if (days < 1 || days > LONGEST_SIGHT) context.addIssue({ code: 'custom', message: 'sightDays' })
      return days
    }),
})
