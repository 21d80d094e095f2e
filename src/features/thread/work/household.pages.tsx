import { paths } from '../../../paths.ts'
import type { Values } from '../../../platform/form/stale-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx'
import { DateField, NumberField, TextField } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { Route } from '../../access/public.ts'
import { householdTexts } from '../texts/household.ts'
import { addMember, changeMember, endMember } from './household.commands.ts'
import { householdOfThread } from './household.queries.ts'
import {
  LIVES_HERE,
  MEMBER_ACTIONS,
  MEMBER_KINDS,
  type Member,
  type MemberAction,
  stateOf,
  TOLD_BY,
} from './household.ts'
import { type Done, withDone } from './work-done.view.tsx'
import { type FieldsProps, type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

const goOn = (threadId: string, done: Done, result: Result<string>): Result<string> =>
  result.ok ? ok(withDone(paths.thread(threadId), done)) : result

async function load({ work, thread, rowId }: Opened, action: MemberAction): Promise<Result<Member>> {
  const all = await householdOfThread(work.tx, work.viewer, thread.threadId)
  const member = all.find((one) => one.memberId === rowId)
  if (!member) return refuse({ kind: 'not-found' })
  return MEMBER_ACTIONS[stateOf(member)].includes(action)
    ? ok(member)
    : refuse({ kind: 'conflict', reason: 'refused.member.ended' })
}

const shown = (values: Values, { lang }: Opened): Shown[] => {
  const t = householdTexts(lang)
  const kind = MEMBER_KINDS.find((one) => one === values.kind)
  const lives = LIVES_HERE.find((one) => one === values.livesHere)
  const told = TOLD_BY.find((one) => one === values.toldBy)
  return [
    { name: 'kind', label: t('field.kind'), value: kind ? t(`kind.${kind}`) : '' },
    { name: 'label', label: t('field.label'), value: values.label ?? '' },
    { name: 'birthYear', label: t('field.birthYear'), value: values.birthYear ?? '' },
    { name: 'relation', label: t('field.relation'), value: values.relation ?? '' },
    { name: 'livesHere', label: t('field.livesHere'), value: lives ? t(`lives.${lives}`) : '' },
    { name: 'hasSupport', label: t('field.hasSupport'), value: values.hasSupport ? t('yes') : t('no') },
    { name: 'toldBy', label: t('field.toldBy'), value: told ? t(`told.${told}`) : '' },
    { name: 'fromOn', label: t('field.fromOn'), value: values.fromOn ?? '' },
  ]
}

const Fields = ({ lang, value, error }: FieldsProps<Member | undefined>) => {
  const t = householdTexts(lang)
  const f = formTexts(lang)
  return (
    <>
      <RadioGroup
        name="kind"
        label={t('field.kind')}
        layout="row"
        value={value('kind')}
        error={error('kind')}
        options={MEMBER_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        required
      />
      <TextField
        name="label"
        label={t('field.label')}
        hint={t('label.hint')}
        value={value('label')}
        error={error('label')}
        autocomplete="off"
        required
      />
      <NumberField
        name="birthYear"
        label={t('field.birthYear')}
        hint={t('birthYear.hint')}
        value={value('birthYear')}
        error={error('birthYear')}
      />
      <TextField
        name="relation"
        label={t('field.relation')}
        hint={t('relation.hint')}
        mark={f('optional')}
        value={value('relation')}
        error={error('relation')}
        autocomplete="off"
      />
      <RadioGroup
        name="livesHere"
        label={t('field.livesHere')}
        layout="row"
        value={value('livesHere')}
        error={error('livesHere')}
        options={LIVES_HERE.map((one) => ({ value: one, label: t(`lives.${one}`) }))}
        required
      />
      <Checkbox
        name="hasSupport"
        label={t('field.hasSupport')}
        hint={t('hasSupport.hint')}
        checked={value('hasSupport') === 'yes'}
      />
      <RadioGroup
        name="toldBy"
        label={t('field.toldBy')}
        layout="row"
        value={value('toldBy')}
        error={error('toldBy')}
        options={TOLD_BY.map((one) => ({ value: one, label: t(`told.${one}`) }))}
        required
      />
      <DateField
        name="fromOn"
        label={t('field.fromOn')}
        format={f('dayFormat')}
        value={value('fromOn')}
        error={error('fromOn')}
        required
      />
    </>
  )
}

/** One sentence that everybody must have read: two adults' secrets are kept apart. */
const Apart = ({ lang }: Pick<Opened, 'lang'>) => (
  <Notice>
    <p>{householdTexts(lang)('apart')}</p>
  </Notice>
)

const newForm = workForm<undefined>({
  at: paths.householdNew(':id'),
  action: 'household',
  load: async () => ok(undefined),
  initial: (_, { work }) => ({ toldBy: 'person', fromOn: work.today }),
  shown,
  words: (_, { lang }) => {
    const t = householdTexts(lang)
    return { title: t('new.title'), name: t('new.title'), lead: t('new.lead'), submit: formTexts(lang)('save') }
  },
  before: (_, opened) => <Apart lang={opened.lang} />,
  view: Fields,
  send: async (work, threadId, _row, typed) => goOn(threadId, 'member-added', await addMember(work, threadId, typed)),
})

const changeForm = workForm<Member>({
  at: paths.householdChange(':id', ':row'),
  action: 'household',
  load: (opened) => load(opened, 'change'),
  initial: (member) => ({
    kind: member.kind,
    label: member.label,
    birthYear: member.birthYear === null ? '' : String(member.birthYear),
    relation: member.relation,
    livesHere: member.livesHere,
    hasSupport: member.hasSupport ? 'yes' : '',
    toldBy: member.toldBy,
    fromOn: member.fromOn,
  }),
  hidden: ({ version }) => ({ version }),
  shown,
  words: (member, { lang }) => {
    const t = householdTexts(lang)
    return {
      title: t.parts('change.title', { name: <bdi>{member.label}</bdi> }),
      name: t('change.page'),
      submit: formTexts(lang)('save'),
    }
  },
  before: (_, opened) => <Apart lang={opened.lang} />,
  view: Fields,
  send: async (work, threadId, rowId, typed) =>
    goOn(threadId, 'member-changed', await changeMember(work, threadId, rowId, typed)),
})

const endForm = workForm<Member>({
  at: paths.householdEnd(':id', ':row'),
  action: 'household',
  load: (opened) => load(opened, 'end'),
  initial: (_, { work }) => ({ untilOn: work.today }),
  hidden: ({ version }) => ({ version }),
  shown: (values, { lang }) => [
    { name: 'untilOn', label: householdTexts(lang)('field.untilOn'), value: values.untilOn ?? '' },
  ],
  words: (member, { lang }) => {
    const t = householdTexts(lang)
    return {
      title: t.parts('end.title', { name: <bdi>{member.label}</bdi> }),
      name: t('end.page'),
      lead: t('end.lead'),
      submit: t('end.submit'),
    }
  },
  view: ({ lang, value, error }) => (
    <DateField
      name="untilOn"
      label={householdTexts(lang)('field.untilOn')}
      format={formTexts(lang)('dayFormat')}
      value={value('untilOn')}
      error={error('untilOn')}
      required
    />
  ),
  send: async (work, threadId, rowId, typed) =>
    goOn(threadId, 'member-ended', await endMember(work, threadId, rowId, typed)),
})

/** The forms of the household. */
export const householdRoutes: Route[] = [...newForm, ...changeForm, ...endForm]
