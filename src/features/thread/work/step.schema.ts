import { z } from 'zod'
import { requiredDay, requiredText, version } from '../../../platform/form/fields.ts'

/** In the field `who`: the person themselves; otherwise a user's id. */
export const BY_PERSON = 'person'

/** What, who, when. `who` is checked against the candidates by the command. */
export const stepForm = z.object({
  version: version(),
  what: requiredText(500),
  who: z.string('choose').min(1, 'choose'),
  dueOn: requiredDay(),
})

export const stepDoneForm = z.object({ version: version(), doneOn: requiredDay() })

export const stepDropForm = z.object({ version: version(), reason: requiredText(500) })
