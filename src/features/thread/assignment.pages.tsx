import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import { isLang, type Lang } from '../../platform/i18n/lang.ts'
import { addDays } from '../../shared/calendar-day.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { RadioGroup, SelectField } from '../../ui/choice.tsx'
import { DateField, TextArea } from '../../ui/field.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Notice } from '../../ui/status.tsx'
import type { Route } from '../access/public.ts'
import { addContact, changeContact, tellContact } from './assignment.commands.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { NOBODY_YET } from './assignment.schema.ts'
import {
  ASSIGNMENT_ACTIONS,
  ASSIGNMENT_ROLES,
  type Assignment,
  type AssignmentAction,
  type AssignmentRole,
  stateOf,
  TOLD_HOWS,
} from './assignment.ts'
import { type Letter, LetterLanguages, LetterSheet, PhoneWords } from './assignment-letter.view.tsx'
import type { Values } from './stale-form.ts'
import { assignmentTexts } from './texts/assignment.ts'
import { type Colleague, colleaguesFor } from './work.queries.ts'
import { withDone } from './work-done.view.tsx'
import { type FieldsProps, type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

type New = { candidates: Colleague[]; hasLead: boolean; roles: AssignmentRole[] }
type Change = { assignment: Assignment; candidates: Colleague[] }
type Tell = { assignment: Assignment; before: Assignment | undefined; chosen: Lang }

const candidatesFor = ({ work, thread }: Opened) => colleaguesFor(work.tx, work.viewer, thread, work.today)

async function loadContact(
  { work, thread, rowId }: Opened,
  action: AssignmentAction,
): Promise<Result<{ assignment: Assignment; all: Assignment[] }>> {
  const all = await assignmentsOfThread(work.tx, work.viewer, thread.threadId)
  const assignment = all.find((one) => one.assignmentId === rowId)
  if (!assignment) return refuse({ kind: 'not-found' })
  return ASSIGNMENT_ACTIONS[stateOf(assignment)].includes(action)
    ? ok({ assignment, all })
    : refuse({ kind: 'conflict', reason: 'refused.contact.ended' })
}

const nameIn = (lang: Lang, userId: string | undefined, candidates: readonly Colleague[] = []): string =>
  userId === NOBODY_YET
    ? assignmentTexts(lang)('change.nobody')
    : (candidates.find((one) => one.userId === userId)?.name ?? '')

/** The first day of the new order. */
const FromOn = ({
  lang,
  value,
  error,
  hint,
}: Pick<FieldsProps<unknown>, 'lang' | 'value' | 'error'> & { hint: string }) => (
  <DateField
    name="fromOn"
    label={assignmentTexts(lang)('fromOn.question')}
    hint={hint}
    format={formTexts(lang)('dayFormat')}
    value={value('fromOn')}
    error={error('fromOn')}
    required
  />
)

const newForm = workForm<New>({
  at: paths.contactNew(':id'),
  action: 'contact',
  load: async (opened) => {
    const { work, thread } = opened
    const all = await assignmentsOfThread(work.tx, work.viewer, thread.threadId)
    const hasLead = all.some((one) => one.role === 'lead' && stateOf(one) === 'open')
    // Whoever referred was the contact until intake; afterwards there is nobody to name in that role.
    const roles = ASSIGNMENT_ROLES.filter((role) => role !== 'referrer' || thread.intakeOn === null)
    return ok({ candidates: await candidatesFor(opened), hasLead, roles })
  },
  initial: ({ hasLead }, { work }) => ({ fromOn: work.today, role: hasLead ? '' : 'lead' }),
  shown: (values: Values, { lang }, data): Shown[] => {
    const t = assignmentTexts(lang)
    const role = ASSIGNMENT_ROLES.find((one) => one === values.role)
    return [
      { name: 'userId', label: t('who'), value: nameIn(lang, values.userId, data?.candidates) },
      { name: 'role', label: t('role'), value: role ? t(`role.${role}`) : '' },
      { name: 'fromOn', label: t('fromOn.question'), value: values.fromOn ?? '' },
    ]
  },
  words: (_, { lang }) => {
    const t = assignmentTexts(lang)
    return { title: t('new.title'), name: t('new.title'), lead: t('new.lead'), submit: t('new.submit') }
  },
  view: ({ data, lang, value, error }) => {
    const t = assignmentTexts(lang)
    return (
      <>
        <SelectField
          name="userId"
          label={t('who')}
          emptyText={t('who.choose')}
          value={value('userId')}
          error={error('userId')}
          options={data.candidates.map(({ userId, name }) => ({ value: userId, label: name }))}
          required
        />
        <RadioGroup
          name="role"
          label={t('role.question')}
          value={value('role')}
          error={error('role')}
          options={data.roles.map((role) => ({
            value: role,
            label: t(`role.${role}`),
            hint: t(`role.${role}.hint`),
          }))}
          required
        />
        <FromOn lang={lang} value={value} error={error} hint={t('fromOn.hint')} />
      </>
    )
  },
  send: async (work, threadId, _row, typed) => {
    const added = await addContact(work, threadId, typed)
    return added.ok ? ok(withDone(paths.contactTell(threadId, added.value), 'contact-added')) : added
  },
})

const changeForm = workForm<Change>({
  at: paths.contactChange(':id', ':row'),
  action: 'contact',
  load: async (opened) => {
    const loaded = await loadContact(opened, 'change')
    return loaded.ok ? ok({ assignment: loaded.value.assignment, candidates: await candidatesFor(opened) }) : loaded
  },
  initial: ({ assignment }, { work }) => ({
    fromOn: assignment.fromOn > work.today ? addDays(assignment.fromOn, 1) : addDays(work.today, 1),
  }),
  hidden: ({ assignment }) => ({ version: assignment.version }),
  shown: (values: Values, { lang }, data): Shown[] => {
    const t = assignmentTexts(lang)
    return [
      { name: 'userId', label: t('change.who'), value: nameIn(lang, values.userId, data?.candidates) },
      { name: 'gapReason', label: t('change.gapReason'), value: values.gapReason ?? '' },
      { name: 'fromOn', label: t('fromOn.question'), value: values.fromOn ?? '' },
    ]
  },
  words: ({ assignment }, { lang }) => {
    const t = assignmentTexts(lang)
    return {
      title: t.parts('change.title', { name: <bdi>{assignment.name}</bdi> }),
      name: t('change.page'),
      lead: t('change.lead'),
      submit: t('change.submit'),
    }
  },
  view: ({ data, lang, value, error }) => {
    const t = assignmentTexts(lang)
    const others = data.candidates.filter((one) => one.userId !== data.assignment.userId)
    return (
      <>
        <RadioGroup
          name="userId"
          label={t('change.who')}
          value={value('userId')}
          error={error('userId')}
          options={[
            ...others.map(({ userId, name }) => ({ value: userId, label: <bdi>{name}</bdi> })),
            { value: NOBODY_YET, label: t('change.nobody'), hint: t('change.nobody.hint') },
          ]}
          required
        />
        <div class="when-nobody">
          <TextArea
            name="gapReason"
            label={t('change.gapReason')}
            hint={t('change.gapReason.hint')}
            value={value('gapReason')}
            error={error('gapReason')}
          />
        </div>
        <FromOn lang={lang} value={value} error={error} hint={t('change.fromOn.hint')} />
      </>
    )
  },
  send: async (work, threadId, rowId, typed) => {
    const changed = await changeContact(work, threadId, rowId, typed)
    if (!changed.ok) return changed
    return ok(
      changed.value
        ? withDone(paths.contactTell(threadId, changed.value), 'contact-changed')
        : withDone(paths.thread(threadId), 'contact-gap'),
    )
  },
})

const letterOf = ({ assignment, before }: Tell, { thread, work }: Opened): Letter => ({
  given: thread.name?.given,
  contact: assignment.name,
  before: before?.name,
  fromOn: assignment.fromOn,
  unit: thread.carrier,
  writtenOn: work.today,
  signed: work.viewer.name,
})

const tellForm = workForm<Tell>({
  at: paths.contactTell(':id', ':row'),
  action: 'contact',
  load: async (opened) => {
    const loaded = await loadContact(opened, 'tell')
    if (!loaded.ok) return loaded
    const { assignment, all } = loaded.value
    const last = addDays(assignment.fromOn, -1)
    const before = all.find((one) => one.untilOn === last && one.role === assignment.role)
    const asked = opened.visit.c.req.query('brev')
    const own = opened.thread.language
    return ok({ assignment, before, chosen: isLang(asked) ? asked : isLang(own) ? own : 'sv' })
  },
  initial: ({ assignment }, { work }) => ({ toldOn: assignment.toldOn ?? work.today, toldHow: assignment.toldHow }),
  hidden: ({ assignment }) => ({ version: assignment.version }),
  shown: (values: Values, { lang }): Shown[] => {
    const t = assignmentTexts(lang)
    const how = TOLD_HOWS.find((one) => one === values.toldHow)
    return [
      { name: 'toldHow', label: t('tell.how'), value: how ? t(`how.${how}`) : '' },
      { name: 'toldOn', label: t('tell.on'), value: values.toldOn ?? '' },
    ]
  },
  words: ({ assignment }, { lang }) => {
    const t = assignmentTexts(lang)
    return {
      title: t('tell.title'),
      name: t('tell.title'),
      lead: t.parts('tell.lead', {
        name: <bdi>{assignment.name}</bdi>,
        date: <Bdi>{formatDay(lang, assignment.fromOn)}</Bdi>,
      }),
      submit: t('tell.submit'),
    }
  },
  before: (data, opened) => {
    const { lang, thread } = opened
    const t = assignmentTexts(lang)
    const letter = letterOf(data, opened)
    return (
      <>
        {!thread.name && (
          <Notice tone="attention">
            <p>{t('letter.protected')}</p>
          </Notice>
        )}
        <LetterLanguages
          lang={lang}
          chosen={data.chosen}
          href={(one) => `${paths.contactTell(thread.threadId, data.assignment.assignmentId)}?brev=${one}`}
        />
        <LetterSheet lang={data.chosen} letter={letter} />
        <p class="soft no-print">{t('letter.print')}</p>
        <section class="stack-tight no-print">
          <h2>{t('phone.title')}</h2>
          <PhoneWords lang={data.chosen} letter={letter} />
        </section>
        <h2 class="no-print">{t('tell.note')}</h2>
      </>
    )
  },
  view: ({ lang, value, error }) => {
    const t = assignmentTexts(lang)
    return (
      <>
        <RadioGroup
          name="toldHow"
          label={t('tell.how')}
          layout="row"
          value={value('toldHow')}
          error={error('toldHow')}
          options={TOLD_HOWS.map((how) => ({ value: how, label: t(`how.${how}`) }))}
          required
        />
        <DateField
          name="toldOn"
          label={t('tell.on')}
          format={formTexts(lang)('dayFormat')}
          value={value('toldOn')}
          error={error('toldOn')}
          required
        />
      </>
    )
  },
  send: async (work, threadId, rowId, typed) => {
    const told = await tellContact(work, threadId, rowId, typed)
    return told.ok ? ok(withDone(paths.thread(threadId), 'contact-told')) : told
  },
})

/** The forms of the person's contacts. */
export const assignmentRoutes: Route[] = [...newForm, ...changeForm, ...tellForm]
