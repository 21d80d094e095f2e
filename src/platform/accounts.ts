import { createHmac, timingSafeEqual } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth'
import type { Kysely } from 'kysely'
import { newId } from '../shared/ids.ts'

export type AccountsConfig = {
  /** Where the browser meets us, e.g. `https://trad.example.se`. Decides secure cookies, passkey domain, allowed origins. */
  origin: string
  /** At least 32 characters; signs the session cookie and the form tokens. */
  secret: string
  /** Sign-in attempts a minute and address. */
  signInsPerMinute: number
  /** Organisations' own sign-in, one entry an identity provider, with explicit endpoints. */
  oidc: GenericOAuthConfig[]
}

const WORKING_DAY_S = 10 * 60 * 60
const COOKIE = 'rt.session_token'

/** The account library on our own tables: password, passkey, organisations' sign-in. Nobody can sign up by themselves. */
// biome-ignore lint/suspicious/noExplicitAny: the library wants a Kysely of any schema
export function createAccounts(db: Kysely<any>, config: AccountsConfig) {
  const origin = new URL(config.origin)
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    baseURL: config.origin,
    secret: config.secret,
    trustedOrigins: [origin.origin],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    database: { db, type: 'postgres', transaction: false },
    advanced: {
      cookiePrefix: 'rt',
      useSecureCookies: origin.protocol === 'https:',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: ['x-real-client'] },
    },
    user: { modelName: 'account_user', fields: { emailVerified: 'email_verified', ...stamps } },
    session: {
      modelName: 'account_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...stamps,
      },
      expiresIn: WORKING_DAY_S,
      // A session is read at every request, from the table: signing out everywhere works at once.
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'account_credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    verification: { modelName: 'account_verification', fields: { expiresAt: 'expires_at', ...stamps } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'account_rate_limit',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 300,
      customRules: { '/sign-in/*': { window: 60, max: config.signInsPerMinute } },
    },
    plugins: [
      passkey({
        rpID: origin.hostname,
        rpName: 'Röda tråden',
        origin: origin.origin,
        schema: {
          passkey: {
            modelName: 'account_passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'user_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      genericOAuth({ config: config.oidc }),
    ],
  })
}

export type Accounts = ReturnType<typeof createAccounts>

/** The name of the session cookie for an origin. */
export const sessionCookieName = (origin: string): string =>
  origin.startsWith('https:') ? `__Secure-${COOKIE}` : COOKIE

/**
 * The session token in a Cookie header, if its signature holds. The account library signs `token.base64(HMAC-SHA256)`;
 * checking it here spares each page the library's own queries.
 */
export function sessionToken(cookieHeader: string | undefined, name: string, secret: string): string | undefined {
  const value = cookieHeader
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1)
  if (!value) return undefined
  let signed: string
  try {
    signed = decodeURIComponent(value)
  } catch {
    return undefined
  }
  const dot = signed.lastIndexOf('.')
  const token = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(token).digest()
  return dot > 0 && given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

/** The hidden token of a session's forms, and its check. */
export const formToken = (secret: string, sessionId: string): string =>
  createHmac('sha256', secret).update(`form:${sessionId}`).digest('base64url').slice(0, 32)
