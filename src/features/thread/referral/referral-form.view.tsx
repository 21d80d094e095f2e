import type { Child } from 'hono/jsx'
import { formProblem } from '../../../platform/form/problem-words.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Notice } from '../../../ui/status.tsx'

/** The sentence for a problem: one of any form, or one of the page's own (`problem.…` in its texts). */
export function problemSentence(lang: Lang, problem: string, own: (key: string) => string): string {
  return formProblem(lang, problem) ?? own(`problem.${problem}`)
}

/** First on a form that came back: each problem with the name of its field, in the order of the page. */
export const FormErrors = ({
  lang,
  problems,
}: {
  lang: Lang
  problems: readonly { name: string; label: string; text: string }[]
}) => (
  <ErrorSummary
    title={formTexts(lang)('summary', { count: problems.length })}
    errors={problems.map(({ name, label, text }) => ({
      name,
      text: `${label}${/[?؟]$/.test(label) ? '' : ':'} ${text}`,
    }))}
  />
)

export type TextPair = { label: string; theirs: string; yours: string }

/** Somebody else saved meanwhile: both texts of what differs, so that nobody's is lost. */
export const BothTexts = ({ lang, pairs }: { lang: Lang; pairs: readonly TextPair[] }) => {
  const t = formTexts(lang)
  const differing = pairs.filter(({ theirs, yours }) => theirs !== yours)
  return (
    <Notice tone="attention" title={t('stale.title')} live="alert">
      <p>{t('stale.text')}</p>
      {differing.map(({ label, theirs, yours }) => (
        <div class="both-texts">
          <h3>{label}</h3>
          <div>
            <h4>{t('stale.theirs')}</h4>
            <p class="plain-text" dir="auto">
              {theirs || '–'}
            </p>
          </div>
          <div>
            <h4>{t('stale.yours')}</h4>
            <p class="plain-text" dir="auto">
              {yours || '–'}
            </p>
          </div>
        </div>
      ))}
    </Notice>
  )
}

/** What was just done, told once at the top of the next page. */
export const Done = ({ title, children }: { title: string; children?: Child }) => (
  <Notice tone="ok" title={title} live="status">
    {children && <p>{children}</p>}
  </Notice>
)
