import { z } from 'zod'
import { choice, ticked } from '../../../platform/form/fields.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { monthsBefore } from './round.ts'

/** So many months back a round may be about. */
export const MONTHS_BACK = 36

/** What a round is: its month, the list of reasons, and what the rater is told. */
export const roundSchema = (today: CalendarDay) => {
  const months = monthsBefore(today, MONTHS_BACK)
  return z.object({
    unitId: z.coerce.number().int().catch(0),
    month: z
      .string()
      .default('')
      .transform((value) => `${value}-01` as CalendarDay)
      .refine((month) => months.includes(month), 'choose'),
    reasonList: z.string().default('').pipe(z.string().min(1, 'choose').max(60, 'choose')),
    definitions: choice(['given', 'own']).transform((value) => value === 'given'),
    selfRating: ticked(),
  })
}
export type RoundForm = z.output<ReturnType<typeof roundSchema>>
