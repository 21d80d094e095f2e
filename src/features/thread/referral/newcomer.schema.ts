import { z } from 'zod'
import { choice, text, ticked } from '../../../platform/form/fields.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { type PersonNumber, parsePersonNumber } from '../../../shared/person-number.ts'

export const PROTECTIONS = ['none', 'marking', 'protected_registration'] as const

/** Who a person is, as it is typed at entry and when it is corrected. */
export const WHO = {
  personNumber: text(100),
  noNumber: ticked(),
  givenName: text(200),
  familyName: text(200),
  phone: text(50),
}

type Who = { personNumber: string; noNumber: boolean; givenName: string; familyName: string }

/**
 * Reads who the person is: a personal or coordination number, or the tick that there is none (or that it is not known), and a
 * name. One of the two names may be missing: some people have only one. Problems of the number are `number.<error>`.
 */
export const withNumber =
  (today: CalendarDay) =>
  <T extends Who>(value: T, context: z.RefinementCtx): T & { number: PersonNumber | undefined } => {
    if (value.givenName === '' && value.familyName === '')
      context.addIssue({ code: 'custom', path: ['givenName'], message: 'name' })
    if (value.personNumber === '' && value.noNumber) return { ...value, number: undefined }
    const parsed = parsePersonNumber(value.personNumber, today)
    if (!parsed.ok) context.addIssue({ code: 'custom', path: ['personNumber'], message: `number.${parsed.error}` })
    return { ...value, number: parsed.ok ? parsed.value : undefined }
  }

/** Somebody new. */
export const newcomerSchema = (today: CalendarDay) =>
  z
    .object({
      ...WHO,
      protection: choice(PROTECTIONS),
      /** The same name is known, and this is somebody else. */
      someoneElse: ticked(),
    })
    .transform(withNumber(today))

export type Newcomer = z.output<ReturnType<typeof newcomerSchema>>
