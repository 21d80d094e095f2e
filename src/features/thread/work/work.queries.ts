import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { ThreadState } from '../participant.queries.ts'
import { type CarriedThread, carryingUnit } from '../thread.access.ts'

/** A thread opened for work: what every form and command on it needs. */
export type WorkThread = CarriedThread & {
  version: number
  caseNumber: string
  language: string
  openedOn: CalendarDay
  intakeOn: CalendarDay | null
  dischargedOn: CalendarDay | null
  /** Absent where the identity is protected and the viewer is not named. */
  name: { given: string; family: string } | null
  /** The unit that has the participant: its name and telephone. */
  carrier: { unitId: number; name: string; phone: string }
}

/** The thread, or undefined where it is absent or the viewer may not open it: the two look the same. */
export async function workThread(tx: Tx, viewer: Viewer, threadId: string): Promise<WorkThread | undefined> {
  if (!isUuid(threadId)) return undefined
  const whole = await wholeThread(tx, viewer, threadId)
  const row = whole ?? (await leanThread(tx, viewer, threadId))
  if (!row) return undefined
  const { givenName, familyName, unitName, phone, state, ...thread } = row
  return {
    ...thread,
    lean: !whole,
    state: state as ThreadState,
    name: givenName === null ? null : { given: givenName, family: familyName ?? '' },
    carrier: { unitId: carryingUnit(row), name: unitName, phone: phone ?? '' },
  }
}

const wholeThread = (tx: Tx, viewer: Viewer, threadId: string) =>
  tx
    .selectFrom('thread as t')
    .innerJoin('unit as u', (join) =>
      join
        .onRef('u.associationId', '=', 't.associationId')
        .on((on) => on('u.unitId', '=', on.fn.coalesce('t.teamUnitId', 't.unitId'))),
    )
    .leftJoin('participantIdentity as i', (join) =>
      join.onRef('i.associationId', '=', 't.associationId').onRef('i.threadId', '=', 't.threadId'),
    )
    .select([
      't.threadId',
      't.unitId',
      't.teamUnitId',
      't.state',
      't.version',
      't.caseNumber',
      't.language',
      't.openedOn',
      't.intakeOn',
      't.dischargedOn',
      'i.givenName',
      'i.familyName',
      'u.name as unitName',
      'u.phone',
      // A period that began or ended today is not yet stamped on the row.
      sql<number[]>`case when t.acl_until > viewer_today() then t.acl
        else grantees_today(t.thread_id, t.unit_id, t.authority_id, t.category) end`.as('acl'),
    ])
    .where('t.associationId', '=', viewer.associationId)
    .where('t.threadId', '=', threadId)
    .executeTakeFirst()

/** What is told to a receiver whose giver did not begin the thread, and to a unit whose part has ended (function `head_of`). */
async function leanThread(tx: Tx, viewer: Viewer, threadId: string) {
  const { rows } = await sql<NonNullable<Awaited<ReturnType<typeof wholeThread>>>>`
    select h.thread_id as "threadId", h.unit_id as "unitId", h.team_unit_id as "teamUnitId", h.state, h.version, h.case_number as "caseNumber", h.language,
      h.opened_on as "openedOn", h.intake_on as "intakeOn", h.discharged_on as "dischargedOn", i.given_name as "givenName", i.family_name as "familyName",
      u.name as "unitName", u.phone, h.acl
    from head_of(${threadId}) h
    join unit u on u.association_id = ${viewer.associationId} and u.unit_id = coalesce(h.team_unit_id, h.unit_id)
    left join participant_identity i on i.association_id = u.association_id and i.thread_id = h.thread_id`.execute(tx)
  return rows[0]
}

/** A unit that once had the person and has not any longer. */
export type FormerTeam = { unitId: number; authorityId: number }

/** The former teams of a thread, for the team that has the person now; nobody else is told of any (function `former_teams`). */
export async function formerTeams(tx: Tx, threadId: string): Promise<FormerTeam[]> {
  const { rows } = await sql<FormerTeam>`
    select unit_id as "unitId", authority_id as "authorityId" from former_teams(${threadId})`.execute(tx)
  return rows
}

/** The same, asked only where something that is not the viewer's own units' is on the list. */
export const formerTeamsOf = async (
  tx: Tx,
  threadId: string,
  rows: readonly { mine: boolean }[],
): Promise<FormerTeam[]> => (rows.every((row) => row.mine) ? [] : formerTeams(tx, threadId))
