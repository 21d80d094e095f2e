import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { DateField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, groundOf, type Route, type Visit } from '../../access/public.ts'
import { referralDraftTexts } from '../texts/referral-draft.ts'
import type { Referral } from './referral.queries.ts'
import { type DraftPage, sendSchema } from './referral.schema.ts'
import { missingOf } from './referral.ts'
import { nameOnReferral, titleName } from './referral.view.tsx'
import { openDraft } from './referral-draft.pages.tsx'
import { filledParts } from './referral-draft.ts'
import { DraftSteps, PAGE_SLUG } from './referral-draft.view.tsx'
import { FormErrors, problemSentence } from './referral-form.view.tsx'
import { MissingNotice } from './referral-missing.view.tsx'
import { sendReferral } from './referral-send.commands.ts'
import { PersonFacts, SituationPart, WherePart, WhyPart } from './referral-text.view.tsx'

/** What was chosen and is no longer there: the field where another is chosen. */
const GONE = { teamGone: 'toUnitId', contactGone: 'contactUserId' } as const

/** The referral as the receiver will see it, what is missing, and the person's yes. */
function reviewPage(visit: Visit, referral: Referral, refused?: Refusal) {
  const { lang, today } = visit
  const t = referralDraftTexts(lang)
  const form = formTexts(lang)
  const id = referral.referralId
  const problems = refused?.kind === 'invalid' ? refused.fields : {}
  const error = (name: string) => {
    const problem = problems[name]
    return problem ? problemSentence(lang, problem, (key) => t(key as 'title')) : undefined
  }
  const missing = missingOf(referral)
  const change = (page: DraftPage): Text => (
    <a href={paths.referralDraft(id, PAGE_SLUG[page])} aria-label={t('change.what', { part: t(`step.${page}`) })}>
      {t('change')}
    </a>
  )
  const keys = visit.keys()
  const isProtected = referral.person?.identity?.protection !== 'none'
  const wrong = (['agreedHow', 'agreedOn'] as const).flatMap((name) => {
    const text = error(name)
    return text ? [{ name, label: t(name === 'agreedHow' ? 'agreed' : 'agreedOn'), text }] : []
  })
  return visit.page({
    title: t('title', { name: titleName(lang, referral) }),
    section: 'referrals',
    narrow: true,
    failed: refused !== undefined,
    status: refused === undefined ? 200 : refused.kind === 'invalid' ? 422 : 409,
    body: (
      <>
        <FormErrors lang={lang} problems={wrong} />
        <PageHeading title={t('send.title')} lead={t('send.lead')} />
        <DraftSteps lang={lang} referralId={id} here="send" filled={filledParts(referral)} />
        <MissingNotice lang={lang} referralId={id} missing={missing} />
        {refused?.kind === 'conflict' && (refused.reason === 'teamGone' || refused.reason === 'contactGone') && (
          <Notice tone="attention" title={t('missing')} live="alert">
            <p>
              <a href={`${paths.referralDraft(id, PAGE_SLUG.where)}#f-${GONE[refused.reason]}`}>{t(refused.reason)}</a>
            </p>
          </Notice>
        )}
        {refused?.kind === 'stale' && (
          <Notice tone="attention" title={form('stale.title')} live="alert">
            <p>{form('stale.text')}</p>
          </Notice>
        )}
        <div class="stack">
          <Card title={t('step.person')}>
            <p class="lead-line">
              <strong>
                <Bdi>{nameOnReferral(lang, referral)}</Bdi>
              </strong>
            </p>
            <PersonFacts lang={lang} referral={referral} />
          </Card>
          <WhyPart lang={lang} referral={referral} actions={change('why')} />
          <SituationPart lang={lang} referral={referral} actions={change('situation')} />
          <WherePart lang={lang} referral={referral} actions={change('where')} />
          {missing.length === 0 && referral.ownWords === '' && <Notice tone="info">{t('noOwnWords')}</Notice>}
          <Card tone="first" title={t('send')}>
            {referral.toName && (
              <p>
                {t.parts(isProtected ? 'sees.protected' : 'sees', { unit: <Bdi>{referral.toName}</Bdi> })}{' '}
                {t('afterSend')}
              </p>
            )}
            <Form
              action={paths.referralDraft(id, 'skicka')}
              hidden={{ _token: keys.token, _key: keys.key, version: referral.version }}
            >
              <RadioGroup
                name="agreedHow"
                label={t('agreed')}
                hint={t('agreed.hint')}
                layout="row"
                value={visit.form.agreedHow}
                error={error('agreedHow')}
                options={(['oral', 'written'] as const).map((value) => ({ value, label: t(`agreed.${value}`) }))}
              />
              <DateField
                name="agreedOn"
                label={t('agreedOn')}
                format={form('dayFormat')}
                value={visit.form.agreedOn ?? today}
                error={error('agreedOn')}
              />
              <Actions>
                <Button disabledReason={missing.length > 0 ? t('send.blocked') : undefined}>
                  <span>
                    {referral.toName ? t.parts('send.to', { unit: <Bdi>{referral.toName}</Bdi> }) : t('send')}
                  </span>
                </Button>
                <Button variant="tertiary" href={paths.referralAction(id, 'withdraw')}>
                  {t('delete')}
                </Button>
              </Actions>
            </Form>
          </Card>
        </div>
      </>
    ),
  })
}

async function send(visit: Visit): Promise<Response> {
  const { tx, viewer, today, form } = visit
  const id = visit.c.req.param('id') ?? ''
  const read = readForm(sendSchema, form)
  let refused: Refusal
  if (!read.ok) refused = { kind: 'invalid', fields: read.problems }
  else {
    const submitted = await visit.submit(async () => {
      const sent = await sendReferral(tx, viewer, today, id, versionIn(form), read.value)
      return sent.ok ? ok(`${paths.referral(id)}?klart=sent`) : sent
    })
    if ('done' in submitted) return submitted.done
    refused = submitted.refused
  }
  const referral = await openDraft(visit)
  if (!referral) return visit.notFound()
  // Already sent from another window: the page of the referral says so.
  if (referral.state !== 'draft') return visit.c.redirect(paths.referral(id), 303)
  return reviewPage(visit, referral, refused)
}

/** The last page of a draft: review, the person's yes, send. */
export const referralSendRoutes: Route[] = [
  {
    method: 'get',
    path: paths.referralDraft(':id', 'skicka'),
    guard: CASE_ROLES,
    audit: 'view',
    async handle(visit) {
      const referral = await openDraft(visit)
      if (!referral) return visit.notFound()
      if (referral.state !== 'draft') return visit.c.redirect(paths.referral(referral.referralId), 303)
      const { threadId, acl } = referral
      await visit.saw({ threadId, ground: groundOf(visit.viewer, threadId, acl) })
      return reviewPage(visit, referral)
    },
  },
  {
    method: 'post',
    path: paths.referralDraft(':id', 'skicka'),
    guard: CASE_ROLES,
    audit: 'change',
    maxBody: 100_000,
    handle: send,
  },
]
