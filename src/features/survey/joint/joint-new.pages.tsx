import { paths } from '../../../paths.ts'
import { formProblem } from '../../../platform/form/problem-words.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { addDays } from '../../../shared/calendar-day.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { CheckboxGroup, SelectField } from '../../../ui/choice.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { EmptyState } from '../../../ui/status.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { MONTHS_BACK } from '../round/round.schema.ts'
import { monthsBefore } from '../round/round.ts'
import { jointTexts } from '../texts/joint.ts'
import { askJoint } from './joint.commands.ts'
import { unitsToAsk } from './joint.queries.ts'
import { jointSchema } from './joint.schema.ts'
import { FEWEST_PARTS } from './joint.ts'

type Problems = Readonly<Record<string, string>>

async function newPage(visit: Visit, problems: Problems = {}): Promise<Response> {
  const { tx, lang, today } = visit
  const units = await unitsToAsk(tx)
  const t = jointTexts(lang)
  const failed = Object.keys(problems).length > 0
  const errors = wordsOf(visit, problems)
  const lastMonth = addDays(`${today.slice(0, 7)}-01` as typeof today, -1).slice(0, 7)
  const chosen = failed ? visit.all('units') : []
  return visit.page({
    title: t('new'),
    section: 'survey',
    narrow: true,
    failed,
    status: failed ? 422 : 200,
    body: (
      <>
        <ErrorSummary
          title={formTexts(lang)('summary', { count: Object.keys(errors).length })}
          errors={Object.entries(errors).map(([name, text]) => ({ name, text }))}
        />
        <PageHeading title={t('new')} lead={t('new.lead')} />
        {units.length < FEWEST_PARTS ? (
          <EmptyState title={t('new.none')} level={2}>
            <p>{t('new.none.text')}</p>
          </EmptyState>
        ) : (
          <Form action={paths.surveyJointNew} hidden={hiddenOf(visit)}>
            <TextField
              name="title"
              label={t('new.title')}
              hint={t('new.title.hint')}
              value={failed ? visit.form.title : ''}
              error={errors.title}
            />
            <SelectField
              name="month"
              label={t('new.month')}
              hint={t('new.month.hint')}
              value={failed ? visit.form.month : lastMonth}
              error={errors.month}
              options={monthsBefore(today, MONTHS_BACK).map((month) => ({
                value: month.slice(0, 7),
                label: formatDay(lang, month, 'month'),
              }))}
            />
            <CheckboxGroup
              name="units"
              label={t('new.units')}
              hint={t('new.units.hint')}
              values={chosen}
              error={errors.units}
              options={units.map(({ unitId, name }) => ({ value: String(unitId), label: <Bdi>{name}</Bdi> }))}
            />
            <Actions>
              <Button>{t('new.submit')}</Button>
              <Button href={paths.surveys} variant="tertiary">
                {formTexts(lang)('cancel')}
              </Button>
            </Actions>
          </Form>
        )}
      </>
    ),
  })
}

/** What is wrong with each field, in words. */
const wordsOf = ({ lang }: Visit, problems: Problems): Record<string, string> => {
  const t = jointTexts(lang)
  return Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => {
      if (field === 'month') return [field, t('problem.month')]
      if (field.startsWith('units'))
        return ['units', t(problem === 'sameAuthority' ? 'problem.sameAuthority' : 'problem.units')]
      return [field, formProblem(lang, problem) ?? '']
    }),
  )
}

async function ask(visit: Visit): Promise<Response> {
  const read = readForm(jointSchema(visit.today), { ...visit.form, units: visit.all('units') })
  if (!read.ok) return newPage(visit, read.problems)
  const sent = await visit.submit(async () => {
    const asked = await askJoint(visit, read.value)
    return asked.ok ? ok(`${paths.surveyJoint(asked.value)}?klart=tillfragade`) : asked
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'invalid' ? newPage(visit, sent.refused.fields) : visit.notFound()
}

/** Whoever answers for no unit has nobody to ask. */
const forLeaders = async (visit: Visit, page: (visit: Visit) => Promise<Response>): Promise<Response> =>
  (await unitsToAsk(visit.tx)).length > 0 ? page(visit) : visit.notFound()

export const jointNewRoutes: Route[] = [
  {
    method: 'get',
    path: paths.surveyJointNew,
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => forLeaders(visit, newPage),
  },
  {
    method: 'post',
    path: paths.surveyJointNew,
    guard: CASE_ROLES,
    audit: 'change',
    handle: (visit) => forLeaders(visit, ask),
  },
]
