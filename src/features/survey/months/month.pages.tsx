import { paths } from '../../../paths.ts'
import type { Tx } from '../../../platform/database/db.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Card, Stack } from '../../../ui/card.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { CASE_ROLES, type Route, type Viewer, type Visit } from '../../access/public.ts'
import { ledUnits, roundsOf } from '../round/round.queries.ts'
import { monthsBefore, type Round } from '../round/round.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import { monthTexts } from '../texts/month.ts'
import { durationFlow } from './duration-flow.ts'
import { type RoundMonth, roundMonth } from './month.queries.ts'
import { FlowTable, inBoth, MonthPicture, MonthTable, RoundMonthTable, type UnitMonth } from './month.view.tsx'

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

/** For whoever answers for a unit: figures of everybody in it, plain, and so for nobody else. */
async function monthsPage(visit: Visit, unitMonths: UnitMonths): Promise<Response> {
  const { tx, viewer, lang, today } = visit
  const t = monthTexts(lang)
  const led = await ledUnits(tx)
  const units = viewer.roles.filter(
    ({ unitId }, at, roles) => led.includes(unitId) && roles.findIndex((one) => one.unitId === unitId) === at,
  )
  if (units.length === 0) return visit.notFound()
  const rounds = await roundsOf(tx, viewer)
  const months = monthsBefore(today, MONTHS).slice(1).reverse()
  const shown = []
  for (const { unitId, unitName } of units) {
    const own = rounds.filter((round) => round.unitId === unitId && round.state !== 'draft').slice(0, ROUNDS)
    const counted: Counted[] = []
    for (const round of own.toReversed()) {
      counted.push({ round, counted: await roundMonth(tx, viewer, round.roundId) })
      await recordSurvey(visit, round, 'report-seen', { data: { page: 'over-time' } })
    }
    shown.push({ unitName, months: await unitMonths(tx, viewer, unitId, months), counted })
  }
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
              <Card title={t('months.title')} level={3}>
                {unit.months.some(({ active }) => active > 0) ? (
                  <>
                    <p>{t('months.text')}</p>
                    <MonthPicture lang={lang} months={unit.months} />
                    <MonthTable lang={lang} months={unit.months} />
                  </>
                ) : (
                  <p>{t('months.none')}</p>
                )}
              </Card>
              <Card title={t('rounds.title')} level={3}>
                <p>{t(unit.counted.length > 0 ? 'rounds.text' : 'rounds.none')}</p>
                {unit.counted.length > 0 && (
                  <RoundMonthTable
                    lang={lang}
                    rounds={unit.counted.map(({ round, counted }) => ({ month: round.month, ...counted }))}
                  />
                )}
              </Card>
              {unit.counted.slice(1).map((now, at) => (
                <Flow visit={visit} before={unit.counted[at]!} now={now} />
              ))}
            </>
          ))}
        </Stack>
      </>
    ),
  })
}

const Flow = ({ visit, before, now }: { visit: Visit; before: Counted; now: Counted }) => {
  const { lang } = visit
  const t = monthTexts(lang)
  const month = ({ round }: Counted) => formatDay(lang, round.month, 'month')
  const flow = durationFlow(before.counted.standings, now.counted.standings)
  const names = { before: month(before), now: month(now) }
  return (
    <Card title={t.parts('flow.title', { before: <Bdi>{names.before}</Bdi>, now: <Bdi>{names.now}</Bdi> })} level={3}>
      <p>{t('flow.text', { both: inBoth(flow) })}</p>
      <FlowTable lang={lang} flow={flow} caption={t('flow.title', names)} />
    </Card>
  )
}

export const monthRoutes = ({ unitMonths }: { unitMonths: UnitMonths }): Route[] => [
  {
    method: 'get',
    path: paths.surveyMonths,
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => monthsPage(visit, unitMonths),
  },
]
