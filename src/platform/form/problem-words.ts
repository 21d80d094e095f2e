import type { Refusal } from '../../shared/result.ts'
import type { Lang } from '../i18n/lang.ts'
import type { FieldProblem } from './fields.ts'
import { formTexts } from './texts/form.ts'

const FORM_PROBLEMS: readonly FieldProblem[] = [
  'required',
  'tooLong',
  'day',
  'dayRequired',
  'dayTooEarly',
  'dayTooLate',
  'time',
  'hours',
  'wholeNumber',
  'choose',
  'personNumber',
  'email',
  'file',
]

/** The sentence for a problem that any form may have; undefined for one of a form's own. */
export function formProblem(lang: Lang, problem: string): string | undefined {
  const shared = FORM_PROBLEMS.find((one) => one === problem)
  return shared && formTexts(lang)(`problem.${shared}`)
}

/** Sentences for what is wrong with a form, by field; `own` says those that are only this form's. */
export const refusedFields = (
  lang: Lang,
  refusal: Refusal | undefined,
  own: (problem: string) => string,
): Record<string, string> =>
  refusal?.kind === 'invalid'
    ? Object.fromEntries(
        Object.entries(refusal.fields).map(([field, problem]) => [field, formProblem(lang, problem) ?? own(problem)]),
      )
    : {}
