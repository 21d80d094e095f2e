import type pg from 'pg'
import { outcomeOf, type TakenRelease } from '../../src/features/survey/order/order-outcome.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { calendarDay, dayNumber, instant, weekday } from '../day-number.ts'
import { put, type WrittenRow } from '../put.ts'
import type { Random } from '../random.ts'
import type { ToldRound } from './rounds.ts'
import { ratingsOf, type SavedReports } from './saved.ts'

export const JOINT_TITLE = 'Försörjningsstöd i Norrby kommun'

type ToldJoint = {
  joint: WrittenRow
  parts: WrittenRow[]
  report: WrittenRow
  releases: WrittenRow[]
  events: WrittenRow[]
}

/**
 * The joint report of the municipality's two units for the first month: Åbro's leader asked the week after, the other released hers, and it was made. Its numbers are
 * made by what makes those of the pages, beside what Åbro had saved. `left`: what was saved of each round.
 */
export function jointReport(rounds: readonly ToldRound[], left: readonly SavedReports[], random: Random): ToldJoint {
  const [asks, ...others] = rounds.filter(
    ({ closed, round }) => closed !== null && round.month === rounds[0]!.round.month,
  )
  const parts = [asks!, ...others]
  const asked = weekday(dayNumber(day(String(asks!.closed!.closedOn))) + 6)
  const made = weekday(asked + 2)
  const keysOf = ({ round: { associationId, unitId, authorityId } }: ToldRound) => ({
    associationId,
    unitId,
    authorityId,
  })
  const time = (on: number, minute: number): string => new Date(instant(on, minute)).toISOString()
  const [leader, month] = [asks!.closed!.closedBy, asks!.round.month]
  const surveyJointId = random.id(instant(asked, 560))
  const surveyReportId = random.id(instant(made, 611))
  const outcome = outcomeOf(
    {
      ...{ audience: 'outside', filter: {}, roundTo: null, joint: true, same: [], together: [] },
      rounds: parts.map(({ round, people, selves }) => ({
        ...{ roundId: String(round.surveyRoundId), unitId: Number(round.unitId), state: 'closed', deleted: false },
        lists: [String(round.reasonList)],
        people: ratingsOf(people, selves),
      })),
      releases: left.flatMap(takenOf),
    },
    '',
  )
  if (!('shown' in outcome)) throw new Error(`Demo Town has no joint report: ${outcome.because}`)
  const roundOf = (part: ToldRound) => part.round.surveyRoundId
  const units = parts.map(({ round }) => Number(round.unitId)).toSorted((a, b) => a - b)
  const event = (
    part: ToldRound,
    kind: string,
    on: number,
    minute: number,
    data: object,
    actorId = part.closed!.closedBy,
  ) => ({
    ...{ ...keysOf(part), surveyEventId: random.id(instant(on, minute)), surveyJointId, kind, actorId, data },
    ...{ surveyRoundId: kind === 'joint-released' ? roundOf(part) : null, surveyPersonId: null },
    ...{ onDay: calendarDay(on), at: time(on, minute) },
  })
  return {
    joint: {
      ...{ ...keysOf(asks!), surveyJointId, title: JOINT_TITLE, month, state: 'asking' },
      ...{ madeBy: leader, madeOn: calendarDay(asked), version: 1 },
    },
    parts: parts.map((part) => ({
      ...{ ...keysOf(part), surveyJointId, answer: 'yes', surveyRoundId: roundOf(part) },
      ...{ answeredBy: part.closed!.closedBy, answeredOn: calendarDay(made) },
    })),
    report: {
      ...{ ...keysOf(asks!), surveyReportId, surveyJointId, audience: 'outside', month, title: JOINT_TITLE, units },
      ...{ missingUnits: [], filter: {}, rules: outcome.rules, shown: outcome.shown },
      ...{ savedBy: leader, savedAt: time(made, 611) },
    },
    releases: parts.map((part) => ({
      ...{ ...keysOf(part), surveyReportId, surveyRoundId: roundOf(part) },
      people: outcome.lines.find(({ roundId }) => roundId === roundOf(part))!.people,
    })),
    events: [
      event(asks!, 'joint-asked', asked, 560, { month, units }),
      ...parts.map((part, at) => event(part, 'joint-released', made, 540 + at * 30, {})),
      event(asks!, 'report-ordered', made, 610, {}),
      event(asks!, 'report-saved', made, 611, { audience: 'outside', report: surveyReportId }),
    ],
  }
}

/** What has left a unit, as the check of a new report reads it. */
function takenOf({ reports, releases }: SavedReports): TakenRelease[] {
  return releases.map(({ surveyReportId, surveyRoundId, unitId, people }) => {
    const { shown } = reports.find((one) => one.surveyReportId === surveyReportId) as { shown: Record<string, unknown> }
    const ids = (isShown: boolean) =>
      Object.entries(shown).flatMap(([id, value]) => ((typeof value === 'number') === isShown ? [id] : []))
    return {
      ...{ reportId: String(surveyReportId), shown: ids(true), hidden: ids(false) },
      parts: [{ roundId: String(surveyRoundId), unitId: Number(unitId), people: people as string[] }],
    }
  })
}

/** Writes it as the owner of the tables; answers are given while it is asked. */
export async function writeJoint(client: pg.ClientBase, told: ToldJoint): Promise<void> {
  await put(client, 'survey_joint', [told.joint])
  await put(client, 'survey_joint_part', told.parts)
  await client.query(`update survey_joint set state = 'made', version = 2 where survey_joint_id = $1`, [
    told.joint.surveyJointId,
  ])
  await put(client, 'survey_report', [told.report])
  await put(client, 'survey_release', told.releases)
  await put(client, 'survey_event', told.events)
}
