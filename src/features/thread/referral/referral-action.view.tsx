import type { Child } from 'hono/jsx'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { RadioGroup } from '../../../ui/choice.tsx'
import { DateField, TextArea, TextField } from '../../../ui/field.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import type { TeamLoad } from '../team-load.queries.ts'
import { referralTexts } from '../texts/referral.ts'
import { AppointmentFields, appointmentLabels } from '../work/appointment.view.tsx'
import type { Referral } from './referral.queries.ts'
import { DECLINE_GROUNDS } from './referral.ts'
import { teamFacts } from './referral-draft.view.tsx'

/** Actions with a page of their own; taking in has its own feature. */
export const ASKED = ['plan-visit', 'note-visit', 'queue', 'decline', 'redirect', 'withdraw'] as const
export type Asked = (typeof ASKED)[number]

export type Asking = {
  lang: Lang
  referral: Referral
  teams: readonly TeamLoad[]
  today: CalendarDay
  /** The name of who fills the form in. */
  me: string
  /** What came back, also where it was cleared; undefined when the page is opened. */
  value: (name: string) => string | undefined
  error: (name: string) => string | undefined
}

/** What an action's page asks and says. */
export type Question = {
  title: string
  lead?: string
  /** What happens, each in a sentence. */
  consequences: Text[]
  /** Labels of its fields, for the error summary, in the order of the page. */
  labels: Readonly<Record<string, string>>
  fields: Child
  confirm: string
  danger?: boolean
}

function decline({ lang, referral, value, error }: Asking): Question {
  const t = referralTexts(lang)
  const queued = referral.state === 'accepted'
  const unit = referral.fromName
  return {
    title: t(queued ? 'decline.title.queue' : 'decline.title'),
    consequences: [t.parts('decline.told', { unit: <Bdi>{unit}</Bdi> }), t('decline.lose')],
    labels: { ground: t('decline.ground'), reason: t('decline.reason', { unit }) },
    confirm: t(queued ? 'decline.do.queue' : 'decline.do'),
    danger: true,
    fields: (
      <>
        <RadioGroup
          name="ground"
          label={t('decline.ground')}
          value={value('ground')}
          error={error('ground')}
          options={DECLINE_GROUNDS.map((ground) => ({ value: ground, label: t(`ground.${ground}`) }))}
        />
        <TextArea
          name="reason"
          label={t('decline.reason', { unit })}
          hint={t('decline.reason.hint')}
          value={value('reason')}
          error={error('reason')}
        />
      </>
    ),
  }
}

function redirect({ lang, referral, teams, value, error }: Asking): Question {
  const t = referralTexts(lang)
  const others = teams.filter((team) => team.unitId !== referral.toUnitId)
  return {
    title: t('redirect.title'),
    consequences: [t.parts('redirect.told', { unit: <Bdi>{referral.fromName}</Bdi> }), t('decline.lose')],
    labels: {
      redirectUnitId: t('redirect.unit'),
      redirectedTo: t('redirect.elsewhere'),
      reason: t('redirect.reason'),
    },
    confirm: t('redirect.do'),
    fields: (
      <>
        <RadioGroup
          name="redirectUnitId"
          label={t('redirect.unit')}
          value={value('redirectUnitId')}
          error={error('redirectUnitId')}
          options={[
            ...others.map((team) => ({
              value: String(team.unitId),
              label: <Bdi>{team.name}</Bdi>,
              hint: teamFacts(lang, team),
            })),
            { value: '', label: t('redirect.other') },
          ]}
        />
        <TextField
          name="redirectedTo"
          label={t('redirect.elsewhere')}
          mark={formTexts(lang)('optional')}
          hint={t('redirect.elsewhere.hint')}
          value={value('redirectedTo')}
          error={error('redirectedTo')}
        />
        <TextArea name="reason" label={t('redirect.reason')} value={value('reason')} error={error('reason')} />
      </>
    ),
  }
}

function withdraw({ lang, referral, value, error }: Asking): Question {
  const t = referralTexts(lang)
  const draft = referral.state === 'draft'
  const consequences: Text[] = []
  if (!draft) consequences.push(t.parts('withdraw.lose', { unit: <Bdi>{referral.toName ?? ''}</Bdi> }))
  if (referral.state === 'accepted') consequences.push(t('withdraw.queue'))
  consequences.push(t('withdraw.keep'))
  return {
    title: t(draft ? 'withdraw.title.draft' : 'withdraw.title'),
    consequences,
    labels: { reason: t('withdraw.reason') },
    confirm: t(draft ? 'withdraw.do.draft' : 'withdraw.do'),
    danger: true,
    fields: (
      <TextArea
        name="reason"
        label={t('withdraw.reason')}
        mark={formTexts(lang)('optional')}
        value={value('reason')}
        error={error('reason')}
      />
    ),
  }
}

const VISIT_OUTCOMES = ['done', 'no_show', 'cancelled'] as const

/** How it went, and who was there; before the day it can only be called off. */
function noteVisit({ lang, referral, today, value, error }: Asking): Question {
  const t = referralTexts(lang)
  const { studyVisitOn: on } = referral
  if (on !== null && on > today)
    return {
      title: t('note-visit.ahead.title'),
      consequences: [
        t.parts('note-visit.ahead', { day: <Bdi>{formatDay(lang, on)}</Bdi> }),
        t('note-visit.ahead.tell'),
      ],
      labels: {},
      confirm: t('note-visit.ahead.do'),
      fields: <input type="hidden" name="outcome" value="cancelled" />,
    }
  return {
    title: t('note-visit.title'),
    consequences: [],
    labels: { outcome: t('note-visit.title'), present: t('note-visit.present') },
    confirm: t('note-visit.do'),
    fields: (
      <>
        <RadioGroup
          name="outcome"
          label={t('note-visit.title')}
          labelHidden
          value={value('outcome')}
          error={error('outcome')}
          options={VISIT_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`note-visit.${outcome}`) }))}
        />
        <TextField
          name="present"
          label={t('note-visit.present')}
          hint={t('note-visit.present.hint')}
          value={value('present') ?? referral.studyVisitWho}
          error={error('present')}
        />
      </>
    ),
  }
}

export const QUESTIONS: Record<Asked, (asking: Asking) => Question> = {
  decline,
  redirect,
  withdraw,
  'plan-visit': ({ lang, referral, me, value, error }) => {
    const t = referralTexts(lang)
    return {
      title: t('plan-visit.title'),
      lead: t('plan-visit.lead'),
      consequences: [],
      labels: { studyVisitOn: t('plan-visit.day'), ...appointmentLabels(lang) },
      confirm: t('plan-visit.do'),
      fields: (
        <>
          <DateField
            name="studyVisitOn"
            label={t('plan-visit.day')}
            format={formTexts(lang)('dayFormat')}
            value={value('studyVisitOn')}
            error={error('studyVisitOn')}
          />
          <AppointmentFields
            lang={lang}
            typed={value}
            initial={{ time: '', place: referral.studyVisitPlace, who: referral.studyVisitWho || me }}
            error={error}
          />
        </>
      ),
    }
  },
  'note-visit': noteVisit,
  queue: ({ lang, referral }) => {
    const t = referralTexts(lang)
    return {
      title: t('queue.title'),
      consequences: [t('queue.last'), t.parts('queue.told', { unit: <Bdi>{referral.fromName}</Bdi> })],
      labels: {},
      confirm: t('queue.do'),
      fields: null,
    }
  },
}
