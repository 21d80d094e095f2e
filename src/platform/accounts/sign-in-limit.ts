import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

/** How many failed attempts there may be within some seconds. */
export type Limit = { most: number; seconds: number }

export type SignInLimit = {
  /**
   * Counts an attempt before it is made, by network address and by account. Refused: the seconds to wait. Both are counted
   * together, so an answer never says which of the two it was, nor whether the account exists.
   */
  begin(attempt: { address: string; email: string }): Promise<{ wait: number } | undefined>
  /** The attempt succeeded and does not count: only failures do. */
  succeeded(attempt: { address: string; email: string }): Promise<void>
}

/** Failed attempts for one account from anywhere. Beyond it a password is not even looked at. */
const PER_ACCOUNT: Limit = { most: 10, seconds: 600 }

export function signInLimit(
  // biome-ignore lint/suspicious/noExplicitAny: the table is used by its SQL name
  db: Kysely<any>,
  secret: string,
  perAddress: Limit,
  perAccount: Limit = PER_ACCOUNT,
): SignInLimit {
  const key = (kind: string, of: string) =>
    createHmac('sha256', secret).update(`attempt:${kind}:${of}`).digest('base64url')
  const keys = ({ address, email }: { address: string; email: string }) =>
    [
      [key('address', address), perAddress],
      [key('account', email.trim().toLowerCase()), perAccount],
    ] as const

  const count = async (name: string, { most, seconds }: Limit): Promise<number> => {
    const { rows } = await sql<{ count: number; wait: number }>`
      insert into sign_in_attempt as a (key, count, since) values (${name}, 1, now())
      on conflict (key) do update set
        count = case when a.since < now() - make_interval(secs => ${seconds}) then 1 else a.count + 1 end,
        since = case when a.since < now() - make_interval(secs => ${seconds}) then now() else a.since end
      returning count, ceil(extract(epoch from since + make_interval(secs => ${seconds}) - now()))::int as wait`.execute(
      db,
    )
    const row = rows[0]
    if (row?.count === 1) await sql`delete from sign_in_attempt where since < now() - interval '1 day'`.execute(db)
    return row && row.count > most ? Math.max(1, row.wait) : 0
  }

  return {
    async begin(attempt) {
      let wait = 0
      for (const [name, limit] of keys(attempt)) wait = Math.max(wait, await count(name, limit))
      return wait > 0 ? { wait } : undefined
    },
    async succeeded(attempt) {
      const [[address], [account]] = keys(attempt)
      await sql`update sign_in_attempt set count = greatest(count - 1, 0) where key = ${address}`.execute(db)
      await sql`delete from sign_in_attempt where key = ${account}`.execute(db)
    },
  }
}
