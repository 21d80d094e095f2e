import type pg from 'pg'
import { newId } from '../../src/shared/ids.ts'

export type FaultUser = { userId: string; email: string }

/** Colleagues of the demo's staff, with the same password: as many as wanted, spread over the units that have participants. */
export async function addUsers(behind: pg.Pool, count: number): Promise<FaultUser[]> {
  const { rows: models } = await behind.query<{ id: string }>(
    `select distinct on (u.email) u.id from account_user u join user_role r on r.user_id = u.id
     where r.role in ('caseworker', 'team_member', 'team_leader') and u.active and r.valid_until is null
       and exists (select from thread_unit h where h.association_id = r.association_id and h.unit_id = r.unit_id) order by u.email`,
  )
  const users: FaultUser[] = []
  for (let number = 1; number <= count; number++) {
    const model = models[number % models.length]!.id
    const [userId, email] = [newId(), `skrivare.${number}@norrby.example`]
    await behind.query(
      `with person as (
         insert into account_user (id, name, email, email_verified, association_id, language)
         select $1, 'Skrivare ' || $3, $2, true, association_id, 'sv' from account_user where id = $4),
       credential as (
         insert into account_credential (id, user_id, account_id, provider_id, password)
         select $5, $1, $6, provider_id, password from account_credential where user_id = $4 and provider_id = 'credential')
       insert into user_role (association_id, user_id, unit_id, role, valid_from)
       select association_id, $1, unit_id, role, valid_from from user_role
       where user_id = $4 and role in ('caseworker', 'team_member', 'team_leader') and valid_until is null`,
      [userId, email, number, model, newId(), userId],
    )
    users.push({ userId, email })
  }
  return users
}
