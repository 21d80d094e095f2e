import { z } from 'zod'
import { requiredDay, text } from '../../../platform/form/fields.ts'
import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'

/** What starts a round. */
export const reviewSchema = (today: CalendarDay) =>
  z.object({
    authorities: z
      .array(z.string())
      .transform((given) => [...new Set(given)].filter((one) => /^\d{1,9}$/.test(one)).map(Number))
      .pipe(z.array(z.number()).min(1, 'authorities').max(200, 'authorities')),
    dueOn: requiredDay()
      .refine((day) => !day || day > today, 'dayTooEarly')
      .refine((day) => !day || day <= addDays(today, 366), 'dayTooLate'),
    note: text(1000),
  })
