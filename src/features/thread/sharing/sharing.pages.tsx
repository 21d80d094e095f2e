import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import {
  type AuthorityKind,
  CASE_ROLES,
  DISCLOSABLE,
  type Disclosed,
  decideDisclosure,
  disclosureOf,
  disclosuresOf,
  endDisclosure,
  GROUNDS_OF,
  groundOf,
  type Receiver,
  type Route,
  receiversFor,
  STATUTORY_GROUNDS,
  statutoryForm,
  type Visit,
} from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { sharingTexts } from '../texts/sharing.ts'
import { rightsOn, writesAs } from '../thread.access.ts'
import { enter, parse } from '../work/work.commands.ts'
import { workThread } from '../work/work.queries.ts'
import { withDone } from '../work/work-done.view.tsx'
import { type FieldsProps, type Opened, type Values, workForm } from '../work/work-form.pages.tsx'
import { WorkPage } from '../work/work-form.view.tsx'
import { protectionOf } from './protection.commands.ts'
import { DisclosureSection } from './sharing.view.tsx'
import { categoryWords, ReceiverName, receiverName } from './sharing-words.view.tsx'

/** Everything about who may see what of one thread. */
async function sharingPage(visit: Visit) {
  const { tx, viewer, today, lang, c } = visit
  const thread = await workThread(tx, viewer, c.req.param('id') ?? '')
  if (!thread) return visit.notFound()
  await visit.saw({ threadId: thread.threadId, ground: groundOf(viewer, thread.threadId, thread.acl) })
  const t = sharingTexts(lang)
  const rights = rightsOn(viewer, thread)
  const disclosures = await disclosuresOf(tx, viewer, thread.threadId)
  // Nothing is told them, and that is not the same as that there is nothing.
  if (rights.disclose === 'not-yours' && disclosures.length === 0) return visit.notFound()
  const mayProtect = (await protectionOf(visit, thread.threadId)) !== undefined
  const way = (href: string, text: string, note?: string) => (
    <li>
      <a href={href}>{text}</a>
      {note && <span class="row-note soft">{note}</span>}
    </li>
  )
  return visit.page({
    title: t('title'),
    section: 'participants',
    body: (
      <WorkPage
        lang={lang}
        thread={thread}
        back={{ href: paths.thread(thread.threadId) }}
        title={t('title')}
        lead={t('lead')}
        done={c.req.query('klart')}
      >
        <DisclosureSection lang={lang} today={today} thread={thread} disclosures={disclosures} rights={rights} whole />
        {rights.withdraw === 'yes' && (
          <ul class="link-list">
            {way(paths.reads(thread.threadId), t('reads'))}
            {mayProtect && way(paths.protection(thread.threadId), t('protection'))}
            {way(paths.disclosureNew(thread.threadId), t('decide'))}
            {way(paths.extract(thread.threadId), t('extract'), t('extract.note'))}
          </ul>
        )}
      </WorkPage>
    ),
  })
}

type Deciding = { receivers: Receiver[]; kind: AuthorityKind; authority: string }

/** On whose behalf the viewer decides. */
async function decidingFor({ work, thread }: Opened): Promise<Result<Deciding>> {
  const held = writesAs(work.viewer, thread)
  if (!held) return refuse({ kind: 'not-allowed', reason: 'refused.not-yours' })
  const receivers = await receiversFor(work.tx, work.viewer, held)
  return ok({ receivers, kind: held.authorityKind, authority: held.authorityName })
}

const receiverOptions = (lang: Opened['lang'], receivers: readonly Receiver[]) => {
  const t = sharingTexts(lang)
  return receivers.map((one) => ({
    value: one.value,
    label: <ReceiverName lang={lang} to={one} />,
    ...(one.unitName ? {} : { hint: t('whole.hint') }),
  }))
}

const capital = (word: string): string => word.charAt(0).toLocaleUpperCase('sv') + word.slice(1)

const shownStatutory = (values: Values, { lang }: Opened, data?: Deciding) => {
  const t = sharingTexts(lang)
  const receiver = data?.receivers.find((one) => one.value === values.receiver)
  const ground = STATUTORY_GROUNDS.find((one) => one === values.ground)
  const ticked = (values.categories ?? '').split(' ')
  const categories = DISCLOSABLE.filter((one) => ticked.includes(one))
  return [
    { name: 'receiver', label: t('statutory.receiver'), value: receiver ? receiverName(lang, receiver) : '' },
    {
      name: 'categories',
      label: t('statutory.categories'),
      value: formatList(
        lang,
        categories.map((one) => t(one)),
      ),
    },
    { name: 'ground', label: t('statutory.ground'), value: ground ? t(ground) : '' },
    { name: 'detail', label: t('statutory.detail'), value: values.detail ?? '' },
    { name: 'validUntil', label: t('statutory.until'), value: values.validUntil ?? '' },
  ]
}

const StatutoryFields = ({ data, lang, value, values, error }: FieldsProps<Deciding>) => {
  const t = sharingTexts(lang)
  return (
    <>
      <RadioGroup
        name="receiver"
        label={t('statutory.receiver')}
        value={value('receiver')}
        error={error('receiver')}
        options={receiverOptions(lang, data.receivers)}
        required
      />
      <CheckboxGroup
        name="categories"
        label={t('statutory.categories')}
        hint={t('statutory.categories.hint')}
        values={values('categories')}
        error={error('categories')}
        options={DISCLOSABLE.map((one) => ({ value: one, label: capital(t(one)) }))}
      />
      <RadioGroup
        name="ground"
        label={t('statutory.ground')}
        value={value('ground')}
        error={error('ground')}
        options={STATUTORY_GROUNDS.map((one) => {
          const mine = GROUNDS_OF[data.kind].includes(one)
          const not = mine ? '' : ` ${t('ground.not', { authority: data.authority })}`
          return { value: one, label: t(one), hint: t(`${one}.hint`) + not, disabled: !mine }
        })}
        required
      />
      <TextArea
        name="detail"
        label={t('statutory.detail')}
        hint={t('statutory.detail.hint')}
        value={value('detail')}
        error={error('detail')}
        required
      />
      <DateField
        name="validUntil"
        label={t('statutory.until')}
        hint={t('statutory.until.hint')}
        format={formTexts(lang)('dayFormat')}
        value={value('validUntil')}
        error={error('validUntil')}
        required
      />
    </>
  )
}

const back = ({ thread, lang }: Opened) => ({ href: paths.sharing(thread.threadId), text: sharingTexts(lang)('title') })

const decideForm = workForm<Deciding>({
  at: paths.disclosureNew(':id'),
  action: 'disclose',
  several: ['categories'],
  load: decidingFor,
  initial: () => ({}),
  shown: shownStatutory,
  words: (_, { lang }) => {
    const t = sharingTexts(lang)
    return {
      title: t('statutory.title'),
      name: t('statutory.title'),
      lead: t('statutory.lead'),
      submit: t('statutory.submit'),
    }
  },
  view: StatutoryFields,
  back,
  send: async (work, threadId, _row, typed, visit) => {
    const entered = await enter(work, threadId, 'disclose')
    if (!entered.ok) return entered
    const read = parse(statutoryForm, { ...typed, categories: visit.all('categories') })
    if (!read.ok) return read
    const { owned, as } = entered.value
    const decided = await decideDisclosure(work, owned, as.authorityKind, read.value, (event) =>
      recordEvent(work.tx, work.viewer, event),
    )
    return decided.ok ? ok(withDone(paths.sharing(threadId), 'disclosure-decided')) : decided
  },
})

const endForm = workForm<Disclosed>({
  at: paths.disclosureEnd(':id', ':row'),
  action: 'withdraw',
  load: async ({ work, thread, rowId }) => {
    const found = await disclosureOf(work.tx, work.viewer, thread.threadId, rowId)
    return found && !found.consentId && found.endable ? ok(found) : refuse({ kind: 'not-found' })
  },
  initial: () => ({}),
  shown: () => [],
  words: (_, { lang }) => {
    const t = sharingTexts(lang)
    return { title: t('end.title'), name: t('end.title'), submit: t('end.submit') }
  },
  before: (one, { lang }) => {
    const t = sharingTexts(lang)
    return (
      <>
        <p class="lead-line">
          <ReceiverName lang={lang} to={one} /> · {categoryWords(lang, one.categories)} ·{' '}
          {t.parts('untilDate', { date: formatDay(lang, one.validUntil) })}
        </p>
        <ul>
          <li>{t.parts('withdraw.who', { receiver: <bdi>{receiverName(lang, one)}</bdi> })}</li>
          <li>{t('withdraw.own')}</li>
        </ul>
      </>
    )
  },
  view: () => null,
  back,
  send: async (work, threadId, rowId) => {
    const entered = await enter(work, threadId, 'withdraw')
    if (!entered.ok) return entered
    const ended = await endDisclosure(work, entered.value.owned, rowId, (event) =>
      recordEvent(work.tx, work.viewer, event),
    )
    return ended.ok ? ok(withDone(paths.sharing(threadId), 'disclosure-ended')) : ended
  },
})

export const sharingRoutes: Route[] = [
  { method: 'get', path: paths.sharing(':id{[0-9a-f-]{36}}'), guard: CASE_ROLES, audit: 'view', handle: sharingPage },
  ...decideForm,
  ...endForm,
]
