import { z } from 'zod'
import { choice, requiredText } from '../../platform/form/fields.ts'
import { LANGS } from '../../platform/i18n/lang.ts'
import { bodyId, periodFields, periodInOrder } from './role.schema.ts'
import { ROLES } from './role.ts'

/** An address mail can be sent to. */
export const email = () =>
  requiredText(200).pipe(z.email({ pattern: z.regexes.html5Email, error: 'email' }).regex(/@[^@]+\.[^@.]+$/, 'email'))

/** Inviting somebody: who, and the first role. */
export const invitingSchema = z
  .object({
    name: requiredText(200),
    email: email(),
    language: choice(LANGS as readonly ['sv', 'en', 'ar']),
    unit: bodyId(),
    role: choice(ROLES),
    ...periodFields,
  })
  .superRefine(periodInOrder)
