import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { CASE_ROLES, groundOf, type Route, type Visit } from '../../access/public.ts'
import { newcomerTexts } from '../texts/newcomer.ts'
import { nameOf, threadOf } from '../thread.queries.ts'
import { referableEntry, targetFrom } from './entry-target.queries.ts'
import { beginThread, nameKeyOf } from './newcomer.commands.ts'
import { knownByName } from './newcomer.queries.ts'
import { type Newcomer, newcomerSchema } from './newcomer.schema.ts'
import { NewcomerForm, OnThread } from './newcomer.view.tsx'
import { isWaiting } from './referral.ts'
import { beginReferral } from './referral-draft.commands.ts'
import { referralsOfThread } from './referral-list.queries.ts'

/** The entry of the map the referral begins at, from the address or the form. */
const entryOf = ({ c, form }: Visit): string | undefined => form.entry ?? c.req.param('entry') ?? c.req.query('post')

async function askWho(
  visit: Visit,
  problems: Record<string, string> = {},
  same: Parameters<typeof NewcomerForm>[0]['same'] = [],
) {
  const wrong = Object.keys(problems).length > 0
  const entry = await referableEntry(visit.tx, visit.viewer, entryOf(visit))
  return visit.page({
    title: newcomerTexts(visit.lang)('title'),
    section: 'referrals',
    narrow: true,
    failed: wrong,
    status: wrong ? 422 : 200,
    body: (
      <NewcomerForm
        lang={visit.lang}
        keys={visit.keys()}
        typed={visit.form}
        problems={problems}
        same={same}
        entry={entry}
      />
    ),
  })
}

/** Begins the thread and its first draft; a number the own unit knows leads to the thread that is there. */
async function begin(visit: Visit, person: Newcomer): Promise<Result<string>> {
  const { tx, viewer, today } = visit
  const begun = await beginThread(tx, viewer, today, person)
  if (!begun.ok) return begun
  const { threadId, already } = begun.value
  const target = await targetFrom(tx, viewer, entryOf(visit))
  if (already) {
    const post = target ? `&post=${target.entryId}` : ''
    return ok(`${paths.newReferralOn(threadId)}?finns=ja${post}`)
  }
  const draft = await beginReferral(tx, viewer, today, threadId, target)
  return draft.ok ? ok(`${paths.referralDraft(draft.value, 'varfor')}?klart=paborjat`) : draft
}

async function addPerson(visit: Visit): Promise<Response> {
  const { tx, viewer, today } = visit
  const read = readForm(newcomerSchema(today), visit.form)
  if (!read.ok) return askWho(visit, read.problems)
  const person = read.value
  const submitted = await visit.submit(() => begin(visit, person))
  if ('done' in submitted) return submitted.done
  if (submitted.refused.kind !== 'conflict') return visit.notFound()
  const same = await knownByName(tx, viewer, nameKeyOf(person), { hasNumber: person.number !== undefined })
  await visit.saw({ threadIds: same.map((one) => one.threadId) })
  return askWho(visit, {}, same)
}

async function onThread(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const thread = await threadOf(tx, viewer, c.req.param('id') ?? '')
  if (!thread || groundOf(viewer, thread.threadId, thread.acl) !== 'own_unit') return visit.notFound()
  await visit.saw({ threadId: thread.threadId, ground: 'own_unit' })
  const referrals = await referralsOfThread(tx, viewer, thread.threadId)
  const t = newcomerTexts(lang)
  const name = nameOf(thread.identity, t('protected'))
  return visit.page({
    title: t('on.title', { name: thread.identity?.protection === 'none' ? name : t('protected') }),
    section: 'referrals',
    narrow: true,
    body: (
      <OnThread
        lang={lang}
        keys={visit.keys()}
        threadId={thread.threadId}
        caseNumber={thread.caseNumber}
        name={name}
        found={c.req.query('finns') === 'ja'}
        entry={await referableEntry(tx, viewer, entryOf(visit))}
        open={referrals
          .filter((one) => one.state === 'draft' || isWaiting(one))
          .map(({ referralId, state, toName }) => ({ referralId, draft: state === 'draft', toName }))}
      />
    ),
  })
}

/** The person a referral is about: found, or added. No number and no name is ever in an address. */
export const newcomerRoutes: Route[] = [
  {
    method: 'get',
    path: paths.mapRefer(':entry'),
    guard: CASE_ROLES,
    audit: 'none',
    async handle(visit) {
      const entry = await referableEntry(visit.tx, visit.viewer, entryOf(visit))
      return entry ? askWho(visit) : visit.notFound()
    },
  },
  { method: 'get', path: paths.newReferral, guard: CASE_ROLES, audit: 'none', handle: (visit) => askWho(visit) },
  { method: 'post', path: paths.newReferral, guard: CASE_ROLES, audit: 'search', handle: addPerson },
  { method: 'get', path: paths.newReferralOn(':id'), guard: CASE_ROLES, audit: 'view', handle: onThread },
  {
    method: 'post',
    path: paths.newReferralOn(':id'),
    guard: CASE_ROLES,
    audit: 'change',
    async handle(visit) {
      const threadId = visit.c.req.param('id') ?? ''
      if (!isUuid(threadId)) return visit.notFound()
      const submitted = await visit.submit(async () => {
        const target = await targetFrom(visit.tx, visit.viewer, entryOf(visit))
        const draft = await beginReferral(visit.tx, visit.viewer, visit.today, threadId, target)
        return draft.ok ? ok(`${paths.referralDraft(draft.value, 'varfor')}?klart=paborjat`) : draft
      })
      return 'done' in submitted ? submitted.done : visit.notFound()
    },
  },
]
