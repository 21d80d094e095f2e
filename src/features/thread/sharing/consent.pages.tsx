import { paths } from '../../../paths.ts'
import { dirOf, isLang, LANGS, type Lang, langName } from '../../../platform/i18n/lang.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx'
import { Tag } from '../../../ui/status.tsx'
import {
  CASE_ROLES,
  type ConsentForm,
  consentForm,
  DISCLOSABLE,
  GIVEN_HOW,
  giveConsent,
  groundOf,
  type Receiver,
  type Route,
  receiversFor,
  type Visit,
} from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { sharingTexts } from '../texts/sharing.ts'
import { writesAs } from '../thread.access.ts'
import { enter, mayEnter, parse, type Typed, type Work } from '../work/work.commands.ts'
import { workThread } from '../work/work.queries.ts'
import { type FieldsProps, type Opened, type Values, workForm } from '../work/work-form.pages.tsx'
import { WorkPage } from '../work/work-form.view.tsx'
import { InLanguage, TalkBegin, TalkChoices, TalkEnd, usualMonths } from './consent-talk.view.tsx'
import { receiverName } from './sharing-words.view.tsx'

/** Step one: the language of the talk. */
async function languagePage(visit: Visit) {
  const { tx, viewer, lang, c } = visit
  const thread = await workThread(tx, viewer, c.req.param('id') ?? '')
  if (!thread) return visit.notFound()
  await visit.saw({ threadId: thread.threadId, ground: groundOf(viewer, thread.threadId, thread.acl) })
  const entered = await mayEnter(visit, thread.threadId, 'consent')
  if (!entered.ok) return visit.notFound()
  const t = sharingTexts(lang)
  return visit.page({
    title: t('consent.language.title'),
    section: 'participants',
    narrow: true,
    body: (
      <WorkPage
        lang={lang}
        thread={thread}
        back={{ href: paths.sharing(thread.threadId), text: t('title') }}
        title={t('consent.language.title')}
        lead={t('consent.language.lead')}
      >
        <ul class="language-cards">
          {LANGS.map((one) => (
            <li>
              <a href={paths.consentNew(thread.threadId, one)}>
                <span lang={one} dir={dirOf(one)}>
                  {langName(one)}
                </span>
              </a>
              {one === thread.language && <Tag tone="info">{t('consent.language.own')}</Tag>}
            </li>
          ))}
        </ul>
        <p class="soft">{t('consent.language.interpreter')}</p>
      </WorkPage>
    ),
  })
}

type Talking = { receivers: Receiver[]; person: Lang }

async function talkingFor({ work, thread, visit }: Opened): Promise<Result<Talking>> {
  const person = visit.c.req.param('language')
  const held = writesAs(work.viewer, thread)
  if (!isLang(person) || !held) return refuse({ kind: 'not-found' })
  return ok({ receivers: await receiversFor(work.tx, work.viewer, held), person })
}

const NAMES = ['months', 'givenHow', 'interpreter'] as const

/** What was chosen, in the address of the preview: codes, nothing about the person. */
function addressOf(path: string, form: ConsentForm): string {
  const query = new URLSearchParams({
    sprak: form.textLanguage,
    months: String(form.months),
    givenHow: form.givenHow,
  })
  for (const one of form.receiver) query.append('receiver', one)
  for (const one of form.categories) query.append('categories', one)
  if (form.interpreter) query.set('interpreter', 'yes')
  return `${path}?${query}`
}

/** The same, read back. */
export const chosenIn = (visit: Visit): Typed => {
  const { req } = visit.c
  return {
    textLanguage: req.query('sprak'),
    receiver: req.queries('receiver') ?? [],
    months: req.query('months'),
    givenHow: req.query('givenHow'),
    interpreter: req.query('interpreter'),
    categories: req.queries('categories') ?? [],
  }
}

export const changeAddress = (threadId: string, form: ConsentForm): string =>
  addressOf(paths.consentNew(threadId, form.textLanguage), form)

/** Where what was chosen is shown as those who get it will see it. */
export const previewAddress = (threadId: string, form: ConsentForm): string =>
  addressOf(paths.consentPreview(threadId), form)

/** Reads the choices, checks that the receivers can be given anything, and that the viewer may. */
export async function readConsent(work: Work, threadId: string, typed: Typed) {
  const entered = await enter(work, threadId, 'consent')
  if (!entered.ok) return entered
  const read = parse(consentForm, typed)
  if (!read.ok) return read
  const receivers = await receiversFor(work.tx, work.viewer, entered.value.as)
  const to = receivers.filter((one) => read.value.receiver.includes(one.value))
  if (to.length !== read.value.receiver.length) return refuse({ kind: 'invalid', fields: { receiver: 'choose' } })
  return ok({ form: read.value, to, entered: entered.value })
}

export const give = (work: Work, owner: Parameters<typeof giveConsent>[1], form: ConsentForm) =>
  giveConsent(work, owner, form, (event) => recordEvent(work.tx, work.viewer, event))

const shown = (values: Values, { lang }: Opened, data?: Talking) => {
  const t = sharingTexts(lang)
  const chosen = (values.receiver ?? '').split(' ')
  const to = (data?.receivers ?? []).filter((one) => chosen.includes(one.value))
  return [
    { name: 'receiver', label: t('receiver'), value: to.map((one) => receiverName(lang, one)).join('\n') },
    { name: 'categories', label: t('sees'), value: '' },
    { name: 'months', label: t('until'), value: '' },
    { name: 'givenHow', label: t('givenHow'), value: '' },
  ]
}

const TalkFields = ({ data, lang, opened, value, values, error }: FieldsProps<Talking>) => {
  const t = sharingTexts(lang)
  const talk = { person: data.person, staff: lang }
  return (
    <>
      <InLanguage lang={data.person}>
        <TalkBegin talk={talk} />
        <TalkChoices
          talk={talk}
          today={opened.work.today}
          receivers={data.receivers}
          value={value}
          values={values}
          wrong={(name) => error(name) !== undefined}
        />
        <TalkEnd talk={talk} />
      </InLanguage>
      <h2>{t('consent.staff')}</h2>
      <RadioGroup
        name="givenHow"
        label={t('givenHow')}
        value={value('givenHow')}
        error={error('givenHow')}
        options={GIVEN_HOW.map((one) => ({
          value: one,
          label: t(`givenHow.${one}`),
          hint: t(`givenHow.${one}.hint`),
        }))}
        required
      />
      <Checkbox name="interpreter" label={t('interpreter')} checked={value('interpreter') === 'yes'} />
    </>
  )
}

const talkForm = workForm<Talking>({
  at: paths.consentNew(':id', ':language{sv|en|ar}'),
  action: 'consent',
  load: talkingFor,
  several: ['receiver', 'categories'],
  initial: (_, { visit }) => {
    const chosen = chosenIn(visit)
    const text = (name: (typeof NAMES)[number]): string => String(chosen[name] ?? '')
    const several = (name: 'receiver' | 'categories'): string[] => visit.c.req.queries(name) ?? []
    const categories = DISCLOSABLE.filter((one) => several('categories').includes(one)).join(' ')
    return {
      receiver: several('receiver').join(' '),
      months: text('months') || usualMonths,
      givenHow: text('givenHow'),
      interpreter: text('interpreter'),
      categories,
    }
  },
  shown,
  words: (_, { lang }) => {
    const t = sharingTexts(lang)
    return {
      title: t('consent.title'),
      name: t('consent.title'),
      lead: t('consent.lead'),
      submit: t('toPreview'),
    }
  },
  view: TalkFields,
  back: ({ thread, lang }) => ({
    href: paths.consentLanguage(thread.threadId),
    text: sharingTexts(lang)('consent.language.title'),
  }),
  send: async (work, threadId, _row, typed, visit) => {
    const textLanguage = visit.c.req.param('language')
    const [receiver, categories] = [visit.all('receiver'), visit.all('categories')]
    const read = await readConsent(work, threadId, { ...typed, textLanguage, receiver, categories })
    return read.ok ? ok(previewAddress(threadId, read.value.form)) : read
  },
})

/** The talk: its language, then the text with the person's choices. Leads to the preview; nothing is saved yet. */
export const consentRoutes: Route[] = [
  { method: 'get', path: paths.consentLanguage(':id'), guard: CASE_ROLES, audit: 'view', handle: languagePage },
  ...talkForm,
]
