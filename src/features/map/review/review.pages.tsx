import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { addDays } from '../../../shared/calendar-day.ts'
import { ok, type Refusal, type Result } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, PlainText } from '../../../ui/inline.tsx'
import { EmptyState, Notice } from '../../../ui/status.tsx'
import type { Route, Visit } from '../../access/public.ts'
import { authorityName } from '../body.ts'
import { isKeeper, KEEPER_ROLES, mayWrite } from '../entry.access.ts'
import { bodiesOf } from '../entry.queries.ts'
import { MapTabs } from '../map.view.tsx'
import { mapTexts } from '../texts/map.ts'
import { reviewTexts } from '../texts/review.ts'
import { closeReview, startReview } from './review.commands.ts'
import { entryCounts, progressOf, reviewOf, reviewsOf } from './review.queries.ts'
import { reviewSchema } from './review.schema.ts'
import { NO_AUTHORITY, ownerIn, USUAL_DAYS } from './review.ts'
import { dueText, ownerName, ProgressTable, ReviewTable } from './review.view.tsx'

const hiddenOf = (visit: Visit): Record<string, string> => {
  const keys = visit.keys()
  return { _token: keys.token, _key: keys.key }
}

async function listPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang } = visit
  const t = reviewTexts(lang)
  const reviews = await reviewsOf(tx, viewer)
  const all = await Promise.all(
    reviews.map(async (review) => {
      const progress = await progressOf(tx, viewer, review)
      const sum = (key: 'total' | 'confirmed') => progress.reduce((whole, one) => whole + one[key], 0)
      return { review, sum: { authorityId: 0, total: sum('total'), confirmed: sum('confirmed') } }
    }),
  )
  const going = all.filter(({ review }) => review.closedOn === null)
  const over = all.filter(({ review }) => review.closedOn !== null)
  const start = isKeeper(viewer) && (
    <Button href={paths.mapReviewNew} icon="plus">
      {t('start')}
    </Button>
  )
  return visit.page({
    title: t('title'),
    section: 'map',
    wide: true,
    body: (
      <>
        <PageHeading title={mapTexts(lang)('title')} lead={t('lead')} actions={going.length > 0 ? start : undefined} />
        <MapTabs lang={lang} viewer={viewer} current="reviews" />
        {going.length === 0 ? (
          <EmptyState title={t('none')} level={2} actions={start || undefined}>
            <p>{t('none.text')}</p>
          </EmptyState>
        ) : (
          <ReviewTable lang={lang} caption={t('going')} all={going} />
        )}
        {over.length > 0 && <ReviewTable lang={lang} caption={t('over')} all={over} />}
      </>
    ),
  })
}

async function newPage(visit: Visit, problems: Record<string, string> = {}): Promise<Response> {
  const { tx, viewer, lang, today, form } = visit
  const t = reviewTexts(lang)
  const [bodies, counts] = await Promise.all([bodiesOf(tx), entryCounts(tx, viewer)])
  const { authorities } = bodies
  const failed = Object.keys(problems).length > 0
  const said = (field: string): string | undefined => {
    const key = problems[field]
    if (!key) return undefined
    return key === 'authorities' ? t('problem.authorities') : formTexts(lang)(`problem.${key as 'day'}`)
  }
  const asked = [...authorities.map((one) => one.authorityId), NO_AUTHORITY]
  const chosen = failed ? visit.all('authorities') : asked.filter((one) => (counts.get(one) ?? 0) > 0).map(String)
  const errors = ['authorities', 'dueOn', 'note'].flatMap((name) => {
    const text = said(name)
    return text ? [{ name, text }] : []
  })
  return visit.page({
    title: t('new.title'),
    section: 'map',
    narrow: true,
    failed,
    status: failed ? 422 : 200,
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: errors.length })} errors={errors} />
        <PageHeading title={t('new.title')} lead={t('new.lead')} />
        <Form action={paths.mapReviewNew} hidden={hiddenOf(visit)}>
          <CheckboxGroup
            name="authorities"
            label={t('new.authorities')}
            values={chosen}
            error={said('authorities')}
            options={asked.map((authorityId) => ({
              value: String(authorityId),
              label: ownerName(lang, bodies, authorityId),
              hint: t('new.count', { count: counts.get(authorityId) ?? 0 }),
            }))}
          />
          <DateField
            name="dueOn"
            label={t('new.due')}
            format={formTexts(lang)('dayFormat')}
            value={failed ? (form.dueOn ?? '') : addDays(today, USUAL_DAYS)}
            error={said('dueOn')}
          />
          <TextArea
            name="note"
            label={t('new.note')}
            hint={t('new.noteHint')}
            mark={formTexts(lang)('optional')}
            value={form.note ?? ''}
            error={said('note')}
          />
          <div class="actions">
            <Button>{t('new.submit')}</Button>
            <Button href={paths.mapReviews} variant="tertiary">
              {formTexts(lang)('cancel')}
            </Button>
          </div>
        </Form>
      </>
    ),
  })
}

async function start(visit: Visit): Promise<Response> {
  const read = readForm(reviewSchema(visit.today), { ...visit.form, authorities: visit.all('authorities') })
  if (!read.ok) return newPage(visit, read.problems)
  const sent = await visit.submit(async () => {
    const made = await startReview(visit, read.value)
    return made.ok ? ok(`${paths.mapReview(made.value)}?klart=startad`) : made
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'invalid' ? newPage(visit, sent.refused.fields) : visit.notFound()
}

/** What just happened, by the key in the address. */
const DONE: ReadonlyMap<string | undefined, 'done.started' | 'done.closed'> = new Map([
  ['startad', 'done.started'],
  ['avslutad', 'done.closed'],
])

async function reviewPage(visit: Visit, refusal?: Refusal): Promise<Response> {
  const { tx, viewer, lang, c, today } = visit
  const review = await reviewOf(tx, viewer, c.req.param('id') ?? '')
  if (!review || refusal?.kind === 'not-found' || refusal?.kind === 'not-allowed') return visit.notFound()
  const t = reviewTexts(lang)
  const [bodies, progress] = await Promise.all([bodiesOf(tx), progressOf(tx, viewer, review)])
  const done = DONE.get(c.req.query('klart'))
  const named = progress.toSorted((a, b) =>
    (authorityName(bodies, a.authorityId) ?? '').localeCompare(authorityName(bodies, b.authorityId) ?? '', 'sv'),
  )
  return visit.page({
    title: t('named', { due: formatDay(lang, review.dueOn) }),
    section: 'map',
    ...(refusal ? { status: 409 as const } : {}),
    body: (
      <>
        {refusal && (
          <Notice tone="attention" live="alert">
            <p>{t('closed')}</p>
          </Notice>
        )}
        {!refusal && done && (
          <Notice tone="ok" live="status">
            <p>{t(done)}</p>
          </Notice>
        )}
        <PageHeading
          title={t.parts('named', { due: <Bdi>{formatDay(lang, review.dueOn)}</Bdi> })}
          meta={[
            t.parts('startedOn', { day: <Bdi>{formatDay(lang, review.startedOn)}</Bdi> }),
            dueText(lang, review),
            ...(review.closedOn === null && review.dueOn < today ? [t('late')] : []),
            <a href={paths.mapReviews}>{t('title')}</a>,
          ]}
        />
        {review.note !== '' && (
          <Notice>
            <PlainText>{review.note}</PlainText>
          </Notice>
        )}
        <ProgressTable
          lang={lang}
          review={review}
          bodies={bodies}
          progress={named}
          mayLook={(authorityId) => mayWrite(viewer, ownerIn(authorityId))}
        />
        {isKeeper(viewer) && review.closedOn === null && (
          <Details summary={t('close')}>
            <p>{t('close.text')}</p>
            <Form
              action={paths.mapReviewClose(review.mapReviewId)}
              hidden={{ ...hiddenOf(visit), version: String(review.version) }}
            >
              <Button variant="secondary">{t('close')}</Button>
            </Form>
          </Details>
        )}
      </>
    ),
  })
}

async function close(visit: Visit): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  const sent = await visit.submit(async (): Promise<Result<string>> => {
    const closed = await closeReview(visit, id, versionIn(visit.form))
    return closed.ok ? ok(`${paths.mapReview(id)}?klart=avslutad`) : closed
  })
  return 'done' in sent ? sent.done : reviewPage(visit, sent.refused)
}

export const reviewRoutes: Route[] = [
  { method: 'get', path: paths.mapReviews, guard: 'signed-in', audit: 'none', handle: listPage },
  { method: 'get', path: paths.mapReviewNew, guard: KEEPER_ROLES, audit: 'none', handle: (visit) => newPage(visit) },
  { method: 'post', path: paths.mapReviewNew, guard: KEEPER_ROLES, audit: 'change', handle: start },
  {
    method: 'get',
    path: paths.mapReview(':id'),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => reviewPage(visit),
  },
  { method: 'post', path: paths.mapReviewClose(':id'), guard: KEEPER_ROLES, audit: 'change', handle: close },
]
