import { paths } from '../../../paths.ts'
import { typedDay } from '../../../platform/form/typed-day.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import { latinDigits } from '../../../shared/text.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DateField } from '../../../ui/field.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import type { Route, Visit } from '../../access/public.ts'
import { isOffer } from '../entry.ts'
import { areasOf } from '../place.ts'
import { compareTexts } from '../texts/compare.ts'
import { viewTexts } from '../texts/view.ts'
import { compareMaps, coverageChange } from './comparison.ts'
import { ComparisonLists, ComparisonSum, CoverageChange } from './comparison.view.tsx'
import { coverageOf } from './coverage.ts'
import { gapsOf } from './coverage-gap.ts'
import { knownOfMap, mapOn } from './view-data.queries.ts'
import { FILTER_KEYS, FILTER_NAMES, matches, readFilter } from './view-filter.ts'
import { FilterErrors, ViewFilterBar } from './view-filter.view.tsx'
import { VIEWS, ViewTabs } from './view-frame.view.tsx'
import { choiceWords } from './view-words.ts'

/** Half a year, where nobody has chosen. */
const USUAL_DAYS = 182

type Day = { typed: string; day: CalendarDay; problem?: 'day' | 'future' | 'order' }

function readDay(text: string | undefined, usual: CalendarDay, today: CalendarDay): Day {
  const typed = latinDigits((text ?? '').trim())
  if (typed === '') return { typed: usual, day: usual }
  const day = typedDay(typed, today)
  if (!day) return { typed, day: usual, problem: 'day' }
  return day > today ? { typed, day: usual, problem: 'future' } : { typed, day }
}

async function comparePage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, today, c } = visit
  const [t, view] = [compareTexts(lang), viewTexts(lang)]
  const to = readDay(c.req.query('till'), today, today)
  const from = readDay(c.req.query('fran'), addDays(to.day, -USUAL_DAYS), today)
  if (!from.problem && !to.problem && from.day >= to.day) from.problem = 'order'
  const known = await knownOfMap(tx, viewer)
  const [then, now] = [await mapOn(tx, viewer, from.day), await mapOn(tx, viewer, to.day)]
  const areas = areasOf([
    ...[...then, ...now].flatMap(({ places }) => places),
    ...known.areas.map((area) => ({ area })),
  ])
  // The state is what is compared, and the days are chosen here.
  const read = readFilter(
    (name) => (name === FILTER_NAMES.on || name === FILTER_NAMES.status ? undefined : c.req.query(name)),
    {
      ...known,
      areas,
      today,
    },
  )
  const { filter } = read
  const kept = new Set(
    [...then, ...now]
      .filter((entry) => matches({ ...entry, status: 'active' }, filter) === 'yes')
      .map(({ entryId }) => entryId),
  )
  const [before, after] = [then, now].map((entries) => entries.filter(({ entryId }) => kept.has(entryId))) as [
    typeof then,
    typeof now,
  ]
  const comparison = compareMaps(before, after)
  const told = filter.area === null ? areas : [filter.area]
  const { opened, closed } = coverageChange(
    coverageOf(before.filter(isOffer), told),
    coverageOf(after.filter(isOffer), told),
  )
  const names = new Map([...then, ...now].map(({ entryId, name }) => [entryId, name]))
  const message = ({ problem }: Day) => problem && (problem === 'order' ? t('order') : view(`error.${problem}`))
  const problems = [
    { name: 'fran', text: message(from) },
    { name: 'till', text: message(to) },
  ].flatMap(({ name, text }) => (text ? [{ name, text }] : []))
  const failed = problems.length > 0 || Object.keys(read.problems).length > 0
  const error = (day: Day) => (message(day) ? { error: message(day)! } : {})
  const days = { fran: c.req.query('fran'), till: c.req.query('till') }
  const chosen = Object.fromEntries(
    FILTER_KEYS.map((key) => [FILTER_NAMES[key], filter[key] === null ? undefined : String(filter[key])]),
  )
  return visit.page({
    title: t('title'),
    section: 'map',
    wide: true,
    ...(failed ? { status: 422, failed } : {}),
    body: (
      <div class="map-view">
        {problems.length > 0 ? (
          <ErrorSummary title={view('error.title')} errors={problems} />
        ) : (
          <FilterErrors lang={lang} read={read} />
        )}
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          meta={[
            ...(problems.length > 0
              ? []
              : [t('between', { from: formatDay(lang, from.day), to: formatDay(lang, to.day) })]),
            ...FILTER_KEYS.filter((key) => filter[key] !== null).map((key) =>
              choiceWords(lang, known.bodies, filter, key),
            ),
          ].map((words) => <bdi>{words}</bdi>)}
        />
        <ViewTabs lang={lang} here="compare" filter={filter} />
        <FilterBar action={paths.mapCompare} label={t('days')} submitText={t('show')} hidden={chosen}>
          <DateField name="fran" label={t('from')} format={t('format')} value={from.typed} {...error(from)} />
          <DateField name="till" label={t('to')} format={t('format')} value={to.typed} {...error(to)} />
        </FilterBar>
        <ViewFilterBar
          lang={lang}
          bodies={known.bodies}
          areas={areas}
          read={read}
          action={VIEWS.compare}
          hidden={days}
          without={['on', 'status']}
        />
        {problems.length === 0 && (
          <>
            <ComparisonSum lang={lang} comparison={comparison} />
            <CoverageChange lang={lang} opened={gapsOf(opened)} closed={gapsOf(closed)} />
            <ComparisonLists comparison={comparison} words={{ lang, bodies: known.bodies, names }} />
          </>
        )}
      </div>
    ),
  })
}

/** The map of two days side by side. */
export const comparisonRoutes: Route[] = [
  { method: 'get', path: paths.mapCompare, guard: 'signed-in', audit: 'none', handle: comparePage },
]
