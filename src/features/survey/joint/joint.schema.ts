import { z } from 'zod'
import { requiredText } from '../../../platform/form/fields.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { MONTHS_BACK } from '../round/round.schema.ts'
import { monthsBefore } from '../round/round.ts'
import { FEWEST_PARTS } from './joint.ts'

/** What is asked about: a title, a month, and at least two units. */
export const jointSchema = (today: CalendarDay) => {
  const months = monthsBefore(today, MONTHS_BACK)
  return z.object({
    title: requiredText(100),
    month: z
      .string()
      .default('')
      .transform((value) => `${value}-01` as CalendarDay)
      .refine((month) => months.includes(month), 'month'),
    units: z
      .array(z.coerce.number().int())
      .transform((units) => [...new Set(units)])
      .refine((units) => units.length >= FEWEST_PARTS, 'units'),
  })
}
export type JointForm = z.output<ReturnType<typeof jointSchema>>
