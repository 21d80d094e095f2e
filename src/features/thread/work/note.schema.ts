import { z } from 'zod'
import { choice, requiredDay, requiredText } from '../../../platform/form/fields.ts'
import { LONGEST, NOTE_CATEGORIES } from './note.ts'

export const noteForm = z.object({
  category: choice(NOTE_CATEGORIES),
  happenedOn: requiredDay(),
  body: requiredText(LONGEST),
})

/** `corrects`: the note that was held to be the latest when the form was opened. */
export const noteCorrectionForm = z.object({
  corrects: z.string().default(''),
  happenedOn: requiredDay(),
  body: requiredText(LONGEST),
})

export const objectionForm = z.object({ madeOn: requiredDay(), body: requiredText(LONGEST) })
