import { z } from 'zod'
import { choice, requiredDay, requiredText, text, ticked, version } from '../../../platform/form/fields.ts'
import { latinDigits } from '../../../shared/text.ts'
import { LIVES_HERE, MEMBER_KINDS, TOLD_BY } from './household.ts'

/** A year with four digits; empty is undefined. */
const year = () =>
  z
    .string()
    .default('')
    .transform((value, context): number | undefined => {
      const typed = latinDigits(value).trim()
      if (typed === '') return undefined
      if (!/^(?:18|19|20)\d\d$/.test(typed)) context.addIssue({ code: 'custom', message: 'problem.birthYear' })
      return Number(typed)
    })

export const memberForm = z.object({
  version: version(),
  kind: choice(MEMBER_KINDS),
  label: requiredText(80),
  birthYear: year(),
  relation: text(80),
  livesHere: choice(LIVES_HERE),
  hasSupport: ticked(),
  toldBy: choice(TOLD_BY),
  fromOn: requiredDay(),
})

export const memberEndForm = z.object({ version: version(), untilOn: requiredDay() })
