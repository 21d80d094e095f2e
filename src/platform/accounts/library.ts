import { APIError, BASE_ERROR_CODES } from '@better-auth/core/error'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import type { Kysely } from 'kysely'
import { newId } from '../../shared/ids.ts'
import { log } from '../log.ts'
import { type Admits, type Organisation, organisationSignIn } from './organisation.ts'
import { COOKIE_PREFIX } from './session-cookie.ts'

export type LibraryConfig = {
  /** Where the browser meets us, e.g. `https://trad.example.se`. Decides secure cookies, passkey domain, allowed origins. */
  origin: string
  /** At least 32 characters; signs the session cookie and the form tokens. */
  secret: string
  /** Where a sign-in through an organisation ends that did not work. */
  organisationFailed: string
}

const WORKING_DAY_S = 10 * 60 * 60
const MINUTE_S = 60

/** Somebody unlocked the key with a finger, face or code: the key alone is one factor only (WebAuthn "user verified"). */
const mustBeVerified = (verified: boolean | undefined): void => {
  if (!verified) throw APIError.from('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED', message: 'The key was not unlocked' })
}

/** The account library on our own tables: password, passkey, organisations' sign-in. Nobody can sign up by themselves. */
export function createLibrary(
  // biome-ignore lint/suspicious/noExplicitAny: the library wants a Kysely of any schema
  db: Kysely<any>,
  config: LibraryConfig,
  organisations: readonly Organisation[],
  admits: Admits,
) {
  const origin = new URL(config.origin)
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    baseURL: config.origin,
    secret: config.secret,
    trustedOrigins: [origin.origin],
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...more) =>
        log.warn('accounts: refused', { message, error: more.find((one) => one instanceof Error) }),
    },
    database: { db, type: 'postgres', transaction: false },
    onAPIError: { errorURL: config.origin + config.organisationFailed },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
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
      updateAccountOnSignIn: false,
      storeStateStrategy: 'database',
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    verification: { modelName: 'account_verification', fields: { expiresAt: 'expires_at', ...stamps } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    databaseHooks: {
      session: {
        create: {
          // A closed account answers as a wrong password does, whichever way somebody tries to enter.
          async before(session) {
            const user = await db
              .selectFrom('account_user')
              .select('active')
              .where('id', '=', session.userId)
              .executeTakeFirst()
            if (!user?.active) throw APIError.from('UNAUTHORIZED', BASE_ERROR_CODES.INVALID_EMAIL_OR_PASSWORD)
          },
        },
      },
      account: {
        create: {
          // Tokens of an organisation are of no use after the sign-in: what is not kept cannot leak.
          async before(account) {
            return {
              data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
            }
          },
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'account_rate_limit',
      fields: { lastRequest: 'last_request' },
      window: MINUTE_S,
      max: 300,
      // Passwords are counted by address and account before they get here (sign-in-limit.ts).
      customRules: { '/sign-in/email': false, '/sign-in/social': { window: MINUTE_S, max: 60 } },
    },
    plugins: [
      passkey({
        rpID: origin.hostname,
        rpName: 'Röda tråden',
        origin: origin.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) => mustBeVerified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) => mustBeVerified(verification.authenticationInfo?.userVerified),
        },
        advanced: { webAuthnChallengeCookie: 'passkey' },
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
      organisationSignIn(organisations, admits),
    ],
  })
}

export type Library = ReturnType<typeof createLibrary>
