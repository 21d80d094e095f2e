import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { formatDay, formatNumber } from '../../../platform/i18n/format.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { CheckboxGroup, RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Notice, Tag } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { roundTexts } from '../texts/round.ts'
import { hiddenOf } from './form-keys.ts'
import { handOut, removePerson } from './person.commands.ts'
import { PEOPLE_PAGE, type PeopleFilter, peopleOf } from './person.queries.ts'
import { PERSON_STATES, type RatedPerson } from './person.ts'
import { DoneNotice, roundPage } from './round.pages.tsx'
import { ledUnits, progressOf, type Rater, ratersOf, roundOf } from './round.queries.ts'
import { leftOf, may, type Round } from './round.ts'
import { monthName, raterName } from './round.view.tsx'

/** The filter of the address: `lage`, `handlaggare` (a key, or `ingen`), `kod`. */
function filterOf(visit: Visit): PeopleFilter {
  const query = (name: string) => visit.c.req.query(name)?.trim() ?? ''
  const rater = query('handlaggare')
  return {
    state: PERSON_STATES.find((one) => one === query('lage')),
    raterId: rater === 'ingen' ? 'nobody' : isUuid(rater) ? rater : undefined,
    code: query('kod').slice(0, 100) || undefined,
  }
}

async function peoplePage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const round = await roundOf(tx, viewer, c.req.param('id') ?? '')
  if (!round) return visit.notFound()
  const t = roundTexts(lang)
  const filter = filterOf(visit)
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(c.req.query('sida'))) || 1))
  const [{ rows, total }, raters, led] = await Promise.all([
    peopleOf(tx, viewer, round.roundId, filter, page),
    ratersOf(tx, round.unitId),
    ledUnits(tx),
  ])
  const leads = led.includes(round.unitId)
  const address = (number: number) => {
    const query = new URLSearchParams()
    for (const name of ['lage', 'handlaggare', 'kod']) if (c.req.query(name)) query.set(name, c.req.query(name)!)
    if (number > 1) query.set('sida', String(number))
    const text = query.toString()
    return paths.surveyPeople(round.roundId) + (text && `?${text}`)
  }
  const number = (value: number) => formatNumber(lang, value)
  return visit.page({
    title: t(leads ? 'people.title' : 'people.own'),
    section: 'survey',
    wide: true,
    body: (
      <>
        <PageHeading
          title={t(leads ? 'people.title' : 'people.own')}
          meta={[<Bdi>{monthName(lang, round)}</Bdi>, <a href={paths.survey(round.roundId)}>{t('toRound')}</a>]}
          actions={
            leads && may('add', round) ? (
              <>
                <Button href={paths.surveyAdd(round.roundId)} icon="plus">
                  {t('people.add')}
                </Button>
                <Button href={paths.surveyHandOut(round.roundId)} variant="secondary">
                  {t('people.handOut')}
                </Button>
              </>
            ) : undefined
          }
        />
        <AddedNotice visit={visit} />
        <PeopleFilterBar visit={visit} round={round} raters={leads ? raters : []} />
        <PeopleTable visit={visit} round={round} people={rows} raters={raters} />
        <Pagination
          label={t('people.pages')}
          page={page}
          pages={Math.ceil(total / PEOPLE_PAGE)}
          href={address}
          previousText={t('people.previous')}
          nextText={t('people.next')}
          pageText={(page) => t('people.page', { page: number(page) })}
          summary={t('people.shown', {
            from: number((page - 1) * PEOPLE_PAGE + 1),
            to: number((page - 1) * PEOPLE_PAGE + rows.length),
            total: number(total),
          })}
        />
      </>
    ),
  })
}

/** What came of an upload, in figures of the address; anything else in it says nothing. */
const AddedNotice = ({ visit }: { visit: Visit }) => {
  const { c, lang } = visit
  const [added, known] = ['nya', 'kanda'].map((name) =>
    Number(/^\d{1,6}$/.exec(c.req.query(name) ?? '')?.[0] ?? Number.NaN),
  )
  if (c.req.query('klart') !== 'tillagda' || !Number.isFinite(added)) return <DoneNotice visit={visit} />
  const t = roundTexts(lang)
  return (
    <Notice tone="ok" live="status">
      <p>{t('added.some', { added: added! })}</p>
      {known! > 0 && <p>{t('added.known', { known: known! })}</p>}
    </Notice>
  )
}

const PeopleFilterBar = ({ visit, round, raters }: { visit: Visit; round: Round; raters: readonly Rater[] }) => {
  const { c, lang } = visit
  const t = roundTexts(lang)
  const set = ['lage', 'handlaggare', 'kod'].some((name) => c.req.query(name))
  return (
    <FilterBar
      action={paths.surveyPeople(round.roundId)}
      label={t('filter')}
      submitText={t('filter.submit')}
      {...(set ? { clear: { href: paths.surveyPeople(round.roundId), text: t('filter.clear') } } : {})}
    >
      <SelectField
        name="lage"
        label={t('filter.state')}
        value={c.req.query('lage') ?? ''}
        emptyText={t('filter.all')}
        options={PERSON_STATES.map((state) => ({ value: state, label: t(`person.${state}`) }))}
      />
      {raters.length > 0 && (
        <SelectField
          name="handlaggare"
          label={t('filter.rater')}
          value={c.req.query('handlaggare') ?? ''}
          emptyText={t('filter.all')}
          options={[
            { value: 'ingen', label: t('rater.nobody') },
            ...raters.map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
        />
      )}
      <TextField
        name="kod"
        label={t('filter.code')}
        value={c.req.query('kod') ?? ''}
        autocomplete="off"
        chars="medium"
      />
    </FilterBar>
  )
}

const TONES = { waiting: 'neutral', rated: 'ok', skipped: 'attention' } as const

const PeopleTable = (props: {
  visit: Visit
  round: Round
  people: readonly RatedPerson[]
  raters: readonly Rater[]
}) => {
  const { visit, round, people, raters } = props
  const { lang } = visit
  const t = roundTexts(lang)
  const columns: Column<RatedPerson>[] = [
    { heading: t('col.code'), header: true, cell: ({ code }) => <Bdi>{code}</Bdi> },
    { heading: t('col.rater'), cell: ({ raterId }) => <Bdi>{raterName(lang, raters, raterId)}</Bdi> },
    {
      heading: t('col.rated'),
      cell: ({ state, ratedBy, ratedAt }) => (
        <>
          <Tag tone={TONES[state]}>{t(`person.${state}`)}</Tag>{' '}
          {ratedAt &&
            t.parts('person.ratedBy', {
              name: <Bdi>{raterName(lang, raters, ratedBy)}</Bdi>,
              day: <Bdi>{formatDay(lang, dayAt(ratedAt))}</Bdi>,
            })}
        </>
      ),
    },
    ...(round.selfRating
      ? [{ heading: t('col.self'), cell: ({ selfState }: RatedPerson) => t(`person.self.${selfState}`) }]
      : []),
    {
      heading: t('col.do'),
      headingHidden: true,
      cell: ({ personId, code, state }) =>
        may('rate', round) ? (
          <a href={paths.surveyRate(round.roundId, personId)}>
            {t(state === 'waiting' ? 'person.rateNamed' : 'person.correctNamed', { code })}
          </a>
        ) : (
          ''
        ),
    },
  ]
  return <Table caption={t('people')} captionHidden columns={columns} rows={people} empty={t('people.none')} />
}

async function handOutPage(visit: Visit, problem?: string): Promise<Response> {
  const { tx, viewer, lang, form } = visit
  const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
  if (!round || !(await ledUnits(tx)).includes(round.unitId)) return visit.notFound()
  if (!may('hand-out', round)) return roundPage(visit, { kind: 'conflict', reason: round.state })
  const t = roundTexts(lang)
  const [progress, raters] = await Promise.all([progressOf(tx, round.roundId), ratersOf(tx, round.unitId)])
  const count = (one: (typeof progress)[number] | undefined) => formatNumber(lang, one ? leftOf(one) : 0)
  const from = [
    {
      value: 'ingen',
      label: t('handOut.from.nobody', { count: count(progress.find(({ raterId }) => raterId === null)) }),
    },
    ...progress
      .filter((one) => one.raterId !== null && leftOf(one) > 0)
      .map((one) => ({
        value: one.raterId!,
        label: t('handOut.from.rater', { name: raterName(lang, raters, one.raterId), count: count(one) }),
      })),
  ]
  return visit.page({
    title: t('handOut.title'),
    section: 'survey',
    narrow: true,
    failed: problem !== undefined,
    status: problem === undefined ? 200 : 422,
    body: (
      <>
        <ErrorSummary
          title={formTexts(lang)('summary', { count: problem ? 1 : 0 })}
          errors={problem ? [{ name: 'to', text: problem }] : []}
        />
        <PageHeading title={t('handOut.title')} lead={t('handOut.lead')} meta={[<Bdi>{monthName(lang, round)}</Bdi>]} />
        <Form action={paths.surveyHandOut(round.roundId)} hidden={hiddenOf(visit)}>
          <RadioGroup name="from" label={t('handOut.from')} value={form.from ?? 'ingen'} options={from} />
          <CheckboxGroup
            name="to"
            label={t('handOut.to')}
            values={problem ? visit.all('to') : []}
            error={problem}
            options={raters.map(({ userId, name }) => ({ value: userId, label: <Bdi>{name}</Bdi> }))}
          />
          <Actions>
            <Button>{t('handOut.submit')}</Button>
            <Button href={paths.survey(round.roundId)} variant="tertiary">
              {formTexts(lang)('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

async function handThemOut(visit: Visit): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  const from = isUuid(visit.form.from) ? visit.form.from : null
  const sent = await visit.submit(async () => {
    const given = await handOut(visit, id, { from, to: visit.all('to').filter(isUuid) })
    return given.ok ? ok(`${paths.survey(id)}?klart=fordelade`) : given
  })
  if ('done' in sent) return sent.done
  if (sent.refused.kind === 'invalid') return handOutPage(visit, roundTexts(visit.lang)('problem.raters'))
  return roundPage(visit, sent.refused)
}

async function remove(visit: Visit): Promise<Response> {
  const sent = await visit.submit(async () => {
    const gone = await removePerson(visit, visit.c.req.param('person') ?? '', versionIn(visit.form))
    return gone.ok ? ok(`${paths.surveyPeople(gone.value)}?klart=uttagen`) : gone
  })
  return 'done' in sent ? sent.done : roundPage(visit, sent.refused)
}

export const personRoutes: Route[] = [
  { method: 'get', path: paths.surveyPeople(':id'), guard: CASE_ROLES, audit: 'none', handle: peoplePage },
  {
    method: 'get',
    path: paths.surveyHandOut(':id'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => handOutPage(visit),
  },
  { method: 'post', path: paths.surveyHandOut(':id'), guard: CASE_ROLES, audit: 'change', handle: handThemOut },
  {
    method: 'post',
    path: paths.surveyPersonRemove(':id', ':person'),
    guard: CASE_ROLES,
    audit: 'change',
    handle: remove,
  },
]
