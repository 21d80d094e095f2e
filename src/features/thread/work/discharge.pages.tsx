import { paths } from '../../../paths.ts'
import type { Values } from '../../../platform/form/stale-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { ok } from '../../../shared/result.ts'
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import type { Route } from '../../access/public.ts'
import { dischargeTexts } from '../texts/discharge.ts'
import { trackTexts } from '../texts/track.ts'
import { carryingUnit } from '../thread.access.ts'
import { type Colleague, colleaguesOf } from './colleague.queries.ts'
import { dischargeThread, reopenThread } from './discharge.commands.ts'
import { openThingsOf } from './discharge.queries.ts'
import {
  DESTINATIONS,
  DISCHARGE_REASONS,
  endsUsually,
  type OpenThings,
  seenKey,
  stepKey,
  trackKey,
} from './discharge.ts'
import { withDone } from './work-done.view.tsx'
import { type FieldsProps, workForm } from './work-form.pages.tsx'
import { personName } from './work-form.view.tsx'

type Ending = { open: OpenThings; version: number }
type Again = { candidates: Colleague[]; version: number }

const chosen = ({ open }: Ending, keys: string): string =>
  [...open.tracks.map((one) => [trackKey(one), one.name]), ...open.steps.map((one) => [stepKey(one), one.what])]
    .filter(([key]) => keys.split(' ').includes(key ?? ''))
    .map(([, name]) => name)
    .join('\n')

/** What ends whatever is chosen, and what goes on elsewhere. */
const Beforehand = ({ lang, open }: { lang: Lang; open: OpenThings }) => {
  const t = dischargeTexts(lang)
  const names = (list: readonly { name: string }[]) => (
    <ul>
      {list.map((one) => (
        <li>
          <Bdi>{one.name}</Bdi>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {open.contacts.length > 0 && (
        <section class="stack-tight">
          <p class="label-like">{t('closes.contacts')}</p>
          {names(open.contacts)}
        </section>
      )}
      {open.others.length > 0 && (
        <section class="stack-tight">
          <p class="label-like">{t('stays.others')}</p>
          {names(open.others)}
        </section>
      )}
    </>
  )
}

const EndFields = ({ data, lang, value, values, error }: FieldsProps<Ending>) => {
  const t = dischargeTexts(lang)
  const f = formTexts(lang)
  const { tracks, steps } = data.open
  const closing = [
    ...tracks.map((one) => ({
      value: trackKey(one),
      label: <bdi>{one.name}</bdi>,
      hint: t('closes.track', { lane: trackTexts(lang)(`lane.${one.lane}`) }),
    })),
    ...steps.map((one) => ({
      value: stepKey(one),
      label: <bdi>{one.what}</bdi>,
      hint: t.parts('closes.step', { date: <Bdi>{formatDay(lang, one.dueOn)}</Bdi> }),
    })),
  ]
  return (
    <>
      <RadioGroup
        name="destination"
        label={t('field.destination')}
        value={value('destination')}
        error={error('destination')}
        options={DESTINATIONS.map((one) => ({ value: one, label: t(`destination.${one}`) }))}
        required
      />
      <RadioGroup
        name="reason"
        label={t('field.reason')}
        value={value('reason')}
        error={error('reason')}
        options={DISCHARGE_REASONS.map((one) => ({ value: one, label: t(`reason.${one}`) }))}
        required
      />
      <DateField
        name="onDay"
        label={t('field.onDay')}
        format={f('dayFormat')}
        value={value('onDay')}
        error={error('onDay')}
        required
      />
      <DateField
        name="closingTalkOn"
        label={t('field.closingTalkOn')}
        hint={t('closingTalkOn.hint')}
        format={f('dayFormat')}
        value={value('closingTalkOn')}
        error={error('closingTalkOn')}
      />
      <TextArea
        name="noTalkReason"
        label={t('field.noTalkReason')}
        value={value('noTalkReason')}
        error={error('noTalkReason')}
      />
      {closing.length > 0 && (
        <CheckboxGroup
          name="close"
          label={t('field.close')}
          hint={t('close.hint')}
          values={values('close')}
          options={closing}
        />
      )}
      <Beforehand lang={lang} open={data.open} />
      <TextArea
        name="comment"
        label={t('field.comment')}
        hint={t('comment.hint')}
        mark={f('optional')}
        value={value('comment')}
        error={error('comment')}
      />
    </>
  )
}

const endForm = workForm<Ending>({
  at: paths.discharge(':id'),
  action: 'discharge',
  several: ['close'],
  load: async ({ work, thread }) =>
    ok({ open: await openThingsOf(work.tx, work.viewer, thread.threadId, work.today), version: thread.version }),
  initial: ({ open }, { work }) => ({
    onDay: work.today,
    close: [...open.tracks.filter(endsUsually).map(trackKey), ...open.steps.map(stepKey)].join(' '),
  }),
  hidden: ({ open, version }) => ({ version, seen: seenKey(open) }),
  shown: (values: Values, { lang }, data) => {
    const t = dischargeTexts(lang)
    const reason = DISCHARGE_REASONS.find((one) => one === values.reason)
    const destination = DESTINATIONS.find((one) => one === values.destination)
    return [
      { name: 'destination', label: t('field.destination'), value: destination ? t(`destination.${destination}`) : '' },
      { name: 'reason', label: t('field.reason'), value: reason ? t(`reason.${reason}`) : '' },
      { name: 'onDay', label: t('field.onDay'), value: values.onDay ?? '' },
      { name: 'closingTalkOn', label: t('field.closingTalkOn'), value: values.closingTalkOn ?? '' },
      { name: 'noTalkReason', label: t('field.noTalkReason'), value: values.noTalkReason ?? '' },
      { name: 'close', label: t('field.close'), value: data ? chosen(data, values.close ?? '') : '' },
      { name: 'comment', label: t('field.comment'), value: values.comment ?? '' },
    ]
  },
  words: (_, { lang, thread }) => {
    const t = dischargeTexts(lang)
    return {
      title: t.parts('end.title', { name: <bdi>{personName(lang, thread)}</bdi> }),
      name: t('end'),
      lead: t('end.lead'),
      submit: t('end.submit'),
      danger: true,
    }
  },
  view: EndFields,
  send: async (work, threadId, _row, typed, visit) => {
    const ended = await dischargeThread(work, threadId, { ...typed, close: visit.all('close') })
    return ended.ok ? ok(withDone(paths.thread(threadId), 'discharged')) : ended
  },
})

const againForm = workForm<Again>({
  at: paths.reopen(':id'),
  action: 'reopen',
  load: async ({ work, thread }) =>
    ok({
      candidates: await colleaguesOf(work.tx, work.viewer, carryingUnit(thread), work.today),
      version: thread.version,
    }),
  initial: (_, { work }) => ({ onDay: work.today }),
  hidden: ({ version }) => ({ version }),
  shown: (values: Values, { lang }, data) => {
    const t = dischargeTexts(lang)
    const contact = data?.candidates.find((one) => one.userId === values.userId)
    return [
      { name: 'reason', label: t('field.reopenReason'), value: values.reason ?? '' },
      { name: 'userId', label: t('field.userId'), value: contact?.name ?? '' },
      { name: 'onDay', label: t('field.reopenOn'), value: values.onDay ?? '' },
    ]
  },
  words: (_, { lang, thread }) => {
    const t = dischargeTexts(lang)
    return {
      title: t.parts('reopen.title', { name: <bdi>{personName(lang, thread)}</bdi> }),
      name: t('reopen'),
      lead: t('reopen.lead'),
      submit: t('reopen.submit'),
    }
  },
  view: ({ data, lang, value, error }) => {
    const t = dischargeTexts(lang)
    return (
      <>
        <TextArea
          name="reason"
          label={t('field.reopenReason')}
          value={value('reason')}
          error={error('reason')}
          required
        />
        <RadioGroup
          name="userId"
          label={t('field.userId')}
          value={value('userId')}
          error={error('userId')}
          options={data.candidates.map(({ userId, name }) => ({ value: userId, label: <bdi>{name}</bdi> }))}
          required
        />
        <DateField
          name="onDay"
          label={t('field.reopenOn')}
          format={formTexts(lang)('dayFormat')}
          value={value('onDay')}
          error={error('onDay')}
          required
        />
      </>
    )
  },
  send: async (work, threadId, _row, typed) => {
    const again = await reopenThread(work, threadId, typed)
    return again.ok ? ok(withDone(paths.contactTell(threadId, again.value), 'reopened')) : again
  },
})

/** The forms that end a thread and take it up again. */
export const dischargeRoutes: Route[] = [...endForm, ...againForm]
