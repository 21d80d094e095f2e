import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { formatDay, formatList, formatNumber } from '../../../platform/i18n/format.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { roundTexts } from '../texts/round.ts'
import { wayTexts } from '../texts/way.ts'
import { codeWords } from './code-words.view.ts'
import { hiddenOf } from './form-keys.ts'
import { reasonsOf } from './list.queries.ts'
import { nextPerson, personOf } from './person.queries.ts'
import { type RatedPerson, SKIP_REASONS } from './person.ts'
import { ratePerson, skipPerson } from './rating.commands.ts'
import { ratingSchema, skipSchema } from './rating.schema.ts'
import { RatingForm, type RatingValues, ratingErrors, valuesOf } from './rating.view.tsx'
import { roundPage } from './round.pages.tsx'
import { ledUnits, progressOf, type Rater, ratersOf, roundOf } from './round.queries.ts'
import { may, type Round, sumOf } from './round.ts'
import { monthName, raterName } from './round.view.tsx'
import { recordSurvey } from './survey-event.commands.ts'

/** Leads to the next person who waits for the viewer; after `?efter=KEY` in the order of the codes. */
async function next(visit: Visit): Promise<Response> {
  const { tx, viewer, c } = visit
  const round = await roundOf(tx, viewer, c.req.param('id') ?? '')
  if (!round) return visit.notFound()
  const after = await personOf(tx, viewer, c.req.query('efter') ?? '')
  const person = may('rate', round) ? await nextPerson(tx, viewer, round.roundId, after) : undefined
  return c.redirect(person ? paths.surveyRate(round.roundId, person) : paths.survey(round.roundId), 303)
}

type Shown = {
  values?: RatingValues
  problems?: Readonly<Record<string, string>>
  stale?: boolean
  skipProblem?: boolean
}

async function ratePage(visit: Visit, shown: Shown = {}): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const round = await roundOf(tx, viewer, c.req.param('id') ?? '')
  const person = await personOf(tx, viewer, c.req.param('person') ?? '')
  if (!round || !person || person.roundId !== round.roundId) return visit.notFound()
  if (!may('rate', round)) return roundPage(visit, { kind: 'conflict', reason: round.state })
  const t = roundTexts(lang)
  const [reasons, progress, raters, led, before, following] = await Promise.all([
    reasonsOf(tx, viewer, round.reasonList),
    progressOf(tx, round.roundId),
    ratersOf(tx, round.unitId),
    ledUnits(tx),
    personOf(tx, viewer, c.req.query('forra') ?? ''),
    nextPerson(tx, viewer, round.roundId, person),
  ])
  if (person.ratedBy !== null && person.ratedBy !== viewer.userId)
    await recordSurvey(visit, round, 'rating-seen', { personIds: [person.personId] })
  const errors = ratingErrors(lang, shown.problems ?? {})
  const failed = Object.keys(errors).length > 0 || shown.skipProblem === true
  const sum = sumOf(progress.filter(({ raterId }) => raterId === person.raterId))
  const listed = Object.entries(errors).map(([name, text]) => ({ name, text }))
  if (shown.skipProblem) listed.push({ name: 'skipReason', text: formTexts(lang)('problem.choose') })
  const leads = led.includes(round.unitId)
  return visit.page({
    title: t('rating.title', { code: person.code }),
    section: 'survey',
    failed,
    status: shown.stale ? 409 : failed ? 422 : 200,
    islands: ['rating.island'],
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: listed.length })} errors={listed} />
        {shown.stale && <StaleNotice visit={visit} person={person} />}
        <PageHeading
          title={t.parts('rating.title', { code: <Bdi>{person.code}</Bdi> })}
          meta={[
            t('rating.of', {
              done: formatNumber(lang, sum.rated + sum.skipped),
              people: formatNumber(lang, sum.people),
            }),
            <a href={paths.survey(round.roundId)}>
              <Bdi>{monthName(lang, round)}</Bdi>
            </a>,
            round.selfRating && (
              <a href={paths.surveySelfPerson(round.roundId, person.personId)}>{wayTexts(lang)('open')}</a>
            ),
          ]}
        />
        <SavedNotice visit={visit} round={round} before={before} />
        <WasNotice visit={visit} person={person} raters={raters} />
        <RatingForm
          lang={lang}
          action={paths.surveyRate(round.roundId, person.personId)}
          hidden={hiddenOf(visit, person.version)}
          reasons={reasons}
          definitions={round.definitions}
          values={shown.values ?? valuesOf(person)}
          errors={errors}
          submit={t(following ? 'rating.submit' : 'rating.submitLast')}
          laterHref={following ? `${paths.surveyNext(round.roundId)}?efter=${person.personId}` : undefined}
        />
        <Details summary={t('rating.skip')} open={shown.skipProblem === true}>
          <p>{t('rating.skip.lead')}</p>
          <Form action={paths.surveySkip(round.roundId, person.personId)} hidden={hiddenOf(visit, person.version)}>
            <RadioGroup
              name="skipReason"
              label={t('rating.skip.why')}
              value={person.skipReason ?? visit.form.skipReason ?? ''}
              error={shown.skipProblem ? formTexts(lang)('problem.choose') : undefined}
              options={SKIP_REASONS.map((why) => ({ value: why, label: t(`skip.${why}`) }))}
            />
            <Button variant="secondary">{t(following ? 'rating.skip.submit' : 'rating.submitLast')}</Button>
          </Form>
        </Details>
        {leads && (
          <Details summary={t('person.remove')}>
            <p>{t('person.remove.text')}</p>
            <Form
              action={paths.surveyPersonRemove(round.roundId, person.personId)}
              hidden={hiddenOf(visit, person.version)}
            >
              <Button variant="danger">{t('person.remove')}</Button>
            </Form>
          </Details>
        )}
      </>
    ),
  })
}

/** Who was saved just now, with a way back to mend it. The key in the address is looked up: nothing of it is shown. */
const SavedNotice = ({ visit, round, before }: { visit: Visit; round: Round; before: RatedPerson | undefined }) => {
  const { lang } = visit
  if (!before || before.roundId !== round.roundId) return null
  const t = roundTexts(lang)
  return (
    <Notice tone="ok" live="status">
      <p>
        {t.parts('rating.savedNamed', { code: <Bdi>{before.code}</Bdi> })}{' '}
        <a href={paths.surveyRate(round.roundId, before.personId)}>
          {t.parts('rating.undo', { code: <Bdi>{before.code}</Bdi> })}
        </a>
      </p>
    </Notice>
  )
}

const WasNotice = ({ visit, person, raters }: { visit: Visit; person: RatedPerson; raters: readonly Rater[] }) => {
  const { lang, viewer } = visit
  const t = roundTexts(lang)
  if (person.state === 'waiting' || !person.ratedAt) return null
  const name = person.ratedBy === viewer.userId ? t('rating.you') : raterName(lang, raters, person.ratedBy)
  const values = { name: <Bdi>{name}</Bdi>, day: <Bdi>{formatDay(lang, dayAt(person.ratedAt))}</Bdi> }
  return (
    <Notice>
      <p>{person.state === 'rated' ? t.parts('rating.was', values) : t.parts('rating.wasSkipped', values)}</p>
    </Notice>
  )
}

/** What somebody else saved meanwhile, in words, above what the viewer chose. */
const StaleNotice = ({ visit, person }: { visit: Visit; person: RatedPerson }) => {
  const { lang } = visit
  const t = roundTexts(lang)
  const words = codeWords(lang)
  const barriers = person.barriers?.length ? person.barriers.map(words.barrier) : [t('rating.none')]
  const saved =
    person.state === 'rated'
      ? `${person.reason === null ? t('rating.unknown') : words.reason(person.reason)}: ${formatList(lang, barriers)}.`
      : person.state === 'skipped'
        ? `${t('person.skipped')}.`
        : t('rating.removed', { code: person.code })
  return (
    <Notice tone="attention" live="alert">
      <p>{t.parts('rating.stale', { code: <Bdi>{person.code}</Bdi>, saved: <Bdi>{saved}</Bdi> })}</p>
    </Notice>
  )
}

/** Where it goes on: to the next who waits, or back to the round. */
async function onward(visit: Visit, roundId: string, personId: string): Promise<string> {
  const person = await personOf(visit.tx, visit.viewer, personId)
  const following = await nextPerson(visit.tx, visit.viewer, roundId, person)
  return following ? `${paths.surveyRate(roundId, following)}?forra=${personId}` : `${paths.survey(roundId)}?klart=allt`
}

const typed = (visit: Visit): RatingValues => ({
  reason: visit.form.reason ?? '',
  barriers: visit.all('barriers'),
  sex: visit.form.sex ?? 'unknown',
  birthYear: visit.form.birthYear ?? '',
  months: visit.form.months ?? '',
  inIntervention: visit.form.inIntervention ?? 'unknown',
})

function refused(visit: Visit, refusal: Refusal): Promise<Response> | Response {
  if (refusal.kind === 'stale') return ratePage(visit, { values: typed(visit), stale: true })
  if (refusal.kind === 'invalid') return ratePage(visit, { values: typed(visit), problems: refusal.fields })
  return refusal.kind === 'conflict' ? roundPage(visit, refusal) : visit.notFound()
}

async function rate(visit: Visit): Promise<Response> {
  const personId = visit.c.req.param('person') ?? ''
  const read = readForm(ratingSchema, { ...visit.form, barriers: visit.all('barriers') })
  if (!read.ok) return ratePage(visit, { values: typed(visit), problems: read.problems })
  const sent = await visit.submit(async () => {
    const rated = await ratePerson(visit, personId, versionIn(visit.form), read.value)
    return rated.ok ? ok(await onward(visit, rated.value, personId)) : rated
  })
  return 'done' in sent ? sent.done : refused(visit, sent.refused)
}

async function skip(visit: Visit): Promise<Response> {
  const personId = visit.c.req.param('person') ?? ''
  const read = readForm(skipSchema, visit.form)
  if (!read.ok) return ratePage(visit, { skipProblem: true })
  const sent = await visit.submit(async () => {
    const skipped = await skipPerson(visit, personId, versionIn(visit.form), read.value.skipReason)
    return skipped.ok ? ok(await onward(visit, skipped.value, personId)) : skipped
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'stale' ? ratePage(visit, { stale: true }) : refused(visit, sent.refused)
}

export const ratingRoutes: Route[] = [
  { method: 'get', path: paths.surveyNext(':id'), guard: CASE_ROLES, audit: 'none', handle: next },
  {
    method: 'get',
    path: paths.surveyRate(':id', ':person'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => ratePage(visit),
  },
  { method: 'post', path: paths.surveyRate(':id', ':person'), guard: CASE_ROLES, audit: 'change', handle: rate },
  { method: 'post', path: paths.surveySkip(':id', ':person'), guard: CASE_ROLES, audit: 'change', handle: skip },
]
