import { z } from 'zod'
import { optionalDay, text } from '../../platform/form/fields.ts'
import { latinDigits } from '../../shared/text.ts'
import { WEEKDAYS } from './code.ts'
import type { Opening } from './entry.ts'

/** `8`, `8.30`, `08:30` or `0830`; nothing is null. */
const clock = () =>
  z
    .string()
    .default('')
    .transform((value, context): string | null => {
      const typed = latinDigits(value).trim()
      if (typed === '') return null
      const parts = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(typed)
      const [hour, minute] = [Number(parts?.[1] ?? 99), Number(parts?.[2] ?? 0)]
      if (hour > 23 || minute > 59) context.addIssue({ code: 'custom', message: 'time' })
      return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    })

/** One opening as typed. */
export const openingInput = z
  .object({
    fromOn: optionalDay(),
    untilOn: optionalDay(),
    weekdays: z.array(z.enum(WEEKDAYS, 'choose')).default([]),
    opensAt: clock(),
    closesAt: clock(),
    note: text(300),
  })
  .transform((given, context): Opening => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', message, path: [path] })
    const { fromOn = null, untilOn = null, opensAt, closesAt, note } = given
    if (fromOn && untilOn && untilOn < fromOn) wrong('untilOn', 'dayOrder')
    if (closesAt && (!opensAt || closesAt <= opensAt)) wrong('closesAt', 'timeOrder')
    return {
      fromOn,
      untilOn,
      weekdays: WEEKDAYS.filter((day) => given.weekdays.includes(day)),
      opensAt,
      closesAt,
      note,
    }
  })
