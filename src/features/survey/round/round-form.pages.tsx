import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { addDays } from '../../../shared/calendar-day.ts'
import { ok } from '../../../shared/result.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { listTexts } from '../texts/list.ts'
import { roundTexts } from '../texts/round.ts'
import { hiddenOf } from './form-keys.ts'
import { ownLists } from './list.queries.ts'
import { changeRound, makeRound } from './round.commands.ts'
import { roundPage } from './round.pages.tsx'
import { ledUnits, roundOf } from './round.queries.ts'
import { roundSchema } from './round.schema.ts'
import { may } from './round.ts'
import { monthName } from './round.view.tsx'
import { RoundForm, type RoundValues } from './round-form.view.tsx'

type Problems = Readonly<Record<string, string>>

/** What is wrong with each field, in words. */
const wordsOf = (visit: Visit, problems: Problems): Record<string, string> =>
  Object.fromEntries(
    Object.keys(problems).map((field) => [
      field,
      field === 'month' ? roundTexts(visit.lang)('problem.month') : formTexts(visit.lang)('problem.choose'),
    ]),
  )

const summaryOf = (visit: Visit, errors: Record<string, string>) => (
  <ErrorSummary
    title={formTexts(visit.lang)('summary', { count: Object.keys(errors).length })}
    errors={Object.entries(errors).map(([name, text]) => ({ name, text }))}
  />
)

async function newPage(visit: Visit, problems: Problems = {}): Promise<Response> {
  const { tx, viewer, lang, today } = visit
  const led = await ledUnits(tx)
  const units = [
    ...new Map(viewer.roles.filter(({ unitId }) => led.includes(unitId)).map((held) => [held.unitId, held])).values(),
  ]
  if (units.length === 0) return visit.notFound()
  const t = roundTexts(lang)
  const errors = wordsOf(visit, problems)
  const failed = Object.keys(errors).length > 0
  const values: RoundValues = failed
    ? visit.form
    : {
        unitId: String(units[0]!.unitId),
        // The month that has ended: its list of people is whole.
        month: addDays(`${today.slice(0, 7)}-01` as typeof today, -1).slice(0, 7),
        reasonList: 'short-1',
        definitions: 'own',
        selfRating: 'yes',
      }
  return visit.page({
    title: t('new'),
    section: 'survey',
    narrow: true,
    failed,
    status: failed ? 422 : 200,
    body: (
      <>
        {summaryOf(visit, errors)}
        <PageHeading title={t('new')} lead={t('new.lead')} />
        <RoundForm
          lang={lang}
          today={today}
          action={paths.surveyNew}
          cancel={paths.surveys}
          hidden={hiddenOf(visit)}
          units={units}
          lists={await ownLists(tx, viewer)}
          values={values}
          errors={errors}
          submit={t('new.submit')}
        />
        <p>
          <a href={paths.surveyLists}>{listTexts(lang)('link')}</a>
        </p>
      </>
    ),
  })
}

async function make(visit: Visit): Promise<Response> {
  const read = readForm(roundSchema(visit.today), visit.form)
  if (!read.ok) return newPage(visit, read.problems)
  const sent = await visit.submit(async () => {
    const made = await makeRound(visit, read.value)
    return made.ok ? ok(`${paths.surveyAdd(made.value)}?klart=skapad`) : made
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'invalid' ? newPage(visit, sent.refused.fields) : visit.notFound()
}

async function changePage(visit: Visit, problems: Problems = {}): Promise<Response> {
  const { tx, viewer, lang, today } = visit
  const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
  if (!round || !(await ledUnits(tx)).includes(round.unitId)) return visit.notFound()
  if (!may('change', round)) return roundPage(visit, { kind: 'conflict', reason: round.state })
  const t = roundTexts(lang)
  const errors = wordsOf(visit, problems)
  const failed = Object.keys(errors).length > 0
  const values: RoundValues = failed
    ? visit.form
    : {
        month: round.month.slice(0, 7),
        reasonList: round.reasonList,
        definitions: round.definitions ? 'given' : 'own',
        selfRating: round.selfRating ? 'yes' : '',
      }
  return visit.page({
    title: t('change.title'),
    section: 'survey',
    narrow: true,
    failed,
    status: failed ? 422 : 200,
    body: (
      <>
        {summaryOf(visit, errors)}
        <PageHeading title={t('change.title')} meta={[<bdi>{monthName(lang, round)}</bdi>]} />
        <RoundForm
          lang={lang}
          today={today}
          action={paths.surveyChange(round.roundId)}
          cancel={paths.survey(round.roundId)}
          hidden={hiddenOf(visit, round.version)}
          units={[]}
          lists={await ownLists(tx, viewer)}
          values={values}
          errors={errors}
          submit={t('change.submit')}
        />
      </>
    ),
  })
}

async function change(visit: Visit): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  const read = readForm(roundSchema(visit.today), visit.form)
  if (!read.ok) return changePage(visit, read.problems)
  const sent = await visit.submit(async () => {
    const changed = await changeRound(visit, id, versionIn(visit.form), read.value)
    return changed.ok ? ok(`${paths.survey(id)}?klart=andrad`) : changed
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'invalid' ? changePage(visit, sent.refused.fields) : roundPage(visit, sent.refused)
}

export const roundFormRoutes: Route[] = [
  { method: 'get', path: paths.surveyNew, guard: CASE_ROLES, audit: 'none', handle: (visit) => newPage(visit) },
  { method: 'post', path: paths.surveyNew, guard: CASE_ROLES, audit: 'change', handle: make },
  {
    method: 'get',
    path: paths.surveyChange(':id'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => changePage(visit),
  },
  { method: 'post', path: paths.surveyChange(':id'), guard: CASE_ROLES, audit: 'change', handle: change },
]
