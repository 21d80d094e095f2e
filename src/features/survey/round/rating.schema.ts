import { z } from 'zod'
import { choice } from '../../../platform/form/fields.ts'
import { latinDigits } from '../../../shared/text.ts'
import { BARRIERS, SEXES } from '../core/code.ts'
import { SKIP_REASONS } from './person.ts'

/** A whole number within limits, or empty. */
const optionalNumber = (least: number, most: number) =>
  z
    .string()
    .default('')
    .transform((value, context): number | null => {
      const typed = latinDigits(value).trim()
      if (typed === '') return null
      const number = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
      if (number >= least && number <= most) return number
      context.addIssue({ code: 'custom', message: 'number' })
      return z.NEVER
    })

const NOT_KNOWN = 'unknown'

/**
 * A rating as it is sent. `reason` must be chosen, also "not known"; `barriers` are the ticked ones, with `none` for none of them, so that
 * a form sent by mistake is no rating.
 */
export const ratingSchema = z
  .object({
    reason: z
      .string()
      .default('')
      .pipe(z.string().min(1, 'reason').max(60, 'reason'))
      .transform((value) => (value === NOT_KNOWN ? null : value)),
    barriers: z.array(choice([...BARRIERS, 'none'])).min(1, 'barriers'),
    sex: choice([...SEXES, NOT_KNOWN])
      .catch(NOT_KNOWN)
      .transform((value) => (value === NOT_KNOWN ? null : value)),
    birthYear: optionalNumber(1900, 2100),
    months: optionalNumber(0, 1200),
    inIntervention: choice(['yes', 'no', NOT_KNOWN])
      .catch(NOT_KNOWN)
      .transform((value) => (value === NOT_KNOWN ? null : value === 'yes')),
  })
  .refine(({ barriers }) => barriers.length === 1 || !barriers.includes('none'), {
    path: ['barriers'],
    message: 'contradiction',
  })
  .transform(({ barriers, ...rest }) => ({ ...rest, barriers: BARRIERS.filter((one) => barriers.includes(one)) }))

export const skipSchema = z.object({ skipReason: choice(SKIP_REASONS) })
