import type pg from 'pg'
import { email as emailField } from './features/access/invitation.schema.ts'
import { LINK_DAYS } from './features/access/invitation.ts'
import { paths } from './paths.ts'
import { type Command, UsageError } from './platform/command-line.ts'
import { readConfig } from './platform/config.ts'
import { migrate } from './platform/database/migrate.ts'
import { openDatabase } from './platform/database/open.ts'
import { withClient } from './platform/database/provision.ts'
import { secretOf } from './platform/program-secret.ts'
import { linkToken, tokenHash } from './platform/secret-link.ts'
import { newId } from './shared/ids.ts'

const USAGE = 'npm run cli -- association "NAME" "ADMINISTRATOR" name@example.se'

/**
 * Makes an association with its own unit and its first administrator, whom nobody could invite. Returns the token of the
 * link with which that person chooses a password. Run as the owner of the tables.
 */
export async function makeAssociation(
  client: pg.ClientBase,
  secret: string,
  made: { name: string; administrator: string; email: string },
): Promise<string> {
  const { name, administrator, email } = made
  const first = async <T>(text: string, values: unknown[]) => (await client.query(text, values)).rows[0] as T
  const taken = await first('select 1 from account_user where lower(email) = $1', [email])
  if (taken) throw new UsageError(`There is already an account with the address ${email}.`)
  await client.query('begin')
  try {
    const { associationId } = await first<{ associationId: number }>(
      'insert into association (name, short_name) values ($1, $1) returning association_id as "associationId"',
      [name],
    )
    const { authorityId } = await first<{ authorityId: number }>(
      `insert into authority (association_id, kind, name) values ($1, 'association', $2) returning authority_id as "authorityId"`,
      [associationId, name],
    )
    const { unitId } = await first<{ unitId: number }>(
      `insert into unit (association_id, authority_id, name, kind) values ($1, $2, 'Kansliet', 'association') returning unit_id as "unitId"`,
      [associationId, authorityId],
    )
    const [userId, invitationId] = [newId(), newId()]
    await client.query(
      'insert into account_user (id, name, email, email_verified, association_id) values ($1, $2, $3, true, $4)',
      [userId, administrator, email, associationId],
    )
    await client.query(
      `insert into user_role (association_id, user_id, unit_id, role, valid_from) values ($1, $2, $3, 'administrator', viewer_today())`,
      [associationId, userId, unitId],
    )
    const token = linkToken(secret, { associationId, invitationId, round: 1 })
    await client.query(
      `insert into invitation (association_id, invitation_id, user_id, name, email, language, token_hash, invited_by, expires_at)
       values ($1, $2, $3, $4, $5, 'sv', $6, $3, now() + make_interval(days => $7))`,
      [associationId, invitationId, userId, administrator, email, tokenHash(token), LINK_DAYS],
    )
    await client.query('commit')
    return token
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

export const associationCommand: Command = {
  summary: 'Makes an association and the link of its first administrator: "NAME" "ADMINISTRATOR" name@example.se',
  async run([name = '', administrator = '', address = '']) {
    const email = emailField().safeParse(address.toLowerCase())
    if (!name.trim() || !administrator.trim() || !email.success) throw new UsageError(USAGE)
    const config = readConfig()
    const database = await openDatabase({ ...config, log: (line) => console.error(line) })
    try {
      await migrate(database.migrator, { log: (line) => console.error(line) })
      const made = { name: name.trim(), administrator: administrator.trim(), email: email.data }
      const token = await withClient(database.migrator, (client) =>
        makeAssociation(client, secretOf(config.dataDir), made),
      )
      console.log(config.origin + paths.invitation(token))
    } finally {
      await database.stop()
    }
  },
}
