import { paths } from '../../../paths.ts'
import type { Tx } from '../../../platform/database/db.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Card, Stack } from '../../../ui/card.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { CASE_ROLES, type Route, type Viewer, type Visit } from '../../access/public.ts'
import { Downloads } from '../report/report-form.view.tsx'
import { ledUnits, roundsOf } from '../round/round.queries.ts'
import { monthsBefore, type Round } from '../round/round.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import { monthTexts } from '../texts/month.ts'
import { reportTexts } from '../texts/report.ts'
import { durationFlow } from './duration-flow.ts'
import { type RoundMonth, roundMonth } from './month.queries.ts'
import { MonthPicture, TimeTableView } from './month.view.tsx'
import { TIME_FORMATS, type TimeFormat, timeDownload } from './time-download.queries.ts'
import { flowTable, roundMonthTable, type TimeTable, type UnitMonth, unitMonthTable } from './time-table.view.ts'

/** Active cases of a unit for some months: told by whoever knows the threads. */
export type UnitMonths = (
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  months: readonly CalendarDay[],
) => Promise<readonly UnitMonth[]>

/** So many months back, and so many rounds. */
const MONTHS = 12
const ROUNDS = 6

type Counted = { round: Round; counted: RoundMonth }
type Shown = { unitId: number; unitName: string; months: readonly UnitMonth[]; rounds: Counted[] }

/**
 * The units the viewer answers for, or one of them, each with its months and rounds; every round that is counted is written down as seen, and no
 * other.
 */
async function shownOf(
  visit: Visit,
  unitMonths: UnitMonths,
  event: 'report-seen' | 'report-taken-out',
  asked?: number,
): Promise<Shown[]> {
  const { tx, viewer, today } = visit
  const led = await ledUnits(tx)
  const units = viewer.roles.filter(
    ({ unitId }, at, roles) =>
      led.includes(unitId) &&
      roles.findIndex((one) => one.unitId === unitId) === at &&
      (asked === undefined || unitId === asked),
  )
  if (units.length === 0) return []
  const rounds = await roundsOf(tx, viewer)
  const months = monthsBefore(today, MONTHS).slice(1).reverse()
  const shown: Shown[] = []
  for (const { unitId, unitName } of units) {
    const own = rounds
      .filter((round) => round.unitId === unitId && round.state !== 'draft' && !round.deletedOn)
      .slice(0, ROUNDS)
    const counted: Counted[] = []
    for (const round of own.toReversed()) {
      counted.push({ round, counted: await roundMonth(tx, viewer, round.roundId) })
      await recordSurvey(visit, round, event, { data: { page: 'over-time' } })
    }
    shown.push({ unitId, unitName, months: await unitMonths(tx, viewer, unitId, months), rounds: counted })
  }
  return shown
}

const hasMonths = ({ months }: Shown) => months.some(({ active }) => active > 0)
const roundsTable = (lang: Lang, { rounds }: Shown) =>
  roundMonthTable(
    lang,
    rounds.map(({ round, counted }) => ({ month: round.month, ...counted })),
  )
const flowsOf = (lang: Lang, { rounds }: Shown): TimeTable[] =>
  rounds.slice(1).map((now, at) => {
    const before = rounds[at]!
    const flow = durationFlow(before.counted.standings, now.counted.standings)
    return flowTable(lang, flow, { before: before.round.month, now: now.round.month })
  })

/** For whoever answers for a unit: figures of everybody in it, plain, and so for nobody else. */
async function monthsPage(visit: Visit, unitMonths: UnitMonths): Promise<Response> {
  const { lang } = visit
  const t = monthTexts(lang)
  const shown = await shownOf(visit, unitMonths, 'report-seen')
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
                href={(format) => `${paths.surveyMonthsFile(format)}?enhet=${unit.unitId}`}
              />
              <Card title={t('months.title')} level={3}>
                {hasMonths(unit) ? (
                  <>
                    <p>{t('months.text')}</p>
                    <MonthPicture lang={lang} months={unit.months} />
                    <TimeTableView lang={lang} table={unitMonthTable(lang, unit.months)} />
                  </>
                ) : (
                  <p>{t('months.none')}</p>
                )}
              </Card>
              <Card title={t('rounds.title')} level={3}>
                <p>{t(unit.rounds.length > 0 ? 'rounds.text' : 'rounds.none')}</p>
                {unit.rounds.length > 0 && <TimeTableView lang={lang} table={roundsTable(lang, unit)} />}
              </Card>
              {flowsOf(lang, unit).map((table) => (
                <Card title={<Bdi>{table.title}</Bdi>} level={3}>
                  <p>{table.note}</p>
                  <TimeTableView lang={lang} table={table} />
                </Card>
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
  const [unit] = await shownOf(visit, unitMonths, 'report-taken-out', Number(c.req.query('enhet')))
  if (!unit) return visit.notFound()
  const tables = [
    ...(hasMonths(unit) ? [unitMonthTable(lang, unit.months)] : []),
    ...(unit.rounds.length > 0 ? [roundsTable(lang, unit)] : []),
    ...flowsOf(lang, unit),
  ]
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
