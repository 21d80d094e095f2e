import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Card, Stack } from '../../../ui/card.tsx'
import { SelectField } from '../../../ui/choice.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { Downloads } from '../report/report-form.view.tsx'
import { monthName } from '../round/round.view.tsx'
import { monthTexts } from '../texts/month.ts'
import { reportTexts } from '../texts/report.ts'
import { durationFlow } from './duration-flow.ts'
import { TimeTableParts, TimeTableView } from './month.view.tsx'
import { TIME_FORMATS, type TimeFormat, timeDownload } from './time-download.queries.ts'
import { flowTable, roundMonthTable, type TimeTable, unitMonthTable } from './time-table.view.ts'
import { type Counted, type UnitMonths, type UnitTime, unitsOverTime } from './unit-time.queries.ts'

const hasMonths = ({ months }: UnitTime) => months.some(({ active }) => active > 0)
const roundsTable = (lang: Lang, { rounds }: UnitTime) =>
  roundMonthTable(
    lang,
    rounds.map(({ round, counted }) => ({ month: round.month, ...counted })),
  )
const flowOf = (lang: Lang, before: Counted, now: Counted): TimeTable =>
  flowTable(lang, durationFlow(before.counted.standings, now.counted.standings), {
    before: before.round.month,
    now: now.round.month,
  })
/** From each round to the next. */
const flowsOf = (lang: Lang, { rounds }: UnitTime): TimeTable[] =>
  rounds.slice(1).map((now, at) => flowOf(lang, rounds[at]!, now))
const chosenFlow = (lang: Lang, { pair }: UnitTime): TimeTable | undefined =>
  pair && pair.rounds !== 'wrong' ? flowOf(lang, ...pair.rounds) : undefined

/** Whether the two rounds that were asked for follow each other, and so are among those flows. Rounds may share a month. */
const asksForNeighbours = ({ rounds, pair }: UnitTime): boolean =>
  pair !== undefined &&
  pair.rounds !== 'wrong' &&
  rounds.indexOf(pair.rounds[0]) >= 0 &&
  rounds.indexOf(pair.rounds[0]) + 1 === rounds.indexOf(pair.rounds[1])
/** A key that is taken gets a number. */
function numbered(tables: readonly TimeTable[]): TimeTable[] {
  const taken = new Map<string, number>()
  return tables.map((table) => {
    const count = (taken.get(table.key) ?? 0) + 1
    taken.set(table.key, count)
    return count === 1 ? table : { ...table, key: `${table.key}_${count}` }
  })
}

const TableCard = ({ lang, table }: { lang: Lang; table: TimeTable }) => (
  <Card title={<Bdi>{table.title}</Bdi>} level={3}>
    <TimeTableParts lang={lang} table={table} />
  </Card>
)

/** The form that asks for any two rounds, and what was asked for. */
const PairCard = ({ lang, unit }: { lang: Lang; unit: UnitTime }) => {
  const t = monthTexts(lang)
  const table = chosenFlow(lang, unit)
  const options = unit.all.map((round) => ({ value: round.roundId, label: monthName(lang, round) }))
  const select = (name: 'fran' | 'till', label: string, value: string | undefined) => (
    <SelectField name={name} label={label} value={value ?? ''} emptyText={t('pair.choose')} options={options} />
  )
  return (
    <Card title={t('pair.title')} level={3} id={`mellan-${unit.unitId}`}>
      <p>{t('pair.text')}</p>
      {unit.pair?.rounds === 'wrong' && (
        <Notice tone="attention" live="alert">
          <p>{t('pair.wrong')}</p>
        </Notice>
      )}
      <FilterBar
        action={`${paths.surveyMonths}#mellan-${unit.unitId}`}
        label={t('pair.title')}
        submitText={t('pair.submit')}
        hidden={{ enhet: String(unit.unitId) }}
      >
        {select('fran', t('pair.from'), unit.pair?.asked.from)}
        {select('till', t('pair.to'), unit.pair?.asked.to)}
      </FilterBar>
      {table && (
        <>
          <h4>
            <Bdi>{table.title}</Bdi>
          </h4>
          <TimeTableParts lang={lang} table={table} />
        </>
      )}
    </Card>
  )
}

/** Of one unit: what the files are of. */
function fileQuery({ unitId, pair }: UnitTime): string {
  const query = new URLSearchParams({ enhet: String(unitId) })
  if (pair && pair.rounds !== 'wrong')
    for (const [name, { round }] of [
      ['fran', pair.rounds[0]],
      ['till', pair.rounds[1]],
    ] as const)
      query.set(name, round.roundId)
  return `?${query}`
}

/** For whoever answers for a unit: figures of everybody in it, plain, and so for nobody else. */
async function monthsPage(visit: Visit, unitMonths: UnitMonths): Promise<Response> {
  const { lang } = visit
  const t = monthTexts(lang)
  const shown = await unitsOverTime(visit, unitMonths, 'report-seen')
  if (shown.length === 0) return visit.notFound()
  return visit.page({
    title: t('title'),
    section: 'survey',
    wide: true,
    body: (
      <>
        <PageHeading title={t('title')} lead={t('lead')} meta={[<a href={paths.surveys}>{t('back')}</a>]} />
        <Stack>
          {shown.map((unit) => (
            <>
              <h2>
                <Bdi>{unit.unitName}</Bdi>
              </h2>
              <Downloads
                lang={lang}
                formats={TIME_FORMATS}
                href={(format) => paths.surveyMonthsFile(format) + fileQuery(unit)}
              />
              <Card title={t('months.title')} level={3}>
                {hasMonths(unit) ? (
                  <TimeTableParts lang={lang} table={unitMonthTable(lang, unit.months)} />
                ) : (
                  <p>{t('months.none')}</p>
                )}
              </Card>
              <Card title={t('rounds.title')} level={3}>
                <p>{t(unit.rounds.length > 0 ? 'rounds.text' : 'rounds.none')}</p>
                {unit.rounds.length > 0 && <TimeTableView lang={lang} table={roundsTable(lang, unit)} />}
              </Card>
              {unit.all.length > 2 && <PairCard lang={lang} unit={unit} />}
              {flowsOf(lang, unit).map((table) => (
                <TableCard lang={lang} table={table} />
              ))}
            </>
          ))}
        </Stack>
      </>
    ),
  })
}

/** The same of one unit as a file: plain figures, taken out of the program. */
async function monthsFile(visit: Visit, unitMonths: UnitMonths, format: TimeFormat): Promise<Response> {
  const { lang, c } = visit
  const [unit] = await unitsOverTime(visit, unitMonths, 'report-taken-out', Number(c.req.query('enhet')))
  if (!unit) return visit.notFound()
  const chosen = asksForNeighbours(unit) ? undefined : chosenFlow(lang, unit)
  const tables = numbered([
    ...(hasMonths(unit) ? [unitMonthTable(lang, unit.months)] : []),
    ...(unit.rounds.length > 0 ? [roundsTable(lang, unit)] : []),
    ...flowsOf(lang, unit),
    ...(chosen ? [chosen] : []),
  ])
  const title = monthTexts(lang)('file.title', { unit: unit.unitName })
  const head = { title, lines: [reportTexts(lang)('plain.note')], about: { unit: unit.unitName, protected: null } }
  return timeDownload(format, tables, head, lang, 'over-tid-enheten')
}

export const monthRoutes = ({ unitMonths }: { unitMonths: UnitMonths }): Route[] => [
  {
    method: 'get',
    path: paths.surveyMonths,
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => monthsPage(visit, unitMonths),
  },
  ...TIME_FORMATS.map(
    (format): Route => ({
      method: 'get',
      path: paths.surveyMonthsFile(format),
      guard: CASE_ROLES,
      audit: 'none',
      handle: (visit) => monthsFile(visit, unitMonths, format),
    }),
  ),
]
