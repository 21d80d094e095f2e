import { z } from 'zod'
import { choice, optionalDay, requiredDay, requiredText } from '../../../platform/form/fields.ts'
import { isUuid } from '../../../shared/ids.ts'
import { appointmentFields } from '../work/appointment.schema.ts'
import { TOLD_HOWS } from '../work/assignment.ts'

export const moveSchema = z.object({
  to: z.coerce.number('wholeNumber').int('wholeNumber').min(1, 'wholeNumber').max(100_000, 'wholeNumber'),
  reason: requiredText(20_000),
})

export const planIntakeSchema = z.object({ intakePlannedOn: requiredDay(), ...appointmentFields })

/** The person did not come: a new day, or none yet. */
export const noShowSchema = z.object({ newDay: optionalDay() })

/** Intake: the first day and the named first contact, and how the person got to know the name. */
export const intakeSchema = z.object({
  startOn: requiredDay(),
  leadUserId: z.string().default('').refine(isUuid, 'choose'),
  toldHow: choice(TOLD_HOWS),
  toldOn: optionalDay(),
})
