import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Stack } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { roundOf } from '../round/round.queries.ts'
import { selfTexts, VERSIONS } from '../texts/self.ts'
import { wayTexts } from '../texts/way.ts'
import { type Answers, canAnswer } from './own-answer.pages.tsx'
import { ownAnswersOf, typedPaper } from './own-answer.queries.ts'
import { WayRefused } from './own-answer.view.tsx'
import { ownPerson, ownPersonPage } from './own-person.pages.tsx'
import { enterPaper } from './paper.commands.ts'
import { NO_CROSS, paperSchema } from './paper.schema.ts'
import { BlankPaper } from './paper.view.tsx'
import { ANSWERS, QUESTIONS } from './question.ts'

type Shown = { values?: Readonly<Record<string, string>>; problems?: Readonly<Record<string, string>>; stale?: boolean }

/** The form of one paper. Only who typed it in sees it again. */
async function formPage(visit: Visit, answers: Answers, shown: Shown = {}): Promise<Response> {
  const { tx, viewer, lang } = visit
  const found = await ownPerson(visit)
  if (!found) return visit.notFound()
  const { round, person } = found
  const paper = await typedPaper(tx, viewer, person.personId)
  if (!canAnswer(round)) return ownPersonPage(visit, answers, { refusal: { kind: 'conflict', reason: 'closed' } })
  if (!paper && person.selfState !== 'none')
    return ownPersonPage(visit, answers, { refusal: { kind: 'conflict', reason: 'taken' } })
  const t = wayTexts(lang)
  const q = selfTexts(lang)
  const kept: Record<string, string> = paper
    ? {
        written: paper.version,
        ...Object.fromEntries(QUESTIONS.map((question) => [question, paper.answers[question] ?? NO_CROSS])),
      }
    : {}
  const values = shown.values ?? kept
  const problems = shown.problems ?? {}
  const wordOf = (name: string) => (problems[name] ? t('paper.problem') : undefined)
  const listed = Object.keys(problems).map((name) => ({ name, text: t('paper.problem') }))
  const title = t('paper.form', { code: person.code })
  return visit.page({
    title,
    section: 'survey',
    narrow: true,
    failed: listed.length > 0,
    status: shown.stale ? 409 : listed.length > 0 ? 422 : 200,
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: listed.length })} errors={listed} />
        {shown.stale && <WayRefused lang={lang} refusal={{ kind: 'stale' }} />}
        <PageHeading
          title={t.parts('paper.form', { code: <Bdi>{person.code}</Bdi> })}
          lead={t('paper.lead')}
          meta={[<a href={paths.surveySelfPerson(round.roundId, person.personId)}>{t('open')}</a>]}
        />
        <Form
          action={paths.surveySelfPaper(round.roundId, person.personId)}
          hidden={hiddenOf(visit, paper?.rowVersion ?? 0)}
        >
          <RadioGroup
            name="written"
            label={t('paper.language')}
            value={values.written ?? ''}
            error={wordOf('written')}
            layout="row"
            options={VERSIONS.map((version) => ({ value: version, label: q(`version.${version}`) }))}
          />
          {QUESTIONS.map((question, at) => (
            <RadioGroup
              name={question}
              label={
                <>
                  <Bdi>{at + 1}</Bdi>. {q(`q.${question}`)}
                </>
              }
              value={values[question] ?? ''}
              error={wordOf(question)}
              layout="row"
              options={[...ANSWERS, NO_CROSS].map((answer) => ({
                value: answer,
                label: answer === NO_CROSS ? t('paper.blank') : q(answer as (typeof ANSWERS)[number]),
              }))}
            />
          ))}
          <Button>{t('paper.submit')}</Button>
        </Form>
      </>
    ),
  })
}

async function enter(visit: Visit, answers: Answers): Promise<Response> {
  const found = await ownPerson(visit)
  if (!found) return visit.notFound()
  const { personId } = found.person
  const read = readForm(paperSchema, visit.form)
  if (!read.ok) return formPage(visit, answers, { values: visit.form, problems: read.problems })
  const sent = await visit.submit(async () => {
    const entered = await enterPaper(visit, personId, versionIn(visit.form), read.value)
    return entered.ok ? ok(`${paths.surveySelfPerson(entered.value, personId)}?klart=papper`) : entered
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'stale'
    ? formPage(visit, answers, { values: visit.form, stale: true })
    : ownPersonPage(visit, answers, { refusal: sent.refused })
}

/** The questions on paper, in the language of whoever answers; `person` puts that person's code on it. */
async function blankPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const round = await roundOf(tx, viewer, c.req.param('id') ?? '')
  if (!round) return visit.notFound()
  const asked = c.req.query('person') ?? ''
  const [person] = isUuid(asked) ? await ownAnswersOf(tx, viewer, round.roundId, asked) : []
  if (asked && !person) return visit.notFound()
  const t = wayTexts(lang)
  const version = VERSIONS.find((one) => one === c.req.query('sprak')) ?? lang
  const address = (one: string) =>
    `${paths.surveyBlank(round.roundId)}?sprak=${one}${person ? `&person=${person.personId}` : ''}`
  return visit.page({
    title: t('blank.title'),
    section: 'survey',
    narrow: true,
    islands: ['print.island'],
    body: (
      <>
        <div class="no-print">
          <PageHeading
            title={t('blank.title')}
            lead={t('blank.menu')}
            meta={[<a href={paths.surveySelf(round.roundId)}>{t('back')}</a>]}
          />
          <Stack>
            <Actions>
              {VERSIONS.map((one) => (
                <Button href={address(one)} variant={one === version ? 'primary' : 'secondary'} size="small">
                  {t(`version.${one}`)}
                </Button>
              ))}
            </Actions>
            <PrintButton>{t('blank.print')}</PrintButton>
          </Stack>
        </div>
        <BlankPaper version={version} code={person?.code} />
      </>
    ),
  })
}

export const paperRoutes = (answers: Answers): Route[] => [
  { method: 'get', path: paths.surveyBlank(':id'), guard: CASE_ROLES, audit: 'none', handle: blankPage },
  {
    method: 'get',
    path: paths.surveySelfPaper(':id', ':person'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => formPage(visit, answers),
  },
  {
    method: 'post',
    path: paths.surveySelfPaper(':id', ':person'),
    guard: CASE_ROLES,
    audit: 'change',
    handle: (visit) => enter(visit, answers),
  },
]
