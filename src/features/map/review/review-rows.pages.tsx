import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Stack } from '../../../ui/card.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { Route, Visit } from '../../access/public.ts'
import { mayWrite } from '../entry.access.ts'
import { bodiesOf, loadMap } from '../entry.queries.ts'
import { isOpen } from '../entry.ts'
import { reviewTexts } from '../texts/review.ts'
import { confirmEntries, type ReadEntry } from './review.commands.ts'
import { reviewOf } from './review.queries.ts'
import { inRound, isConfirmed, ownerIn } from './review.ts'
import { ConfirmAll, dueText, ownerName, ReviewEntry } from './review.view.tsx'

const idsOf = ({ c }: Visit): { id: string; authorityId: number } => ({
  id: c.req.param('id') ?? '',
  authorityId: /^\d{1,9}$/.test(c.req.param('authority') ?? '') ? Number(c.req.param('authority')) : -1,
})

/** Entries as a page listed them: `id:version` with blanks between. */
const listed = (text: string): ReadEntry[] =>
  text.split(' ').flatMap((one) => {
    const [entryId = '', version] = one.split(':')
    return isUuid(entryId) ? [{ entryId, version: versionIn({ version }) }] : []
  })

/** An authority's entries in a round, those that are left first. Only for those who may say that they are right. */
async function rowsPage(visit: Visit, refusal?: Refusal): Promise<Response> {
  const { tx, viewer, lang } = visit
  const { id, authorityId } = idsOf(visit)
  const review = await reviewOf(tx, viewer, id)
  const mine = review?.authorityIds.includes(authorityId) && mayWrite(viewer, ownerIn(authorityId))
  if (!review || !mine || refusal?.kind === 'not-found') return visit.notFound()
  const t = reviewTexts(lang)
  const [bodies, all] = await Promise.all([bodiesOf(tx), loadMap(tx, viewer)])
  const entries = all.filter((one) => inRound(one) === authorityId && isOpen(one))
  const left = entries.filter((one) => !isConfirmed(one, review))
  const keys = visit.keys()
  const action = paths.mapReviewConfirm(id, authorityId)
  const unsure = refusal?.kind === 'invalid' ? t('problem.sure') : undefined
  const over = review.closedOn !== null
  const changed = over ? t('closed') : refusal && !unsure ? t(refusal.kind === 'stale' ? 'stale' : 'closed') : undefined
  return visit.page({
    title: t('rows.title'),
    section: 'map',
    ...(refusal ? { status: unsure ? (422 as const) : (409 as const), failed: unsure !== undefined } : {}),
    body: (
      <>
        <ErrorSummary
          title={formTexts(lang)('summary', { count: 1 })}
          errors={unsure ? [{ name: 'sure', text: unsure }] : []}
        />
        {changed && (
          <Notice tone="attention" {...(refusal ? { live: 'alert' } : {})}>
            <p>{changed}</p>
          </Notice>
        )}
        {!refusal && left.length > 0 && visit.c.req.query('klart') === 'stammer' && (
          <Notice tone="ok" live="status">
            <p>{t('done.right')}</p>
          </Notice>
        )}
        <PageHeading
          title={t('rows.title')}
          {...(over ? {} : { lead: t('rows.lead') })}
          meta={[
            ownerName(lang, bodies, authorityId),
            dueText(lang, review),
            <a href={paths.mapReview(id)}>{t('back')}</a>,
          ]}
        />
        <p>
          <strong>{t('rows.left', { count: left.length })}</strong> {t('sheet')}{' '}
          <a href={`${paths.mapOut('xlsx')}?huvudman=${authorityId}`}>{t('sheet.get')}</a>
        </p>
        <Stack>
          {[...left, ...entries.filter((one) => isConfirmed(one, review))].map((entry) => (
            <ReviewEntry
              lang={lang}
              entry={entry}
              review={review}
              action={action}
              hidden={{ _token: keys.token, _key: visit.keys().key }}
            />
          ))}
        </Stack>
        {left.length > 0 && !over && (
          <ConfirmAll
            lang={lang}
            action={action}
            hidden={{ _token: keys.token, _key: keys.key }}
            left={left}
            error={unsure}
          />
        )}
      </>
    ),
  })
}

async function confirm(visit: Visit): Promise<Response> {
  const { form } = visit
  const { id, authorityId } = idsOf(visit)
  if (form.all === 'yes' && form.sure !== 'yes') return rowsPage(visit, { kind: 'invalid', fields: { sure: 'sure' } })
  const sent = await visit.submit(async () => {
    const done = await confirmEntries(visit, id, authorityId, listed(form.read ?? ''))
    return done.ok ? ok(`${paths.mapReviewRows(id, authorityId)}?klart=stammer`) : done
  })
  return 'done' in sent ? sent.done : rowsPage(visit, sent.refused)
}

export const reviewRowRoutes: Route[] = [
  {
    method: 'get',
    path: paths.mapReviewRows(':id', ':authority'),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => rowsPage(visit),
  },
  {
    method: 'post',
    path: paths.mapReviewConfirm(':id', ':authority'),
    guard: 'signed-in',
    audit: 'change',
    handle: confirm,
  },
]
