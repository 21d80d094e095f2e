import { z } from 'zod'
import { requiredText, text } from '../../platform/form/fields.ts'
import { latinDigits } from '../../shared/text.ts'
import type { PlaceFacts } from './place.ts'

/** A coordinate with decimal comma or point, or nothing. */
const degrees = (max: number) =>
  z
    .string()
    .default('')
    .transform((value, context): number | null => {
      const typed = latinDigits(value).trim().replace(',', '.')
      if (typed === '') return null
      const number = /^-?\d{1,3}(\.\d{1,12})?$/.test(typed) ? Number(typed) : Number.NaN
      if (!(Math.abs(number) <= max)) context.addIssue({ code: 'custom', message: 'coordinate' })
      return number
    })

/** What is written about a place. Messages are keys of `entryTexts` (`problem.<message>`). */
export const placeSchema = z
  .object({
    authority: z
      .string()
      .regex(/^(|none|\d{1,9})$/, 'choose')
      .default(''),
    name: requiredText(200),
    kind: z.enum(['physical', 'virtual'], 'choose').default('physical'),
    address: text(200),
    postalCode: text(20),
    city: text(100),
    area: text(100),
    latitude: degrees(90),
    longitude: degrees(180),
    howToGetThere: text(2000),
    accessibility: text(2000),
  })
  .transform(({ authority, ...given }, context): PlaceFacts => {
    if ((given.latitude === null) !== (given.longitude === null))
      context.addIssue({ code: 'custom', message: 'coordinate', path: ['latitude'] })
    return { authorityId: authority === '' || authority === 'none' ? null : Number(authority), ...given }
  })
