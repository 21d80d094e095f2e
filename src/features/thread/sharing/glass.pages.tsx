import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay, formatInstant } from '../../../platform/i18n/format.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DescriptionList } from '../../../ui/facts.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, PlainText } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import {
  CASE_ROLES,
  GLASS_ATTEMPTS,
  glassAttemptsLeft,
  glassOf,
  groundOf,
  logGlassMiss,
  openGlass,
  type Route,
  readsDuring,
  reviewGlass,
  type Visit,
} from '../../access/public.ts'
import { leadsHolder } from '../lead.queries.ts'
import { readSearchTerm } from '../search.ts'
import { glassTexts } from '../texts/glass.ts'
import { workThread } from '../work/work.queries.ts'
import { personName, WorkPage } from '../work/work-form.view.tsx'

type Problems = { number?: boolean; reason?: boolean; absent?: boolean; limit?: boolean }

function openPage(visit: Visit, problems: Problems = {}) {
  const { lang, form } = visit
  const t = glassTexts(lang)
  const keys = visit.keys()
  const errors = [
    ...(problems.number ? [{ name: 'number', text: t('problem.number') }] : []),
    ...(problems.limit ? [{ name: 'number', text: t('problem.limit', { count: GLASS_ATTEMPTS }) }] : []),
    ...(problems.absent ? [{ name: 'number', text: t('problem.absent') }] : []),
    ...(problems.reason ? [{ name: 'reason', text: t('problem.reason') }] : []),
  ]
  return visit.page({
    title: t('title'),
    section: 'participants',
    narrow: true,
    failed: errors.length > 0,
    // Nobody of that number is an answer, not bad input, and the look it left must stay in the log.
    status: problems.limit ? 429 : problems.number || problems.reason ? 422 : 200,
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: errors.length })} errors={errors} />
        <PageHeading title={t('title')} lead={t('lead')} />
        <Notice tone="attention" title={t('know')}>
          <ul>
            {(['know.hour', 'know.told', 'know.person', 'know.write', 'know.limit'] as const).map((key) => (
              <li>{t(key, { count: GLASS_ATTEMPTS })}</li>
            ))}
          </ul>
        </Notice>
        <Form action={paths.openGlass} hidden={{ _token: keys.token, _key: keys.key }}>
          <TextField
            name="number"
            label={t('number')}
            hint={t('number.hint')}
            value={form.number ?? ''}
            error={problems.number ? t('problem.number') : problems.absent ? t('problem.absent') : undefined}
            autocomplete="off"
            spellcheck={false}
            dir="ltr"
            chars="medium"
            required
          />
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reason.hint')}
            value={form.reason ?? ''}
            error={problems.reason ? t('problem.reason') : undefined}
            required
          />
          <Button variant="danger">{t('submit')}</Button>
        </Form>
      </>
    ),
  })
}

async function open(visit: Visit) {
  const { form, tx, viewer, today } = visit
  const term = readSearchTerm(form.number ?? '', today)
  const reason = (form.reason ?? '').trim()
  const person =
    term?.by === 'number' ? { number: term.number } : term?.by === 'case' ? { caseNumber: term.caseNumber } : undefined
  if (!person || reason.length < 10) return openPage(visit, { number: !person, reason: reason.length < 10 })
  // Asked outside the submit: attempts of the same person wait for each other until this one is over.
  const left = await glassAttemptsLeft(tx)
  const sent = await visit.submit(async () => {
    const opened = await openGlass(tx, viewer, person, reason.slice(0, 2000))
    return opened.ok ? ok(paths.thread(opened.value.threadId)) : opened
  })
  if ('done' in sent) return sent.done
  if (left === 0) return openPage(visit, { limit: true })
  await logGlassMiss(tx, viewer, person)
  return openPage(visit, { absent: true })
}

/** A broken glass with its thread, where the viewer answers for a unit that holds it and did not break it. */
async function toReview(visit: Visit) {
  const { tx, viewer, today, c } = visit
  const row = c.req.param('row') ?? ''
  const thread = await workThread(tx, viewer, c.req.param('id') ?? '')
  const glass = thread && isUuid(row) ? await glassOf(tx, viewer, row) : undefined
  if (!thread || !glass || glass.threadId !== thread.threadId || glass.userId === viewer.userId) return undefined
  return (await leadsHolder(tx, viewer, thread, today)) ? { thread, glass } : undefined
}

async function reviewPage(visit: Visit) {
  const { tx, viewer, lang } = visit
  const found = await toReview(visit)
  if (!found) return visit.notFound()
  const { thread, glass } = found
  await visit.saw({ threadId: thread.threadId, ground: groundOf(viewer, thread.threadId, thread.acl) })
  const reads = await readsDuring(tx, viewer, glass)
  const t = glassTexts(lang)
  const keys = visit.keys()
  return visit.page({
    title: t('review.title'),
    section: 'participants',
    narrow: true,
    body: (
      <WorkPage
        lang={lang}
        thread={thread}
        back={{ href: paths.thread(thread.threadId) }}
        title={t('review.title')}
        lead={t('review.lead')}
      >
        <DescriptionList
          items={[
            {
              term: t('review.who'),
              description: (
                <>
                  <Bdi>{glass.userName}</Bdi>, <Bdi>{glass.unit}</Bdi>
                </>
              ),
            },
            { term: t('review.when'), description: <Bdi>{formatInstant(lang, glass.openedAt)}</Bdi> },
            { term: t('review.whom'), description: <Bdi>{personName(lang, thread)}</Bdi> },
            {
              term: t('review.reason'),
              description: glass.reason === null ? t('review.reasonElsewhere') : <PlainText>{glass.reason}</PlainText>,
            },
            { term: t('review.read'), description: t('review.reads', { count: reads }) },
          ]}
        />
        <p>{t('review.wrong')}</p>
        {glass.reviewedAt && glass.reviewedBy ? (
          <Notice tone="ok">
            <p>
              {t.parts('review.done', {
                name: <Bdi>{glass.reviewedBy}</Bdi>,
                date: <Bdi>{formatDay(lang, dayAt(glass.reviewedAt))}</Bdi>,
              })}
            </p>
          </Notice>
        ) : glass.reason === null ? null : (
          <Form
            action={paths.glassReview(thread.threadId, glass.breakGlassId)}
            hidden={{ _token: keys.token, _key: keys.key }}
          >
            <Button>{t('review.submit')}</Button>
          </Form>
        )}
      </WorkPage>
    ),
  })
}

async function sign(visit: Visit) {
  const found = await toReview(visit)
  if (!found) return visit.notFound()
  const { threadId, breakGlassId } = found.glass
  const here = paths.glassReview(threadId, breakGlassId)
  const sent = await visit.submit(async () => {
    const reviewed = await reviewGlass(visit.tx, visit.viewer, breakGlassId)
    return reviewed.ok ? ok(here) : reviewed
  })
  // Somebody else signed in between: the page says who.
  return 'done' in sent ? sent.done : visit.c.redirect(here, 303)
}

/** Opening in an emergency, and looking through it afterwards. */
export const glassRoutes: Route[] = [
  {
    method: 'get',
    path: paths.openGlass,
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => openPage(visit),
  },
  { method: 'post', path: paths.openGlass, guard: CASE_ROLES, audit: 'change', handle: open },
  {
    method: 'get',
    path: paths.glassReview(':id', ':row'),
    guard: CASE_ROLES,
    audit: 'view',
    handle: reviewPage,
  },
  { method: 'post', path: paths.glassReview(':id', ':row'), guard: CASE_ROLES, audit: 'change', handle: sign },
]
