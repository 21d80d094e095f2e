import type { Child } from 'hono/jsx'
import { formProblem } from '../../../platform/form/problem-words.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DescriptionList } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Icon } from '../../../ui/icons.tsx'
import type { Text } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { Versions } from '../../../ui/versions.tsx'
import { newcomerTexts } from '../texts/newcomer.ts'
import { workTexts } from '../texts/work.ts'
import type { WorkThread } from './work.queries.ts'
import { DoneNotice } from './work-done.view.tsx'

/** A field in words: for the error summary, for what was typed, for two versions side by side. */
export type Shown = { name: string; label: string; value: string }

/** Who a person is is asked by the newcomer's form first. */
const isOfWho = (problem: string): boolean => problem === 'name' || problem.startsWith('number.')

/** The sentence for a problem: one of any form, one of who a person is, or one of the daily work. */
export function problemText(lang: Lang, problem: string): string {
  if (isOfWho(problem)) return newcomerTexts(lang)(`problem.${problem}` as 'problem.name')
  return formProblem(lang, problem) ?? workTexts(lang)(problem as 'problem.leadTaken')
}

/** The person's name, or the word for a protected person. */
export const personName = (lang: Lang, thread: Pick<WorkThread, 'name'>): string =>
  thread.name ? `${thread.name.given} ${thread.name.family}` : workTexts(lang)('protected')

/** Back to the thread; stands over the heading of every page of the daily work. */
export const BackLink = ({ href, children }: { href: string; children?: Text }) => (
  <p class="back-link no-print">
    <a href={href}>
      <Icon name="arrow" />
      <span>{children}</span>
    </a>
  </p>
)

export type WorkPageProps = {
  lang: Lang
  thread: WorkThread
  back: { href: string; text?: string }
  title: Text
  lead?: Text
  actions?: Text
  /** What was just done, before this page. */
  done?: string | undefined
  children?: Child
}

/** A page about one thing in a thread: way back, heading, content. */
export const WorkPage = ({ lang, thread, back, title, lead, actions, done, children }: WorkPageProps) => {
  const t = workTexts(lang)
  return (
    <>
      <BackLink href={back.href}>
        {back.text ?? t.parts('back', { name: <bdi>{personName(lang, thread)}</bdi> })}
      </BackLink>
      <DoneNotice lang={lang} done={done} />
      <PageHeading title={title} lead={lead} actions={actions} />
      {children}
    </>
  )
}

export type WorkFormProps = WorkPageProps & {
  action: string
  hidden: Readonly<Record<string, string | number | undefined>>
  submit: string
  danger?: boolean
  /** Every field in the order of the page. */
  shown: readonly Shown[]
  problems: Readonly<Record<string, string>>
  /** Somebody else saved in between: what they changed and what was changed here, field by field. */
  versions?: { theirs: readonly Shown[]; yours: readonly Shown[] }
  /** Why it could not be done, where it is not about a field. */
  refused?: string
  /** Long texts are sent as parts: encoded otherwise they would be three times as large. */
  long?: boolean
  /** Stands before the form: what to know first. */
  before?: Child
}

/** A form of the daily work, as it was opened or as it came back. */
export const WorkFormView = (props: WorkFormProps) => {
  const { lang, shown, problems, versions, refused } = props
  const t = formTexts(lang)
  const named = [...new Set([...shown.map((one) => one.name), ...Object.keys(problems)])]
  const errors = named.flatMap((name) => {
    const problem = problems[name]
    const label = shown.find((one) => one.name === name)?.label
    // A question or a sentence needs no colon after it.
    const before = label ? `${label}${/[?؟.!…]$/.test(label) ? ' ' : ': '}` : ''
    return problem ? [{ name, text: `${before}${problemText(lang, problem)}` }] : []
  })
  return (
    <WorkPage {...props}>
      <ErrorSummary title={t('summary', { count: errors.length })} errors={errors} />
      {versions && <Versions words={t} {...versions} />}
      {refused && (
        <Notice tone="danger" live="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {props.before}
      <Form action={props.action} hidden={props.hidden} enctype={props.long ? 'multipart/form-data' : undefined}>
        {props.children}
        <Actions>
          <Button variant={props.danger ? 'danger' : 'primary'}>{props.submit}</Button>
          <Button variant="tertiary" href={props.back.href}>
            {t('cancel')}
          </Button>
        </Actions>
      </Form>
    </WorkPage>
  )
}

/** It cannot be done: why, and what was typed, so that nothing is lost. */
export const RefusedView = ({
  typed,
  reason,
  ...props
}: WorkPageProps & { reason: string; typed: readonly Shown[] }) => {
  const t = workTexts(props.lang)
  const kept = typed.filter((one) => one.value !== '')
  return (
    <WorkPage {...props}>
      <Notice tone="attention">
        <p>{reason}</p>
      </Notice>
      {kept.length > 0 && (
        <section class="stack-tight">
          <h2>{t('typed')}</h2>
          <DescriptionList
            layout="stack"
            items={kept.map((one) => ({
              term: one.label,
              description: (
                <div class="plain-text" dir="auto">
                  {one.value}
                </div>
              ),
            }))}
          />
        </section>
      )}
      <Button href={props.back.href} variant="secondary">
        {t('backButton')}
      </Button>
    </WorkPage>
  )
}
