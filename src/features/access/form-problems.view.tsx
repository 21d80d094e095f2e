import { formTexts } from '../../platform/form/texts/form.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { type FormProblems, problemText } from './problem.view.ts'

/** First on a page whose form came back: every problem, each leading to its field. */
export function ProblemSummary({ lang, problems }: { lang: Lang; problems: FormProblems | undefined }) {
  if (!problems) return null
  const errors = [
    ...(problems.whole ? [{ text: problemText(lang, problems.whole), href: '#main' }] : []),
    ...Object.entries(problems.fields).map(([name, problem]) => ({ name, text: problemText(lang, problem) })),
  ]
  return <ErrorSummary title={formTexts(lang)('summary', { count: errors.length })} errors={errors} />
}

/** The sentence under one field. */
export const fieldError = (lang: Lang, problems: FormProblems | undefined, name: string): string | undefined => {
  const problem = problems?.fields[name]
  return problem === undefined ? undefined : problemText(lang, problem)
}
