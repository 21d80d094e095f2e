import { z } from 'zod'
import { choice, optionalDay, requiredDay } from '../../platform/form/fields.ts'
import { ROLES } from './role.ts'

/** The number of a unit or authority, as chosen in a list. */
export const bodyId = () =>
  z
    .string()
    .default('')
    .transform((value, context): number => {
      const id = /^\d{1,9}$/.test(value) ? Number(value) : 0
      if (id < 1) context.addIssue({ code: 'custom', message: 'choose' })
      return id
    })

const period = { from: requiredDay(), until: optionalDay() }

const inOrder = (value: { from: string; until?: string | undefined }, context: z.RefinementCtx): void => {
  if (value.until !== undefined && value.from !== undefined && value.until < value.from)
    context.addIssue({ code: 'custom', path: ['until'], message: 'untilBeforeFrom' })
}

/** Giving a role: where, which, from–until. */
export const givingSchema = z.object({ unit: bodyId(), role: choice(ROLES), ...period }).superRefine(inOrder)

export const endingSchema = z
  .object({ when: choice(['now', 'later']), lastDay: optionalDay() })
  .superRefine((value, context) => {
    if (value.when === 'later' && value.lastDay === undefined)
      context.addIssue({ code: 'custom', path: ['lastDay'], message: 'dayRequired' })
  })

export const periodFields = period
export const periodInOrder = inOrder
