import { sql } from 'kysely'
import { paths } from '../../paths.ts'
import type { Organisation, Organisations } from '../../platform/accounts.ts'
import type { Db, Tx } from '../../platform/database/db.ts'
import { log } from '../../platform/log.ts'
import { unseal } from '../../platform/secret-box.ts'
import { type AuthoritySignIn, authorityIn, providerIdOf, sealPurpose } from './organisation.ts'
import type { Viewer } from './viewer.ts'

/** Where a sign-in through an organisation ends that did not work. */
export const ORGANISATION_FAILED = `${paths.signIn}?fel=organisation`

type Row = Omit<Organisation, 'providerId' | 'clientSecret' | 'scopes'> & {
  authorityId: number
  sealedSecret: string
  scopes: string
}

/** The authorities' sign-in services for the account library. One whose secret cannot be opened is left out, and the log says so. */
export function organisationsOf(db: Db, secret: string): Organisations {
  return {
    async version() {
      const { rows } = await sql<{ version: string }>`select organisation_sign_ins_version() as version`.execute(db)
      return rows[0]?.version ?? ''
    },
    async load() {
      const { rows } = await sql<Row>`
        select authority_id as "authorityId", name, issuer, authorization_url as "authorizationUrl", token_url as "tokenUrl",
          userinfo_url as "userInfoUrl", jwks_url as "jwksUrl", client_id as "clientId", sealed_secret as "sealedSecret",
          scopes, email_claim as "emailClaim", trusts_email as "trustsEmail", domain
        from organisation_sign_ins()`.execute(db)
      return rows.flatMap(({ authorityId, sealedSecret, scopes, ...rest }) => {
        const clientSecret = unseal(secret, sealPurpose(authorityId), sealedSecret)
        if (clientSecret === undefined) {
          log.error('the secret of a sign-in service was sealed with another program secret', { authorityId })
          return []
        }
        return [{ ...rest, providerId: providerIdOf(authorityId), clientSecret, scopes: scopes.split(' ') }]
      })
    },
    async admits({ providerId, subject, email }) {
      const authorityId = authorityIn(providerId)
      if (authorityId === undefined) return false
      const { rows } = await sql<{ may: boolean }>`
        select organisation_admits(${authorityId}, ${subject}, ${email}) as may`.execute(db)
      return rows[0]?.may ?? false
    },
  }
}

/** Names of the authorities one can sign in through, for the sign-in page. */
export async function signInChoices(db: Db): Promise<{ authorityId: number; name: string }[]> {
  const { rows } = await sql<{ authorityId: number; name: string }>`
    select authority_id as "authorityId", name from organisation_sign_ins()`.execute(db)
  return rows
}

/** The authority whose service vouches for an address in an association, if there is one. */
export async function signInForAddress(
  db: Db,
  associationId: number,
  email: string,
): Promise<{ authorityId: number; name: string } | undefined> {
  const { rows } = await sql<{ authorityId: number; name: string }>`
    select authority_id as "authorityId", name from organisation_of_address(${associationId}, ${email})`.execute(db)
  return rows[0]
}

/** The sign-in service of one authority, as its form shows it: without the secret. */
export async function signInOf(tx: Tx, viewer: Viewer, authorityId: number): Promise<AuthoritySignIn | undefined> {
  return tx
    .selectFrom('authoritySignIn')
    .select([
      'active',
      'issuer',
      'authorizationUrl',
      'tokenUrl',
      'userinfoUrl',
      'jwksUrl',
      'clientId',
      'scopes',
      'emailClaim',
      'trustsEmail',
      'domain',
      'version',
    ])
    .where('associationId', '=', viewer.associationId)
    .where('authorityId', '=', authorityId)
    .executeTakeFirst()
}
