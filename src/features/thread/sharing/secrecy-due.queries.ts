import { sql } from 'kysely'
import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Tx } from '../../../platform/database/db.ts'
import { writtenRowsInOne as list } from '../../../platform/database/rows-in-one.ts'
import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import { type Body, bodiesOf, LAPSING_DAYS, unitIdsOf, type Viewer } from '../../access/public.ts'

/** A person on a start page; the name is empty for a protected identity. */
type Who = { threadId: string; name: string; protected: boolean }

export type GlassToReview = Who & { breakGlassId: string; userName: string; openedAt: Date }

type Asked = {
  associationId: number
  userId: string
  units: number[]
  led: number[]
  today: CalendarDay
  soon: CalendarDay
}

/**
 * Broken glasses that the viewer answers for and nobody has looked through: of threads held by a unit they lead, or by a unit of theirs
 * that has no leader, where they can read why it was broken. Not their own.
 */
const glasses = ({ associationId, userId, units, led, today }: Asked) => sql`
    select b.break_glass_id as "breakGlassId", b.thread_id as "threadId", u.name as "userName", b.opened_at as "openedAt",
      case when i.protection = 'none' then i.given_name || ' ' || i.family_name else '' end as name, coalesce(i.protection, 'marking') <> 'none' as protected
    from break_glass b join account_user u on u.id = b.user_id
    left join participant_identity i on i.association_id = b.association_id and i.thread_id = b.thread_id
    where b.association_id = ${associationId} and b.reviewed_at is null and b.user_id <> ${userId}::uuid
      -- Who cannot read why it was broken does not sign it.
      and glass_reason(b.break_glass_id) is not null
      and exists (select 1 from thread_unit h where h.association_id = b.association_id and h.thread_id = b.thread_id and h.until is null
                  and h.unit_id = any (${units}::int[])
                  and (h.unit_id = any (${led}::int[]) or not exists (
                    select 1 from user_role r join account_user l on l.id = r.user_id and l.active
                    where r.association_id = h.association_id and r.unit_id = h.unit_id and r.role = 'team_leader'
                      and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date))))
    order by b.opened_at limit 50`

/** A protection that was lifted lately: told to those who had been named. No name: the case number says which. */
export type LiftedProtection = { threadId: string; caseNumber: string; liftedOn: CalendarDay; liftedBy: string }

const LIFTED = sql`
    select thread_id as "threadId", case_number as "caseNumber", lifted_on as "liftedOn", lifted_by as "liftedBy" from protections_lifted()`

export type LapsingConsent = Who & { receivers: string[]; validUntil: CalendarDay }

/** Consents of the viewer's own threads that end within three weeks, by person and day: time to ask again, or to let them end. */
const lapsing = ({ associationId, units, today, soon }: Asked) => sql`
    select d.thread_id as "threadId", d.valid_until as "validUntil", array_agg(distinct array[d.to_authority_id, d.to_unit_id]) as "to",
      case when i.protection = 'none' then i.given_name || ' ' || i.family_name else '' end as name, i.protection <> 'none' as protected
    from thread t
    join disclosure d on d.association_id = t.association_id and d.thread_id = t.thread_id
    join participant_identity i on i.association_id = d.association_id and i.thread_id = d.thread_id
    where t.association_id = ${associationId} and d.association_id = ${associationId} and d.consent_id is not null and d.withdrawn_at is null
      and d.valid_from <= ${today}::date and d.valid_until between ${today}::date and ${soon}::date
      and t.state <> 'discharged' and (t.team_unit_id = any (${units}::int[]) or (t.team_unit_id is null and t.unit_id = any (${units}::int[])))
      -- One that has been renewed, by the same authority and with a new consent, is not about to lapse.
      and not exists (select 1 from disclosure r where r.association_id = d.association_id and r.thread_id = d.thread_id and r.withdrawn_at is null
        and r.consent_id is not null and r.from_authority_id = d.from_authority_id and r.to_authority_id = d.to_authority_id and r.to_unit_id is not distinct from d.to_unit_id and r.valid_until > d.valid_until and r.categories @> d.categories)
    group by d.thread_id, d.valid_until, i.protection, i.given_name, i.family_name
    order by d.valid_until, d.thread_id limit 50`

/** What waits for the viewer where secrecy is concerned. */
export type SecrecyDue = { glasses: GlassToReview[]; consents: LapsingConsent[]; lifted: LiftedProtection[] }
/** The authority and the unit of each; the whole authority where there is no unit. */
type Receivers = [number, number | null][]
type DueRow = {
  glasses: (Omit<GlassToReview, 'openedAt'> & { openedAt: string })[]
  consents: (Omit<LapsingConsent, 'receivers'> & { to: Receivers })[]
  lifted: LiftedProtection[]
}

const due = compileOnce(
  (_db, given: Asked) =>
    sql<DueRow>`select ${list(glasses(given))} as glasses, ${list(lapsing(given))} as consents, ${list(LIFTED)} as lifted`,
)

function receiverNames(units: ReadonlyMap<number, Body>, to: Receivers): string[] {
  const authorities = new Map([...units.values()].map((unit) => [unit.authorityId, unit.authorityName]))
  return to.map(([authority, unit]) => (unit === null ? authorities.get(authority) : units.get(unit)?.name) ?? '')
}

/** All of it in one statement: three would cost each start page more than what they find. */
export async function secrecyDue(tx: Tx, viewer: Viewer, today: CalendarDay): Promise<SecrecyDue> {
  const led = viewer.roles.filter((held) => held.role === 'team_leader').map((held) => held.unitId)
  const [row] = await due(tx, {
    associationId: viewer.associationId,
    userId: viewer.userId,
    units: unitIdsOf(viewer),
    led,
    today,
    soon: addDays(today, LAPSING_DAYS),
  })
  const { glasses, consents, lifted } = row as DueRow
  const units = consents.length > 0 ? await bodiesOf(tx, viewer) : new Map<number, Body>()
  return {
    glasses: glasses.map((one) => ({ ...one, openedAt: new Date(one.openedAt) })),
    consents: consents.map(({ to, ...one }) => ({ ...one, receivers: receiverNames(units, to) })),
    lifted,
  }
}
