import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Refusal, type Result } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { SelectField } from '../../../ui/choice.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, inUnit, type Route, type Visit } from '../../access/public.ts'
import { queueTexts } from '../texts/queue.ts'
import { AppointmentFields, appointmentLabels } from '../work/appointment.view.tsx'
import { moveInQueue, noteNoShow, planIntake } from './queue.commands.ts'
import { type Queued, queueOfUnit } from './queue.queries.ts'
import { moveSchema, noShowSchema, planIntakeSchema } from './queue.schema.ts'
import { queuedName } from './queue.view.tsx'
import { FormErrors, problemSentence } from './referral-form.view.tsx'

const ACTIONS = { move: 'flytta', plan: 'kalla', noShow: 'kom-inte' } as const
type Action = keyof typeof ACTIONS
const FIELDS = {
  move: ['to', 'reason'],
  plan: ['intakePlannedOn', 'time', 'place', 'who'],
  noShow: ['newDay'],
} as const
const LABELS = {
  to: 'move.to',
  reason: 'move.reason',
  intakePlannedOn: 'plan.day',
  newDay: 'noShow.newDay',
} as const

type Opened = { queue: Queued[]; entry: Queued; place: number }

/** Somebody in the queue of one of the viewer's own units. */
async function open({ tx, viewer, c }: Visit): Promise<Opened | undefined> {
  const id = c.req.param('id') ?? ''
  if (!isUuid(id)) return undefined
  const row = await tx
    .selectFrom('queueEntry')
    .select('unitId')
    .where('associationId', '=', viewer.associationId)
    .where('queueEntryId', '=', id)
    .executeTakeFirst()
  if (!row || !inUnit(viewer, row.unitId)) return undefined
  const queue = await queueOfUnit(tx, viewer, row.unitId)
  const at = queue.findIndex((one) => one.queueEntryId === id)
  const entry = queue[at]
  return entry && { queue, entry, place: at + 1 }
}

async function page(visit: Visit, action: Action, opened: Opened, refused?: Refusal): Promise<Response> {
  const { lang, form } = visit
  const { entry, queue, place } = opened
  const t = queueTexts(lang)
  const problems = refused?.kind === 'invalid' ? refused.fields : {}
  const error = (name: string) => {
    const problem = problems[name]
    return problem ? problemSentence(lang, problem, (key) => t(key as 'problem.samePlace')) : undefined
  }
  const format = formTexts(lang)('dayFormat')
  const name = queuedName(lang, entry)
  const keys = visit.keys()
  const lead: Record<Action, Child> = {
    move: t('move.now', { place, count: queue.length }),
    plan: t('plan.lead'),
    noShow: entry.intakePlannedOn
      ? t.parts('noShow.lead', { date: <Bdi>{formatDay(lang, entry.intakePlannedOn)}</Bdi> })
      : t('problem.notPlanned'),
  }
  const fields: Record<Action, Child> = {
    move: (
      <>
        <SelectField
          name="to"
          label={t('move.to')}
          value={form.to ?? (place === 1 ? '2' : '1')}
          error={error('to')}
          options={queue.map((other, index) => ({
            value: String(index + 1),
            label: `${index + 1} · ${queuedName(lang, other)}`,
          }))}
        />
        <TextArea
          name="reason"
          label={t('move.reason')}
          hint={t('move.reason.hint')}
          value={form.reason}
          error={error('reason')}
        />
      </>
    ),
    plan: (
      <>
        <DateField
          name="intakePlannedOn"
          label={t('plan.day')}
          format={format}
          value={form.intakePlannedOn ?? entry.intakePlannedOn ?? ''}
          error={error('intakePlannedOn')}
        />
        <AppointmentFields
          lang={lang}
          typed={(name) => form[name]}
          initial={{ ...entry.called, who: entry.called.who || visit.viewer.name }}
          error={error}
        />
      </>
    ),
    noShow: (
      <DateField
        name="newDay"
        label={t('noShow.newDay')}
        hint={t('noShow.newDay.hint')}
        format={format}
        value={form.newDay}
        error={error('newDay')}
      />
    ),
  }
  const labels: Record<string, string> = appointmentLabels(lang)
  const listed = FIELDS[action].flatMap((field) => {
    const text = error(field)
    const label = field in LABELS ? t(LABELS[field as keyof typeof LABELS]) : (labels[field] ?? '')
    return text ? [{ name: field, label, text }] : []
  })
  return visit.page({
    title: t(`${action}.title`, { name }),
    section: 'referrals',
    narrow: true,
    failed: refused !== undefined,
    status: refused === undefined ? 200 : refused.kind === 'invalid' ? 422 : 409,
    body: (
      <>
        <FormErrors lang={lang} problems={listed} />
        {refused?.kind === 'conflict' && (
          <Notice tone="danger" live="alert">
            {t('problem.notPlanned')}
          </Notice>
        )}
        <PageHeading title={t.parts(`${action}.title`, { name: <Bdi>{name}</Bdi> })} lead={lead[action]} />
        <Form
          action={paths.queueAction(entry.queueEntryId, ACTIONS[action])}
          hidden={{ _token: keys.token, _key: keys.key }}
        >
          {fields[action]}
          <Actions>
            <Button>{t(`${action}.do`)}</Button>
            {action === 'noShow' && (
              <Button variant="secondary" href={paths.referralAction(entry.referralId, 'decline')}>
                {t('noShow.leave')}
              </Button>
            )}
            <Button variant="tertiary" href={`${paths.queue}?enhet=${entry.unitId}`}>
              {t('back')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

async function run({ tx, viewer, today, form, c }: Visit, action: Action): Promise<Result<string>> {
  const id = c.req.param('id') ?? ''
  const wrong = (fields: Record<string, string>): Result<string> => ({
    ok: false,
    refusal: { kind: 'invalid', fields },
  })
  if (action === 'move') {
    const read = readForm(moveSchema, form)
    return read.ok ? moveInQueue(tx, viewer, today, id, read.value) : wrong(read.problems)
  }
  if (action === 'plan') {
    const read = readForm(planIntakeSchema, form)
    return read.ok ? planIntake(tx, viewer, today, id, read.value) : wrong(read.problems)
  }
  const read = readForm(noShowSchema, form)
  return read.ok ? noteNoShow(tx, viewer, today, id, read.value) : wrong(read.problems)
}

async function act(visit: Visit, action: Action): Promise<Response> {
  const opened = await open(visit)
  if (!opened) return visit.notFound()
  const submitted = await visit.submit(async () => {
    const result = await run(visit, action)
    if (!result.ok) return result
    // Then the person is told.
    if (action === 'plan') return ok(paths.appointment(opened.entry.referralId))
    return ok(`${paths.queue}?enhet=${opened.entry.unitId}&klart=${action}`)
  })
  if ('done' in submitted) return submitted.done
  return submitted.refused.kind === 'not-found' ? visit.notFound() : page(visit, action, opened, submitted.refused)
}

/** Moving somebody in the queue, calling them to intake, and noting that they did not come. */
export const queueActionRoutes: Route[] = (Object.keys(ACTIONS) as Action[]).flatMap((action): Route[] => [
  {
    method: 'get',
    path: paths.queueAction(':id', ACTIONS[action]),
    guard: CASE_ROLES,
    audit: 'list',
    async handle(visit) {
      const opened = await open(visit)
      if (!opened) return visit.notFound()
      await visit.saw({ threadIds: opened.queue.map((row) => row.threadId) })
      return page(visit, action, opened)
    },
  },
  {
    method: 'post',
    path: paths.queueAction(':id', ACTIONS[action]),
    guard: CASE_ROLES,
    audit: 'change',
    handle: (visit) => act(visit, action),
  },
])
