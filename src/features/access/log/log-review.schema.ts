import { z } from 'zod'
import { requiredDay, requiredText } from '../../../platform/form/fields.ts'

export const SAMPLE_SIZES = ['10', '25', '50'] as const

/** Which looks a sample is drawn from, and how many. */
export const drawForm = z
  .object({ from: requiredDay(), until: requiredDay(), size: z.enum(SAMPLE_SIZES, 'choose') })
  .refine((typed) => typed.until >= typed.from, { path: ['until'], message: 'problem.period' })

export const signForm = z.object({ conclusion: requiredText(4000) })
