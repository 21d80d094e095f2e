import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { CASE_ROLES, groundOf, inUnit, type Route, type Visit } from '../../access/public.ts'
import { type TeamLoad, teamLoads } from '../team-load.queries.ts'
import { referralDraftTexts } from '../texts/referral-draft.ts'
import { type Colleague, colleaguesOf } from '../work/colleague.queries.ts'
import { CHECKLIST_ITEMS } from './checklist.ts'
import { EntryNotice } from './entry-notice.view.tsx'
import { referableEntry } from './entry-target.queries.ts'
import { type Referral, referralOf } from './referral.queries.ts'
import { checklistOf, DRAFT_PAGES, type DraftPage, LONG_BODY } from './referral.schema.ts'
import { nameOnReferral, titleName } from './referral.view.tsx'
import { autosave } from './referral-autosave.pages.ts'
import { saveDraft } from './referral-draft.commands.ts'
import { filledParts, readPage, savedFields } from './referral-draft.ts'
import {
  Answer,
  DraftElement,
  DraftSteps,
  draftLabel,
  PAGE_SLUG,
  SituationFields,
  WhereFields,
  WhyFields,
} from './referral-draft.view.tsx'
import { BothTexts, Done, FormErrors, problemSentence } from './referral-form.view.tsx'

const NEXT: Record<DraftPage, keyof typeof PAGE_SLUG> = { why: 'situation', situation: 'where', where: 'send' }

/** A page's fields in words, to set two versions of them beside each other. */
function inWords(visit: Visit, page: DraftPage, fields: Record<string, string>, choices: Choices): [string, string][] {
  const t = referralDraftTexts(visit.lang)
  const of = (name: string) => fields[name] ?? ''
  if (page === 'why') return (['reason', 'ownWords', 'triedBefore'] as const).map((name) => [t(name), of(name)])
  if (page === 'where') {
    const team = choices.teams.find((one) => String(one.unitId) === of('toUnitId'))
    const contact = choices.colleagues.find((one) => one.userId === of('contactUserId'))
    return [
      [t('team'), team?.name ?? ''],
      [t('intervention'), of('toIntervention')],
      [t('wishedStart'), of('wishedStart')],
      [t('contact'), contact?.name ?? ''],
    ]
  }
  const answers = checklistOf(fields)
  return [
    ...CHECKLIST_ITEMS.map((item): [string, string] => {
      const answer = answers[item]
      return [t(`check.${item}`), answer ? t(`answer.${answer}`) : '']
    }),
    [t('language'), languageName(visit.lang, of('language'))],
    [t('interpreter'), t(of('interpreter') === 'yes' ? 'yes' : 'no')],
    [t('languageSupport'), of('languageSupport')],
  ]
}

type Choices = { teams: TeamLoad[]; colleagues: Colleague[] }

const choicesOf = async ({ tx, viewer, today }: Visit, page: DraftPage, referral: Referral): Promise<Choices> =>
  page === 'where'
    ? { teams: await teamLoads(tx), colleagues: await colleaguesOf(tx, viewer, referral.unitId, today) }
    : { teams: [], colleagues: [] }

type Came = { problems?: Record<string, string>; stale?: boolean }

/** A page of the draft: as saved, or as it was typed when it came back. */
async function draftPage(visit: Visit, referral: Referral, page: DraftPage, { problems = {}, stale }: Came = {}) {
  const { lang, viewer, tx } = visit
  const t = referralDraftTexts(lang)
  const saved = savedFields(referral)
  const cameBack = stale || Object.keys(problems).length > 0
  const fields = cameBack ? visit.form : saved
  const choices = await choicesOf(visit, page, referral)
  const error = (name: string) => {
    const problem = problems[name]
    return problem ? problemSentence(lang, problem, (key) => t(key as 'title')) : undefined
  }
  const shown = { lang, value: (name: string) => fields[name] ?? '', error }
  const theirs = inWords(visit, page, saved, choices)
  const yours = inWords(visit, page, fields, choices)
  const done = visit.c.req.query('klart')
  const earlier = referral.continuesReferralId ? await referralOf(tx, viewer, referral.continuesReferralId) : undefined
  const entry = await referableEntry(tx, viewer, referral.entryId ?? undefined)
  const keys = visit.keys()
  const wrong = Object.keys(problems).map((name) => ({
    name,
    label: draftLabel(lang, name),
    text: error(name) ?? '',
  }))
  return visit.page({
    title: t('title', { name: titleName(lang, referral) }),
    section: 'referrals',
    narrow: true,
    failed: Boolean(cameBack),
    // Two texts stand beside each other until somebody has chosen: nothing is saved in the background meanwhile.
    islands: stale ? [] : ['draft.island'],
    status: stale ? 409 : cameBack ? 422 : 200,
    body: (
      <>
        <FormErrors lang={lang} problems={wrong} />
        {!cameBack && done === 'sparat' && <Done title={t('saved')}>{t('savedText')}</Done>}
        {!cameBack && done === 'paborjat' && <Done title={t('begun')}>{t('savedText')}</Done>}
        {!cameBack && done === 'igen' && <Done title={t('reopened')}>{t('reopenedText')}</Done>}
        <PageHeading title={t.parts('title', { name: <Bdi>{nameOnReferral(lang, referral)}</Bdi> })} />
        <DraftSteps lang={lang} referralId={referral.referralId} here={page} filled={filledParts(referral)} />
        {entry && <EntryNotice lang={lang} entry={entry} />}
        {page === 'why' && earlier?.decisionReason && (
          <Answer lang={lang} on={earlier.decidedOn}>
            {earlier.decisionReason}
          </Answer>
        )}
        {stale && (
          <BothTexts
            lang={lang}
            pairs={theirs.map(([label, text], index) => ({ label, theirs: text, yours: yours[index]?.[1] ?? '' }))}
          />
        )}
        <DraftElement lang={lang}>
          <Form
            action={paths.referralDraft(referral.referralId, PAGE_SLUG[page])}
            hidden={{ _token: keys.token, _key: keys.key, version: referral.version }}
            enctype={page === 'why' ? 'multipart/form-data' : undefined}
          >
            {page === 'why' && <WhyFields {...shown} />}
            {page === 'situation' && <SituationFields {...shown} />}
            {page === 'where' && <WhereFields {...shown} {...choices} me={viewer.userId} referral={referral} />}
            <Actions>
              <Button icon="arrow" name="go" value="next">
                {t('next')}
              </Button>
              <Button variant="secondary" name="go" value="stay">
                {t('stay')}
              </Button>
            </Actions>
          </Form>
        </DraftElement>
      </>
    ),
  })
}

/** Sent or taken back in another window: what was typed is shown, so that it can be used elsewhere. */
function noLongerDraft(visit: Visit, referral: Referral, page: DraftPage): Response | Promise<Response> {
  const t = referralDraftTexts(visit.lang)
  const typed: Child[] = inWords(visit, page, visit.form, { teams: [], colleagues: [] })
    .filter(([, text]) => text !== '')
    .map(([label, text]) => (
      <section>
        <h2>{label}</h2>
        <p class="plain-text" dir="auto">
          {text}
        </p>
      </section>
    ))
  return visit.page({
    title: t('notDraft'),
    section: 'referrals',
    narrow: true,
    failed: true,
    status: 409,
    body: (
      <>
        <PageHeading title={t('notDraft')} lead={t('notDraftText')} />
        {typed}
        <Actions>
          <Button href={paths.referral(referral.referralId)}>{t('openReferral')}</Button>
        </Actions>
      </>
    ),
  })
}

async function save(visit: Visit, page: DraftPage): Promise<Response> {
  const { tx, viewer, today, form } = visit
  if (form.go === 'auto') return autosave(visit, page)
  const id = visit.c.req.param('id') ?? ''
  const read = readPage(page, form)
  let refused: Refusal
  if ('problems' in read) refused = { kind: 'invalid', fields: read.problems }
  else {
    const submitted = await visit.submit(async () => {
      const saved = await saveDraft(tx, viewer, today, id, versionIn(form), read.change)
      if (!saved.ok) return saved
      if (form.go === 'stay') return ok(`${paths.referralDraft(id, PAGE_SLUG[page])}?klart=sparat`)
      return ok(paths.referralDraft(id, PAGE_SLUG[NEXT[page]]))
    })
    if ('done' in submitted) return submitted.done
    refused = submitted.refused
  }
  const referral = await referralOf(tx, viewer, id)
  if (!referral || !inUnit(viewer, referral.unitId)) return visit.notFound()
  if (referral.state !== 'draft') return noLongerDraft(visit, referral, page)
  if (refused.kind === 'stale') return draftPage(visit, referral, page, { stale: true })
  return draftPage(visit, referral, page, { problems: refused.kind === 'invalid' ? refused.fields : {} })
}

/** The viewer's own unit's draft, or undefined. */
export async function openDraft(visit: Visit): Promise<Referral | undefined> {
  const referral = await referralOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')
  if (!referral || !inUnit(visit.viewer, referral.unitId)) return undefined
  return referral
}

/** The pages of a referral that is being written. */
export const referralDraftRoutes: Route[] = DRAFT_PAGES.flatMap((page): Route[] => [
  {
    method: 'get',
    path: paths.referralDraft(':id', PAGE_SLUG[page]),
    guard: CASE_ROLES,
    audit: 'view',
    async handle(visit) {
      const referral = await openDraft(visit)
      if (!referral) return visit.notFound()
      if (referral.state !== 'draft') return visit.c.redirect(paths.referral(referral.referralId), 303)
      const { threadId, acl } = referral
      await visit.saw({ threadId, ground: groundOf(visit.viewer, threadId, acl) })
      return draftPage(visit, referral, page)
    },
  },
  {
    method: 'post',
    path: paths.referralDraft(':id', PAGE_SLUG[page]),
    guard: CASE_ROLES,
    audit: 'change',
    maxBody: page === 'why' ? LONG_BODY : 100_000,
    handle: (visit) => save(visit, page),
  },
])
