import type pg from 'pg'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'

/** Somebody who is signed in, and what they have to look at. */
export type Visitor = {
  email: string
  associationId: number
  role: string
  cookie: string
  token: string
  threadIds: string[]
  /** The first letters of family names in the own unit. */
  names: string[]
  /** Of the forms they send. */
  formToken: string
}

const CHOSEN = `
  select distinct on (a.n) u.id, u.email, r.role, r.unit_id as "unitId", r.association_id as "associationId"
  from generate_series(1, $1) with ordinality a(n, o)
  join user_role r on r.association_id = 1 + (a.n * (select count(*) from association) / ($1 + 1))::int
    and r.role = (array['team_member', 'team_leader', 'team_member', 'caseworker'])[1 + a.n % 4] and r.valid_until is null
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id and (un.kind = 'team' or un.name like 'Försörjningsstöd%')
  join account_user u on u.id = r.user_id and u.active
  order by a.n, u.created_at, u.id`

/** Signs in people of different associations and roles, as many as `count`. */
export async function signIn(owner: pg.Client, url: string, count: number): Promise<Visitor[]> {
  const { rows } = await owner.query(CHOSEN, [count])
  const visitors: Visitor[] = []
  for (const { email, role, unitId, associationId } of rows) {
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password: DEMO_PASSWORD }),
    })
    if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status}`)
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    await answer.body?.cancel()
    const token = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')[0] ?? ''
    const threads = await owner.query(
      `select t.thread_id as id, i.name_key as key from thread t join participant_identity i using (association_id, thread_id)
       where association_id = $1 and (t.team_unit_id = $2 or t.unit_id = $2) and i.protection = 'none' order by t.thread_id desc limit 40`,
      [associationId, unitId],
    )
    const form = await (await fetch(`${url}/deltagare/sok`, { headers: { cookie } })).text()
    const formToken = /name="_token" value="([^"]+)"/.exec(form)?.[1]
    if (!formToken) throw new Error(`${email} found no search form`)
    visitors.push({
      email,
      associationId,
      role,
      cookie,
      token,
      threadIds: threads.rows.map(({ id }) => id),
      names: [...new Set(threads.rows.map(({ key }) => String(key).slice(0, 3)))],
      formToken,
    })
  }
  return visitors
}
