import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import { addDays, type CalendarDay } from '../../shared/calendar-day.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { recordAccess } from './access-event.commands.ts'
import { personOf, roleOf } from './person.queries.ts'
import { givingProblem, type Period, roleState } from './role.ts'
import { unitOf } from './unit.queries.ts'
import type { Role, Viewer } from './viewer.ts'

/** Why accounts cannot be changed so; each has a sentence in the texts (`problem.…`). */
const conflict = (reason: string) => refuse({ kind: 'conflict', reason })
const NOT_FOUND = refuse({ kind: 'not-found' })

/** Gives somebody of the association a role in one of its units. */
export async function giveRole(
  tx: Tx,
  viewer: Viewer,
  giving: Period & { userId: string; unitId: number; role: Role },
): Promise<Result<string>> {
  const person = await personOf(tx, viewer, giving.userId)
  const unit = await unitOf(tx, viewer, giving.unitId)
  if (!person || !unit) return NOT_FOUND
  const { from, until, role } = giving
  const problem = givingProblem({ by: viewer.userId, to: person, unit, role, period: { from, until } })
  if (problem) return conflict(problem)
  await tx
    .insertInto('userRole')
    .values({
      associationId: viewer.associationId,
      userId: person.userId,
      unitId: unit.unitId,
      role,
      validFrom: from,
      validUntil: until,
      grantedBy: viewer.userId,
    })
    .execute()
  await recordAccess(tx, viewer, {
    kind: 'role_given',
    subjectUserId: person.userId,
    unitId: unit.unitId,
    data: { role, from, until },
  })
  return ok(person.userId)
}

/**
 * Is there another administrator who can go on, on this day and from then on without an end? Two who end each other at the same time
 * come one after the other: the second finds nobody else.
 */
async function anotherAdministrator(tx: Tx, viewer: Viewer, today: CalendarDay, except: { userId: string }) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`administrators ${viewer.associationId}`}, 0))`.execute(tx)
  const row = await tx
    .selectFrom('userRole as r')
    .innerJoin('accountUser as u', 'u.id', 'r.userId')
    .select('r.userRoleId')
    .where('r.associationId', '=', viewer.associationId)
    .where('r.role', '=', 'administrator')
    .where('r.userId', '!=', except.userId)
    .where('u.active', '=', true)
    .where('r.validFrom', '<=', today)
    .where('r.validUntil', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Ends a role: at once (no last day given), or after a last day. Sight ends with it. `seen`: the end that stood when the form was
 * opened; another one since is not overwritten (`stale`).
 */
export async function endRole(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  ending: { roleId: string; lastDay: CalendarDay | undefined; seen?: CalendarDay | null },
): Promise<Result<string>> {
  const found = await roleOf(tx, viewer, ending.roleId)
  if (!found) return NOT_FOUND
  const { person, role } = found
  if (ending.seen !== undefined && ending.seen !== role.until) return refuse({ kind: 'stale' })
  const state = roleState(role, today)
  if (state === 'ended' || state === 'never') return conflict('roleEnded')
  if (role.role === 'administrator' && !(await anotherAdministrator(tx, viewer, today, person)))
    return conflict('lastAdministrator')
  const yesterday = addDays(today, -1)
  const beforeFirst = addDays(role.from, -1)
  const until = ending.lastDay ?? (yesterday > beforeFirst ? yesterday : beforeFirst)
  if (ending.lastDay && (ending.lastDay < role.from || ending.lastDay < today))
    return refuse({ kind: 'invalid', fields: { lastDay: 'dayTooEarly' } })
  await tx
    .updateTable('userRole')
    .set({ validUntil: until })
    .where('associationId', '=', viewer.associationId)
    .where('userRoleId', '=', role.roleId)
    .execute()
  await recordAccess(tx, viewer, {
    kind: 'role_ended',
    subjectUserId: person.userId,
    unitId: role.unitId,
    data: { role: role.role, until: ending.lastDay ?? null },
  })
  return ok(person.userId)
}

/** Closes an account: every session ends at once, and nobody signs in with it until it is opened again. */
export async function closeAccount(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  userId: string,
): Promise<Result<string>> {
  const person = await personOf(tx, viewer, userId)
  if (!person) return NOT_FOUND
  if (!person.active) return conflict('alreadyClosed')
  if (person.userId === viewer.userId) return conflict('closeOwn')
  const administers = person.roles.some((one) => one.role === 'administrator' && roleState(one, today) === 'held')
  if (administers && !(await anotherAdministrator(tx, viewer, today, person))) return conflict('lastAdministrator')
  await setActive(tx, viewer, userId, false)
  await tx.deleteFrom('accountSession').where('userId', '=', userId).execute()
  await recordAccess(tx, viewer, { kind: 'account_closed', subjectUserId: userId })
  return ok(userId)
}

/** Opens a closed account again, with the roles that have not ended. */
export async function openAccount(tx: Tx, viewer: Viewer, userId: string): Promise<Result<string>> {
  const person = await personOf(tx, viewer, userId)
  if (!person) return NOT_FOUND
  if (person.active) return conflict('alreadyOpen')
  await setActive(tx, viewer, userId, true)
  await recordAccess(tx, viewer, { kind: 'account_opened', subjectUserId: userId })
  return ok(userId)
}

const setActive = (tx: Tx, viewer: Viewer, userId: string, active: boolean) =>
  tx
    .updateTable('accountUser')
    .set({ active, updatedAt: new Date() })
    .where('id', '=', userId)
    .where('associationId', '=', viewer.associationId)
    .execute()
