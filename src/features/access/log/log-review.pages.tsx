import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { addDays, dayAt, daysBetween } from '../../../shared/calendar-day.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, PlainText } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { adminPage, OVERSIGHT } from '../admin.view.tsx'
import type { Route, Visit } from '../route.ts'
import { logReviewTexts } from '../texts/log-review.ts'
import { drawLogReview, signLogReview } from './log-review.commands.ts'
import {
  type LogReview,
  listLogReviews,
  logCounts,
  logReviewOf,
  looksOfReview,
  reviewsOwnLog,
} from './log-review.queries.ts'
import { drawForm, SAMPLE_SIZES, signForm } from './log-review.schema.ts'
import { LogCountsTable, LogReviewTable, SampleTable } from './log-review.view.tsx'

type Problems = Readonly<Record<string, string>>
type Typed = Readonly<Record<string, string | undefined>>

/** A check is made every month. */
const OVERDUE_DAYS = 31

function sentence(visit: Visit, problem: string | undefined): string | undefined {
  if (!problem) return undefined
  return problem === 'problem.period'
    ? logReviewTexts(visit.lang)('problem.period')
    : formTexts(visit.lang)(`problem.${problem}` as 'problem.required')
}

const Summary = ({ visit, problems }: { visit: Visit; problems: Problems }) => {
  const errors = Object.entries(problems).map(([name, problem]) => ({ name, text: sentence(visit, problem) ?? '' }))
  return <ErrorSummary title={formTexts(visit.lang)('summary', { count: errors.length })} errors={errors} />
}

const DrawForm = ({ visit, typed, problems }: { visit: Visit; typed: Typed; problems: Problems }) => {
  const { lang } = visit
  const t = logReviewTexts(lang)
  const keys = visit.keys()
  const error = (name: string) => sentence(visit, problems[name])
  const day = (name: 'from' | 'until') => (
    <DateField
      name={name}
      label={t(name)}
      format={formTexts(lang)('dayFormat')}
      value={typed[name]}
      error={error(name)}
      required
    />
  )
  return (
    <Card title={t('draw')}>
      <p class="soft">{t('draw.lead')}</p>
      <Form action={paths.logReview} hidden={{ _token: keys.token, _key: keys.key }}>
        {day('from')}
        {day('until')}
        <RadioGroup
          name="size"
          label={t('count')}
          value={typed.size}
          error={error('size')}
          options={SAMPLE_SIZES.map((size) => ({ value: size, label: size }))}
          layout="row"
        />
        <Button>{t('draw.submit')}</Button>
      </Form>
    </Card>
  )
}

async function listPage(visit: Visit, typed: Typed, problems: Problems = {}) {
  const { tx, viewer, lang, today } = visit
  const t = logReviewTexts(lang)
  const rows = await listLogReviews(tx, viewer)
  const latest = rows.find((row) => row.signedAt)?.signedAt
  const age = latest ? daysBetween(dayAt(latest), today) : 0
  const failed = Object.keys(problems).length > 0
  const content = adminPage({
    ...{ lang, viewer, tab: 'log', lead: t('lead') },
    body: (
      <>
        <Summary visit={visit} problems={problems} />
        {age > OVERDUE_DAYS && (
          <Notice tone="attention">
            <p>{t('overdue', { days: age })}</p>
          </Notice>
        )}
        <LogReviewTable lang={lang} rows={rows} />
        <DrawForm visit={visit} typed={typed} problems={problems} />
      </>
    ),
  })
  return visit.page(failed ? { ...content, failed, status: 422 } : content)
}

/** For the association's office: that the log is checked, and how much is read; no look, and no way to one. */
async function countsPage(visit: Visit) {
  const { tx, viewer, lang } = visit
  const lead = logReviewTexts(lang)('counts.lead')
  const rows = await logCounts(tx)
  return visit.page(adminPage({ lang, viewer, tab: 'log', lead, body: <LogCountsTable lang={lang} rows={rows} /> }))
}

async function samplePage(visit: Visit, review: LogReview, typed: Typed = {}, problems: Problems = {}) {
  const { tx, viewer, lang } = visit
  const t = logReviewTexts(lang)
  const looks = await looksOfReview(tx, review.logReviewId)
  const editable = !review.signedAt && review.reviewerId === viewer.userId
  const failed = Object.keys(problems).length > 0
  const keys = visit.keys()
  const table = (
    <SampleTable
      lang={lang}
      looks={looks}
      editable={editable}
      remark={({ readLogId }) => (editable ? typed[`remark-${readLogId}`] : review.remarks[readLogId]) ?? ''}
    />
  )
  return visit.page({
    title: t('sample.title'),
    section: 'admin',
    wide: true,
    ...(failed ? { failed, status: 422 as const } : {}),
    body: (
      <>
        <p class="no-print">
          <a href={paths.logReview}>{t('back')}</a>
        </p>
        <Summary visit={visit} problems={problems} />
        <PageHeading
          title={t('sample.title')}
          lead={editable ? t('sample.lead') : undefined}
          meta={[
            t.parts('period.fromTo', {
              from: <Bdi>{formatDay(lang, review.fromDay)}</Bdi>,
              until: <Bdi>{formatDay(lang, review.untilDay)}</Bdi>,
            }),
            <Bdi>{review.reviewer}</Bdi>,
          ]}
        />
        {editable ? (
          <Form action={paths.logSample(review.logReviewId)} hidden={{ _token: keys.token, _key: keys.key }}>
            {table}
            <TextArea
              name="conclusion"
              label={t('conclusion')}
              hint={t('conclusion.hint')}
              value={typed.conclusion}
              error={sentence(visit, problems.conclusion)}
              required
            />
            <Button>{t('sign')}</Button>
          </Form>
        ) : (
          <>
            {review.signedAt ? (
              <Notice
                tone="ok"
                title={t('signed', { name: review.reviewer, date: formatDay(lang, dayAt(review.signedAt)) })}
              >
                <PlainText>{review.conclusion}</PlainText>
                <p class="soft">{t('signed.text')}</p>
              </Notice>
            ) : (
              <Notice tone="info">
                <p>{t('notYours')}</p>
              </Notice>
            )}
            {table}
          </>
        )}
      </>
    ),
  })
}

async function draw(visit: Visit) {
  if (!reviewsOwnLog(visit.viewer)) return visit.notFound()
  const read = readForm(drawForm, visit.form)
  if (!read.ok) return listPage(visit, visit.form, read.problems)
  const sent = await visit.submit(async () => ok(paths.logSample(await drawLogReview(visit.tx, read.value))))
  return 'done' in sent ? sent.done : visit.notFound()
}

async function sign(visit: Visit) {
  const { tx, viewer, form, c } = visit
  const id = c.req.param('id') ?? ''
  const review = await logReviewOf(tx, viewer, id)
  if (!review) return visit.notFound()
  const read = readForm(signForm, form)
  if (!read.ok && !review.signedAt) return samplePage(visit, review, form, read.problems)
  const sent = await visit.submit(async () => {
    const signed = await signLogReview(tx, viewer, id, read.ok ? read.value.conclusion : '', form)
    return signed.ok ? ok(paths.logSample(id)) : signed
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'conflict' ? c.redirect(paths.logSample(id), 303) : visit.notFound()
}

/** The recurring check of the read log (lag 2001:454 10 §): samples drawn, looked through and signed, without names of participants. */
export const logReviewRoutes: Route[] = [
  {
    method: 'get',
    path: paths.logReview,
    guard: OVERSIGHT,
    audit: 'none',
    handle: (visit) =>
      reviewsOwnLog(visit.viewer)
        ? listPage(visit, { from: addDays(visit.today, -30), until: visit.today, size: '25' })
        : countsPage(visit),
  },
  { method: 'post', path: paths.logReview, guard: OVERSIGHT, audit: 'change', handle: draw },
  {
    method: 'get',
    path: paths.logSample(':id'),
    guard: OVERSIGHT,
    audit: 'none',
    async handle(visit) {
      const review = await logReviewOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')
      return review ? samplePage(visit, review) : visit.notFound()
    },
  },
  { method: 'post', path: paths.logSample(':id'), guard: OVERSIGHT, audit: 'change', handle: sign },
]
