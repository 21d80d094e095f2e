import { paths } from '../../../paths.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import {
  CASE_ROLES,
  consentOf,
  type GivenConsent,
  groundOf,
  type Route,
  type Visit,
  WITHDRAWN_HOW,
  withdrawConsent,
  withdrawForm,
} from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { sharingTexts } from '../texts/sharing.ts'
import { threadTexts } from '../texts/thread.ts'
import { rightsOn } from '../thread.access.ts'
import { nameOnPaper } from '../thread.queries.ts'
import { enter, parse } from '../work/work.commands.ts'
import { workThread } from '../work/work.queries.ts'
import { withDone } from '../work/work-done.view.tsx'
import { workForm } from '../work/work-form.pages.tsx'
import { WorkPage } from '../work/work-form.view.tsx'
import { ConsentPaper } from './consent-paper.view.tsx'
import { categoryWords, ReceiverName, receiverName } from './sharing-words.view.tsx'

/** A consent on paper, for the person to take home. */
async function paperPage(visit: Visit) {
  const { tx, viewer, lang, c } = visit
  const threadId = c.req.param('id') ?? ''
  const thread = await workThread(tx, viewer, threadId)
  const consent = thread && (await consentOf(tx, viewer, threadId, c.req.param('row') ?? ''))
  if (!thread || !consent) return visit.notFound()
  await visit.saw({ threadId, ground: groundOf(viewer, threadId, thread.acl) })
  const t = sharingTexts(lang)
  const sv = sharingTexts('sv')
  const person = (await nameOnPaper(tx, viewer, threadId)) ?? sv('paper.case', { number: thread.caseNumber })
  return visit.page({
    title: t('paper.title'),
    section: 'participants',
    islands: ['print.island'],
    body: (
      <WorkPage
        lang={lang}
        thread={thread}
        back={{ href: paths.sharing(threadId), text: t('title') }}
        title={t('paper.title')}
        lead={t('paper.lead')}
        done={c.req.query('klart')}
      >
        <PrintButton>{threadTexts(lang)('print')}</PrintButton>
        <ConsentPaper consent={consent} person={<Bdi>{person}</Bdi>} />
        {rightsOn(viewer, thread).withdraw === 'yes' && !consent.withdrawnAt && (
          <Actions>
            <Button variant="tertiary" href={paths.consentWithdraw(threadId, consent.consentId)}>
              {t('withdraw')}
            </Button>
          </Actions>
        )}
      </WorkPage>
    ),
  })
}

/** What of a consent has not been taken back. */
const standingIn = (consent: GivenConsent) => consent.disclosures.filter((one) => !one.withdrawnAt)

const withdrawal = workForm<GivenConsent>({
  at: paths.consentWithdraw(':id', ':row'),
  action: 'withdraw',
  load: async ({ work, thread, rowId }) => {
    const found = await consentOf(work.tx, work.viewer, thread.threadId, rowId)
    if (!found) return refuse({ kind: 'not-found' })
    return found.withdrawnAt ? refuse({ kind: 'conflict', reason: 'refused.consent.withdrawn' }) : ok(found)
  },
  initial: (consent) => ({
    from: standingIn(consent)
      .map((one) => one.disclosureId)
      .join(' '),
  }),
  several: ['from'],
  shown: (_, { lang }) => [
    { name: 'from', label: sharingTexts(lang)('withdraw.from'), value: '' },
    { name: 'withdrawnHow', label: sharingTexts(lang)('withdrawnHow'), value: '' },
  ],
  words: (_, { lang }) => {
    const t = sharingTexts(lang)
    return { title: t('withdraw.title'), name: t('withdraw.title'), submit: t('withdraw.submit'), danger: true }
  },
  before: (consent, { lang }) => {
    const t = sharingTexts(lang)
    return (
      <>
        {standingIn(consent).map((one) => (
          <p class="lead-line">
            <ReceiverName lang={lang} to={one} /> · {categoryWords(lang, one.categories)}
          </p>
        ))}
        <ul>
          {standingIn(consent).length > 1 ? (
            <li>{t('withdraw.who.several')}</li>
          ) : (
            standingIn(consent).map((one) => <li>{t('withdraw.who', { receiver: receiverName(lang, one) })}</li>)
          )}
          <li>{t('withdraw.kept')}</li>
          <li>{t('withdraw.own')}</li>
        </ul>
      </>
    )
  },
  view: ({ data, lang, value, values, error }) => {
    const t = sharingTexts(lang)
    const standing = standingIn(data)
    return (
      <>
        {standing.length > 1 && (
          <CheckboxGroup
            name="from"
            label={t('withdraw.from')}
            values={values('from')}
            error={error('from')}
            options={standing.map((one) => ({ value: one.disclosureId, label: receiverName(lang, one) }))}
          />
        )}
        <RadioGroup
          name="withdrawnHow"
          label={t('withdrawnHow')}
          value={value('withdrawnHow')}
          error={error('withdrawnHow')}
          options={WITHDRAWN_HOW.map((one) => ({ value: one, label: t(`givenHow.${one}`) }))}
          layout="row"
          required
        />
      </>
    )
  },
  back: ({ thread, lang }) => ({ href: paths.sharing(thread.threadId), text: sharingTexts(lang)('title') }),
  send: async (work, threadId, rowId, typed, visit) => {
    const entered = await enter(work, threadId, 'withdraw')
    if (!entered.ok) return entered
    const read = parse(withdrawForm, { ...typed, from: visit.all('from') })
    if (!read.ok) return read
    const consent = await consentOf(work.tx, work.viewer, threadId, rowId)
    if (consent && standingIn(consent).length > 1 && read.value.from.length === 0)
      return refuse({ kind: 'invalid', fields: { from: 'choose' } })
    const { withdrawnHow, from } = read.value
    const record = (event: Parameters<typeof recordEvent>[2]) => recordEvent(work.tx, work.viewer, event)
    const withdrawn = await withdrawConsent(work, entered.value.owned, rowId, withdrawnHow, record, from)
    return withdrawn.ok ? ok(withDone(paths.sharing(threadId), 'consent-withdrawn')) : withdrawn
  },
})

export const consentPaperRoutes: Route[] = [
  {
    method: 'get',
    path: paths.consent(':id', ':row{[0-9a-f-]{36}}'),
    guard: CASE_ROLES,
    audit: 'view',
    handle: paperPage,
  },
  ...withdrawal,
]
