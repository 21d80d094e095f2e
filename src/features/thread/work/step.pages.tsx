import { paths } from '../../../paths.ts'
import type { Values } from '../../../platform/form/stale-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import type { Route } from '../../access/public.ts'
import { stepTexts } from '../texts/step.ts'
import { addStep, changeStep, dropStep, finishStep } from './step.commands.ts'
import { type Candidates, stepCandidates, stepOf, stepsOfThread } from './step.queries.ts'
import { BY_PERSON } from './step.schema.ts'
import { STEP_ACTIONS, type Step, type StepAction, stateOf } from './step.ts'
import { withDone } from './work-done.view.tsx'
import { type FieldsProps, type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

type Decide = { step?: Step; candidates: Candidates }

const toThread = (threadId: string, done: Parameters<typeof withDone>[1]): string =>
  withDone(paths.thread(threadId), done)

/** Candidates, with whoever has the step now, also after they have left. */
async function candidatesFor({ work, thread }: Opened, step?: Step): Promise<Candidates> {
  const candidates = await stepCandidates(work.tx, work.viewer, thread, work.today)
  const { who } = step ?? {}
  const known = [...candidates.team, ...candidates.others].some((one) => one.userId === who?.userId)
  return who && !known ? { ...candidates, team: [who, ...candidates.team] } : candidates
}

async function loadStep({ work, thread, rowId }: Opened, action: StepAction): Promise<Result<Step>> {
  const step = await stepOf(work.tx, work.viewer, thread.threadId, rowId)
  if (!step) return refuse({ kind: 'not-found' })
  const state = stateOf(step)
  return STEP_ACTIONS[state].includes(action) ? ok(step) : refuse({ kind: 'conflict', reason: `refused.step.${state}` })
}

/** "Deltagaren", a colleague's name, or nothing. */
const whoName = (lang: Lang, who: string, { team, others }: Candidates = { team: [], others: [] }): string =>
  who === BY_PERSON
    ? stepTexts(lang)('who.person')
    : ([...team, ...others].find((one) => one.userId === who)?.name ?? (isUuid(who) ? '' : who))

const shownStep = (values: Values, { lang }: Opened, data?: Decide): Shown[] => {
  const t = stepTexts(lang)
  return [
    { name: 'what', label: t('what'), value: values.what ?? '' },
    { name: 'who', label: t('who'), value: whoName(lang, values.who ?? '', data?.candidates) },
    { name: 'dueOn', label: t('dueOn'), value: values.dueOn ?? '' },
  ]
}

const DecideFields = ({ data, lang, value, error }: FieldsProps<Decide>) => {
  const t = stepTexts(lang)
  const f = formTexts(lang)
  const person = { value: BY_PERSON, label: t('who.person') }
  const { team, others } = data.candidates
  const named = ({ userId, name }: { userId: string; name: string }) => ({ value: userId, label: name })
  return (
    <>
      <TextArea
        name="what"
        label={t('what')}
        hint={t('what.hint')}
        value={value('what')}
        error={error('what')}
        required
      />
      {others.length === 0 && team.length <= 6 ? (
        <RadioGroup
          name="who"
          label={t('who')}
          hint={t('who.hint')}
          value={value('who')}
          error={error('who')}
          options={[person, ...team.map(named)]}
          required
        />
      ) : (
        <SelectField
          name="who"
          label={t('who')}
          hint={t('who.hint')}
          emptyText={t('who.choose')}
          value={value('who')}
          error={error('who')}
          options={[
            person,
            { group: t('who.team'), options: team.map(named) },
            ...(others.length > 0
              ? [
                  {
                    group: t('who.others'),
                    options: others.map((one) => ({ value: one.userId, label: `${one.name}, ${one.unitName}` })),
                  },
                ]
              : []),
          ]}
          required
        />
      )}
      <DateField
        name="dueOn"
        label={t('dueOn')}
        format={f('dayFormat')}
        value={value('dueOn')}
        error={error('dueOn')}
        required
      />
    </>
  )
}

const stepSummary = (lang: Lang, step: Step) => {
  const t = stepTexts(lang)
  return (
    <p class="lead-line">
      <strong dir="auto">{step.what}</strong>{' '}
      <span class="soft">{t.parts('by', { date: <Bdi>{formatDay(lang, step.dueOn)}</Bdi> })}</span>
    </p>
  )
}

/** After the last open step is over, the next one is asked for at once: a thread in progress is never without. */
async function afterStep(work: Opened['work'], threadId: string, done: 'step-done' | 'step-dropped'): Promise<string> {
  const steps = await stepsOfThread(work.tx, work.viewer, threadId)
  return steps.some((step) => stateOf(step) === 'open')
    ? toThread(threadId, done)
    : withDone(paths.stepNew(threadId), done)
}

const decideForm = workForm<Decide>({
  at: paths.stepNew(':id'),
  action: 'step',
  load: async (opened) => ok({ candidates: await candidatesFor(opened) }),
  initial: () => ({}),
  shown: shownStep,
  words: (_, { lang }) => {
    const t = stepTexts(lang)
    return { title: t('new.title'), name: t('new.title'), lead: t('new.lead'), submit: t('new.submit') }
  },
  view: DecideFields,
  send: async (work, threadId, _row, typed) => {
    const added = await addStep(work, threadId, typed)
    return added.ok ? ok(toThread(threadId, typed.who === 'person' ? 'step-added-person' : 'step-added')) : added
  },
})

const changeForm = workForm<Decide & { step: Step }>({
  at: paths.stepChange(':id', ':row'),
  action: 'step',
  load: async (opened) => {
    const step = await loadStep(opened, 'change')
    return step.ok ? ok({ step: step.value, candidates: await candidatesFor(opened, step.value) }) : step
  },
  initial: ({ step }) => ({ what: step.what, who: step.who?.userId ?? BY_PERSON, dueOn: step.dueOn }),
  hidden: ({ step }) => ({ version: step.version }),
  shown: shownStep,
  words: (_, { lang }) => {
    const t = stepTexts(lang)
    return { title: t('change.title'), name: t('change.title'), submit: formTexts(lang)('save') }
  },
  view: DecideFields,
  send: async (work, threadId, rowId, typed) => {
    const changed = await changeStep(work, threadId, rowId, typed)
    return changed.ok ? ok(toThread(threadId, 'step-changed')) : changed
  },
})

const doneForm = workForm<Step>({
  at: paths.stepDone(':id', ':row'),
  action: 'finish',
  load: (opened) => loadStep(opened, 'done'),
  initial: (_, { work }) => ({ doneOn: work.today }),
  hidden: ({ version }) => ({ version }),
  shown: (values, { lang }) => [{ name: 'doneOn', label: stepTexts(lang)('doneOn'), value: values.doneOn ?? '' }],
  words: (_, { lang }) => {
    const t = stepTexts(lang)
    return { title: t('done.title'), name: t('done.title'), submit: t('done.submit') }
  },
  before: (step, { lang }) => stepSummary(lang, step),
  view: ({ lang, value, error }) => (
    <DateField
      name="doneOn"
      label={stepTexts(lang)('doneOn')}
      format={formTexts(lang)('dayFormat')}
      value={value('doneOn')}
      error={error('doneOn')}
      required
    />
  ),
  send: async (work, threadId, rowId, typed) => {
    const done = await finishStep(work, threadId, rowId, typed)
    return done.ok ? ok(await afterStep(work, threadId, 'step-done')) : done
  },
})

const dropForm = workForm<Step>({
  at: paths.stepDrop(':id', ':row'),
  action: 'step',
  load: (opened) => loadStep(opened, 'drop'),
  initial: () => ({}),
  hidden: ({ version }) => ({ version }),
  shown: (values, { lang }) => [{ name: 'reason', label: stepTexts(lang)('reason'), value: values.reason ?? '' }],
  words: (_, { lang }) => {
    const t = stepTexts(lang)
    return { title: t('drop.title'), name: t('drop.title'), lead: t('drop.lead'), submit: t('drop.submit') }
  },
  before: (step, { lang }) => stepSummary(lang, step),
  view: ({ lang, value, error }) => (
    <TextArea
      name="reason"
      label={stepTexts(lang)('reason')}
      value={value('reason')}
      error={error('reason')}
      required
    />
  ),
  send: async (work, threadId, rowId, typed) => {
    const dropped = await dropStep(work, threadId, rowId, typed)
    return dropped.ok ? ok(await afterStep(work, threadId, 'step-dropped')) : dropped
  },
})

/** The forms of next steps. */
export const stepRoutes: Route[] = [...decideForm, ...changeForm, ...doneForm, ...dropForm]
