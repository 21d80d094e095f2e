import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import {
  addMonths,
  CASE_ROLES,
  type ConsentForm,
  consentTexts,
  groundOf,
  type PageContent,
  previewAs,
  type Receiver,
  type Route,
  type Visit,
} from '../../access/public.ts'
import { sharingTexts } from '../texts/sharing.ts'
import { threadPage } from '../thread.pages.tsx'
import type { Work } from '../work/work.commands.ts'
import { workThread } from '../work/work.queries.ts'
import { withDone } from '../work/work-done.view.tsx'
import { BackLink } from '../work/work-form.view.tsx'
import { changeAddress, chosenIn, give, previewAddress, readConsent } from './consent.pages.tsx'
import { InLanguage } from './consent-talk.view.tsx'
import { receiverInWords, receiverName } from './sharing-words.view.tsx'

/** What the person has chosen, in sentences of their own language: read aloud before the answer. */
type ChosenProps = { lang: Lang; form: ConsentForm; to: readonly Receiver[]; work: Work }
const Chosen = ({ lang, form, to, work }: ChosenProps) => {
  const t = consentTexts(lang)
  const until = formatDay(lang, addMonths(work.today, form.months))
  return (
    <div lang={lang} dir={dirOf(lang)}>
      <h2>{t('in')}</h2>
      {to.map((one) => (
        <p>{t('who.text', { receiver: receiverInWords(lang, one) })}</p>
      ))}
      <ul>
        {form.categories.map((one) => (
          <li>
            <strong>{t(one)}.</strong> {t(`${one}.what`)}
          </li>
        ))}
      </ul>
      <p>{t('what.always')}</p>
      <p>{t('long.text', { date: until })}</p>
    </div>
  )
}

/** A page within a page: its headings stand one level lower, so that there is one first heading. */
const demoted = (markup: string): string =>
  [3, 2, 1].reduce((all, level) => all.replaceAll(new RegExp(`(</?h)${level}(?=[ >])`, 'g'), `$1${level + 1}`), markup)

/**
 * The page of the thread in the person's language, really read as the receiver after the consent, which is then rolled back. As
 * markup; undefined where the consent cannot be given.
 */
async function pageAsReceiver(visit: Visit, lang: Lang, to: Receiver, run: () => ReturnType<typeof give>) {
  let shown: PageContent | undefined
  const capture = (content: PageContent) => {
    shown = content
    return new Response()
  }
  await previewAs(visit.tx, visit.viewer, to, run, (viewer) =>
    threadPage({ ...visit, viewer, lang, page: capture, saw: async () => {} }),
  )
  return shown && demoted(String(await shown.body?.toString()))
}

async function previewPage(visit: Visit) {
  const { tx, viewer, lang, c } = visit
  const threadId = c.req.param('id') ?? ''
  const thread = await workThread(tx, viewer, threadId)
  if (!thread) return visit.notFound()
  await visit.saw({ threadId, ground: groundOf(viewer, threadId, thread.acl) })
  const read = await readConsent(visit, threadId, chosenIn(visit))
  if (!read.ok) return c.redirect(paths.consentLanguage(threadId), 303)
  const { form, to, entered } = read.value
  const t = sharingTexts(lang)
  // One page at a time: each receiver's, after the whole consent.
  const one = to.find(({ value }) => value === c.req.query('visa')) ?? to[0]
  if (!one) return visit.notFound()
  const shown = await pageAsReceiver(visit, form.textLanguage, one, () => give(visit, entered.owned, form))
  const keys = visit.keys()
  const change = changeAddress(threadId, form)
  const receiver = receiverName(lang, one)
  return visit.page({
    title: t('preview.title', { receiver }),
    section: 'participants',
    wide: true,
    body: (
      <>
        <BackLink href={change}>{t('preview.change')}</BackLink>
        <PageHeading title={t('preview.read')} />
        <Card tone="first">
          <InLanguage lang={form.textLanguage}>
            <Chosen lang={form.textLanguage} form={form} to={to} work={visit} />
            <p>
              <strong>{consentTexts(form.textLanguage)('yes')}</strong>
            </p>
          </InLanguage>
          {form.textLanguage !== lang && (
            <div class="in-other-words">
              <Chosen lang={lang} form={form} to={to} work={visit} />
            </div>
          )}
          <Form
            action={c.req.url.slice(new URL(c.req.url).origin.length)}
            hidden={{ _token: keys.token, _key: keys.key }}
          >
            <Actions>
              <Button>{t('preview.give')}</Button>
              <Button variant="secondary" href={paths.thread(threadId)}>
                {t('preview.no')}
              </Button>
              <Button variant="tertiary" href={change}>
                {t('preview.change')}
              </Button>
            </Actions>
          </Form>
        </Card>
        <Details summary={t('preview.title', { receiver })} open={c.req.query('visa') !== undefined} id="sidan">
          <p>{t('preview.open')}</p>
          <p>{t('preview.own', { authority: entered.as.authorityName })}</p>
          {to.length > 1 && (
            <Tabs
              label={t('preview.each', { count: to.length })}
              items={to.map((each) => ({
                href: `${previewAddress(threadId, form)}&visa=${each.value}#sidan`,
                text: receiverName(lang, each),
                current: each === one,
              }))}
            />
          )}
          {shown ? (
            <div class="as-receiver" lang={form.textLanguage} dir={dirOf(form.textLanguage)}>
              {raw(shown)}
            </div>
          ) : (
            <p>{t('preview.empty')}</p>
          )}
        </Details>
      </>
    ),
  })
}

async function giveAndLeave(visit: Visit) {
  const threadId = visit.c.req.param('id') ?? ''
  const sent = await visit.submit(async () => {
    const read = await readConsent(visit, threadId, chosenIn(visit))
    if (!read.ok) return read
    const given = await give(visit, read.value.entered.owned, read.value.form)
    return given.ok ? ok(withDone(paths.consent(threadId, given.value), 'consent-given')) : given
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'invalid' ? visit.c.redirect(paths.consentLanguage(threadId), 303) : visit.notFound()
}

/** "See what they will see", and the answer. */
export const consentPreviewRoutes: Route[] = [
  { method: 'get', path: paths.consentPreview(':id'), guard: CASE_ROLES, audit: 'preview', handle: previewPage },
  { method: 'post', path: paths.consentPreview(':id'), guard: CASE_ROLES, audit: 'change', handle: giveAndLeave },
]
