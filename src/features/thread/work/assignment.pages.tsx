import { paths } from '../../../paths.ts'
import type { Values } from '../../../platform/form/stale-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { addDays } from '../../../shared/calendar-day.ts'
import { ok } from '../../../shared/result.ts'
import { RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import type { Route } from '../../access/public.ts'
import { assignmentTexts } from '../texts/assignment.ts'
import { carryingUnit } from '../thread.access.ts'
import { addContact, changeContact } from './assignment.commands.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { NOBODY_YET } from './assignment.schema.ts'
import { ASSIGNMENT_ROLES, type Assignment, type AssignmentRole, stateOf } from './assignment.ts'
import { loadContact, tellRoutes } from './assignment-tell.pages.tsx'
import { type Colleague, colleaguesOf } from './colleague.queries.ts'
import { withDone } from './work-done.view.tsx'
import { type FieldsProps, type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

type New = { candidates: Colleague[]; hasLead: boolean; roles: AssignmentRole[] }
type Change = { assignment: Assignment; candidates: Colleague[] }

const candidatesFor = ({ work, thread }: Opened) => colleaguesOf(work.tx, work.viewer, carryingUnit(thread), work.today)

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
        : withDone(paths.contactGapTell(threadId, rowId), 'contact-gap'),
    )
  },
})

/** The forms of the person's contacts. */
export const assignmentRoutes: Route[] = [...newForm, ...changeForm, ...tellRoutes]
