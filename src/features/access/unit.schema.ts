import { z } from 'zod'
import { choice, requiredText, text, ticked } from '../../platform/form/fields.ts'
import { latinDigits } from '../../shared/text.ts'
import { email } from './invitation.schema.ts'
import { bodyId } from './role.schema.ts'

export const UNIT_KINDS = ['office', 'team', 'care', 'association'] as const
export const AUTHORITY_KINDS = ['municipality', 'region', 'employment', 'insurance'] as const
export const WAYS = ['sequential', 'parallel'] as const

/** Nothing, or a whole number from 1 to 500. */
const capacity = () =>
  z
    .string()
    .default('')
    .transform((value, context): number | null => {
      const typed = latinDigits(value).trim()
      if (typed === '') return null
      const places = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
      if (places < 1 || places > 500) context.addIssue({ code: 'custom', message: 'capacity' })
      return places
    })

const phone = () =>
  text(40)
    .pipe(z.string().regex(/^(|[+\d][\d\s()-]{4,})$/, 'phone'))
    .transform((value) => value || null)

/** No way of working chosen is sent as nothing at all. */
const way = () =>
  z
    .enum([...WAYS, ''], 'choose')
    .default('')
    .transform((value) => value || null)

const facts = {
  name: requiredText(120),
  kind: choice(UNIT_KINDS),
  capacity: capacity(),
  way: way(),
  phone: phone(),
}

export const newUnitSchema = z.object({ authority: bodyId(), ...facts })
export const unitSchema = z.object({ ...facts, active: ticked() })
const contact = {
  contactEmail: z
    .union([z.literal(''), email()], 'email')
    .default('')
    .transform((value) => value || null),
  contactPhone: phone(),
}

export const newAuthoritySchema = z.object({ name: requiredText(120), kind: choice(AUTHORITY_KINDS), ...contact })
export const authoritySchema = z.object({ name: requiredText(120), ...contact })
