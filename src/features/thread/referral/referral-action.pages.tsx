import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { ok, type Refusal, type Result } from '../../../shared/result.ts'
import { ConfirmPanel } from '../../../ui/confirm-panel.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, groundOf, inUnit, type Route, type Visit } from '../../access/public.ts'
import { teamLoads } from '../team-load.queries.ts'
import { referralTexts } from '../texts/referral.ts'
import { acceptToQueue } from './queue.commands.ts'
import { type Referral, referralOf } from './referral.queries.ts'
import { declineSchema, noteVisitSchema, planVisitSchema, redirectSchema, withdrawSchema } from './referral.schema.ts'
import { type Blocked, blockedBy, type ReferralAction, sidesOf } from './referral.ts'
import { nameOnReferral } from './referral.view.tsx'
import { ASKED, type Asked, QUESTIONS } from './referral-action.view.tsx'
import {
  declineReferral,
  noteVisit,
  planVisit,
  redirectReferral,
  reopenReferral,
  withdrawReferral,
} from './referral-decision.commands.ts'
import { PAGE_SLUG } from './referral-draft.view.tsx'
import { FormErrors, problemSentence } from './referral-form.view.tsx'

type Done = 'visit' | 'noted' | 'queue' | 'decline' | 'redirect' | 'withdraw'

const done =
  (id: string, what: Done) =>
  (result: Result<string>): Result<string> =>
    result.ok ? ok(`${paths.referral(id)}?klart=${what}`) : result

/** Reads the form and runs the command; gives the place to go to. */
async function run(visit: Visit, action: ReferralAction, id: string): Promise<Result<string>> {
  const { tx, viewer, today, form } = visit
  const wrong = (fields: Record<string, string>): Result<string> => ({
    ok: false,
    refusal: { kind: 'invalid', fields },
  })
  switch (action) {
    case 'queue':
      return done(id, 'queue')(await acceptToQueue(tx, viewer, today, id))
    case 'plan-visit': {
      const read = readForm(planVisitSchema, form)
      return read.ok ? done(id, 'visit')(await planVisit(tx, viewer, today, id, read.value)) : wrong(read.problems)
    }
    case 'note-visit': {
      const read = readForm(noteVisitSchema, form)
      return read.ok ? done(id, 'noted')(await noteVisit(tx, viewer, today, id, read.value)) : wrong(read.problems)
    }
    case 'decline': {
      const read = readForm(declineSchema, form)
      return read.ok
        ? done(id, 'decline')(await declineReferral(tx, viewer, today, id, read.value))
        : wrong(read.problems)
    }
    case 'redirect': {
      const read = readForm(redirectSchema, form)
      return read.ok
        ? done(id, 'redirect')(await redirectReferral(tx, viewer, today, id, read.value))
        : wrong(read.problems)
    }
    case 'withdraw': {
      const read = readForm(withdrawSchema, form)
      return read.ok
        ? done(id, 'withdraw')(await withdrawReferral(tx, viewer, today, id, read.value))
        : wrong(read.problems)
    }
    case 'reopen': {
      const draft = await reopenReferral(tx, viewer, today, id)
      return draft.ok ? ok(`${paths.referralDraft(draft.value, PAGE_SLUG.why)}?klart=igen`) : draft
    }
    default:
      return { ok: false, refusal: { kind: 'not-found' } }
  }
}

/** The page that asks before an action; comes back with what was typed when it was refused. */
async function ask(visit: Visit, referral: Referral, action: Asked, refused?: Refusal): Promise<Response> {
  const { lang, tx, form } = visit
  const t = referralTexts(lang)
  const problems = refused?.kind === 'invalid' ? refused.fields : {}
  const error = (name: string) => {
    const problem = problems[name]
    return problem ? problemSentence(lang, problem, (key) => t(key as 'problem.visitAhead')) : undefined
  }
  const question = QUESTIONS[action]({
    lang,
    referral,
    teams: action === 'redirect' ? await teamLoads(tx) : [],
    today: visit.today,
    me: visit.viewer.name,
    value: (name) => form[name],
    error,
  })
  const sides = sidesOf((unitId) => inUnit(visit.viewer, unitId), referral.facts)
  const blocked: Blocked | undefined = blockedBy(referral.facts, sides, action)
  const keys = visit.keys()
  const listed = Object.entries(question.labels).flatMap(([name, label]) => {
    const text = error(name)
    return text ? [{ name, label, text }] : []
  })
  return visit.page({
    title: question.title,
    section: 'referrals',
    narrow: true,
    failed: refused !== undefined,
    status: refused === undefined ? 200 : refused.kind === 'invalid' ? 422 : 409,
    body: (
      <>
        <FormErrors lang={lang} problems={listed} />
        {blocked && (
          <Notice tone="danger" title={t(refused ? 'refused' : 'notNow')} live={refused ? 'alert' : undefined}>
            <p>{t(`blocked.${blocked}`)}</p>
          </Notice>
        )}
        <ConfirmPanel
          title={
            <>
              {question.title}
              <span class="confirm-who">
                <Bdi>{nameOnReferral(lang, referral)}</Bdi>
              </span>
            </>
          }
          consequences={[...(question.lead ? [question.lead] : []), ...question.consequences]}
          form={{
            action: paths.referralAction(referral.referralId, action),
            hidden: { _token: keys.token, _key: keys.key },
          }}
          confirmText={question.confirm}
          danger={question.danger}
          cancel={{ href: paths.referral(referral.referralId), text: t('back') }}
        >
          {question.fields}
        </ConfirmPanel>
      </>
    ),
  })
}

async function act(visit: Visit, action: ReferralAction): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  const submitted = await visit.submit(() => run(visit, action, id))
  if ('done' in submitted) return submitted.done
  const { refused } = submitted
  const referral = await referralOf(visit.tx, visit.viewer, id)
  if (refused.kind === 'not-found' || refused.kind === 'not-allowed' || !referral) return visit.notFound()
  const asked = ASKED.find((one) => one === action)
  // Taken up again meanwhile by a colleague: the page of the referral shows how it stands.
  return asked ? ask(visit, referral, asked, refused) : visit.c.redirect(paths.referral(id), 303)
}

const AT_ONCE = ['reopen'] as const

/** What is done to a referral, each with a page that asks first or by one press. */
export const referralActionRoutes: Route[] = [
  ...ASKED.map(
    (action): Route => ({
      method: 'get',
      path: paths.referralAction(':id', action),
      guard: CASE_ROLES,
      audit: 'view',
      async handle(visit) {
        const referral = await referralOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')
        if (!referral) return visit.notFound()
        const sides = sidesOf((unitId) => inUnit(visit.viewer, unitId), referral.facts)
        if (blockedBy(referral.facts, sides, action) === 'side') return visit.notFound()
        const { threadId, acl } = referral
        await visit.saw({ threadId, ground: groundOf(visit.viewer, threadId, acl) })
        return ask(visit, referral, action)
      },
    }),
  ),
  ...[...ASKED, ...AT_ONCE].map(
    (action): Route => ({
      method: 'post',
      path: paths.referralAction(':id', action),
      guard: CASE_ROLES,
      audit: 'change',
      handle: (visit) => act(visit, action),
    }),
  ),
]
