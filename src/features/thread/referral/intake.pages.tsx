import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { DateField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, groundOf, inUnit, type Route, type Visit } from '../../access/public.ts'
import { teamLoads } from '../team-load.queries.ts'
import { queueTexts } from '../texts/queue.ts'
import { referralTexts } from '../texts/referral.ts'
import { TOLD_HOWS } from '../work/assignment.ts'
import { colleaguesOf } from '../work/colleague.queries.ts'
import { withDone } from '../work/work-done.view.tsx'
import { takeIn } from './intake.commands.ts'
import { intakeSchema } from './queue.schema.ts'
import { type Referral, referralOf } from './referral.queries.ts'
import { blockedBy, sidesOf, waitingDays } from './referral.ts'
import { nameOnReferral, titleName } from './referral.view.tsx'
import { FormErrors, problemSentence } from './referral-form.view.tsx'

const LABELS = {
  startOn: 'intake.start',
  leadUserId: 'intake.contact',
  toldHow: 'intake.told',
  toldOn: 'intake.toldOn',
} as const

/** First day and named first contact; says when the team is full, and what stands in the way. */
async function intakePage(visit: Visit, referral: Referral, refused?: Refusal): Promise<Response> {
  const { tx, viewer, lang, today, form } = visit
  const t = queueTexts(lang)
  const format = formTexts(lang)('dayFormat')
  const problems = refused?.kind === 'invalid' ? refused.fields : {}
  const error = (name: string) => {
    const problem = problems[name]
    return problem ? problemSentence(lang, problem, (key) => t(key as 'problem.beforeSent')) : undefined
  }
  const sides = sidesOf((unitId) => inUnit(viewer, unitId), referral.facts)
  const blocked = blockedBy(referral.facts, sides, 'take-in')
  const load = (await teamLoads(tx)).find((one) => one.unitId === referral.toUnitId)
  const team = await colleaguesOf(tx, viewer, referral.toUnitId ?? 0, today)
  const keys = visit.keys()
  const { calledOn } = referral
  const listed = (Object.keys(LABELS) as (keyof typeof LABELS)[]).flatMap((name) => {
    const text = error(name)
    return text ? [{ name, label: t(LABELS[name]), text }] : []
  })
  const full = load?.capacity != null && load.active >= load.capacity
  return visit.page({
    title: t('intake.title', { name: titleName(lang, referral) }),
    section: 'referrals',
    narrow: true,
    failed: refused !== undefined,
    status: refused === undefined ? 200 : refused.kind === 'invalid' ? 422 : 409,
    body: (
      <>
        <FormErrors lang={lang} problems={listed} />
        <PageHeading
          title={t.parts('intake.title', { name: <Bdi>{nameOnReferral(lang, referral)}</Bdi> })}
          lead={t('intake.lead')}
        />
        {blocked && (
          <Notice
            tone="danger"
            title={referralTexts(lang)(refused ? 'refused' : 'notNow')}
            live={refused ? 'alert' : undefined}
          >
            <p>{referralTexts(lang)(`blocked.${blocked}`)}</p>
          </Notice>
        )}
        {full && load && (
          <Notice tone="attention" title={t('intake.full')}>
            <p>{t('intake.full.text', { active: load.active, capacity: load.capacity ?? 0 })}</p>
          </Notice>
        )}
        <Form action={paths.intake(referral.referralId)} hidden={{ _token: keys.token, _key: keys.key }}>
          <DateField
            name="startOn"
            label={t('intake.start')}
            format={format}
            value={form.startOn ?? (calledOn !== null && calledOn <= today ? calledOn : today)}
            error={error('startOn')}
          />
          <SelectField
            name="leadUserId"
            label={t('intake.contact')}
            hint={t('intake.contact.hint')}
            value={form.leadUserId ?? ''}
            error={error('leadUserId')}
            options={[
              { value: '', label: t('intake.choose') },
              ...team.map(({ userId, name }) => ({ value: userId, label: name })),
            ]}
          />
          <RadioGroup
            name="toldHow"
            label={t('intake.told')}
            layout="row"
            value={form.toldHow}
            error={error('toldHow')}
            options={TOLD_HOWS.map((how) => ({ value: how, label: t(`told.${how}`) }))}
          />
          <DateField
            name="toldOn"
            label={t('intake.toldOn')}
            hint={t('intake.toldOn.hint')}
            format={format}
            value={form.toldOn}
            error={error('toldOn')}
          />
          <p>
            {t('intake.ends', { days: waitingDays(referral, today) ?? 0 })}{' '}
            {t.parts('intake.tells', { unit: <Bdi>{referral.fromName}</Bdi> })}
          </p>
          <Actions>
            <Button disabledReason={blocked && referralTexts(lang)(`blocked.${blocked}`)}>{t('intake.do')}</Button>
            <Button variant="tertiary" href={paths.referral(referral.referralId)}>
              {referralTexts(lang)('back')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

async function submitIntake(visit: Visit): Promise<Response> {
  const { tx, viewer, today, form, c } = visit
  const id = c.req.param('id') ?? ''
  const read = readForm(intakeSchema, form)
  let refused: Refusal
  if (!read.ok) refused = { kind: 'invalid', fields: read.problems }
  else {
    const submitted = await visit.submit(async () => {
      const taken = await takeIn(tx, viewer, today, id, read.value)
      return taken.ok ? ok(withDone(paths.thread(taken.value), 'intake')) : taken
    })
    if ('done' in submitted) return submitted.done
    refused = submitted.refused
  }
  const referral = await referralOf(tx, viewer, id)
  if (!referral || !receives(visit, referral)) return visit.notFound()
  return intakePage(visit, referral, refused)
}

const receives = ({ viewer }: Visit, referral: Referral): boolean =>
  sidesOf((unitId) => inUnit(viewer, unitId), referral.facts).includes('receiver')

/** Intake: the end of waiting. */
export const intakeRoutes: Route[] = [
  {
    method: 'get',
    path: paths.intake(':id'),
    guard: CASE_ROLES,
    audit: 'view',
    async handle(visit) {
      const referral = await referralOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')
      if (!referral || !receives(visit, referral)) return visit.notFound()
      const { threadId, acl } = referral
      await visit.saw({ threadId, ground: groundOf(visit.viewer, threadId, acl) })
      return intakePage(visit, referral)
    },
  },
  { method: 'post', path: paths.intake(':id'), guard: CASE_ROLES, audit: 'change', handle: submitIntake },
]
