import type { BetterAuthPlugin } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth'
import { createRemoteJWKSet, decodeJwt } from 'jose'

/** An organisation's own sign-in service (OpenID Connect, code flow with PKCE). Every endpoint is given; nothing is discovered. */
export type Organisation = {
  providerId: string
  name: string
  issuer: string
  authorizationUrl: string
  tokenUrl: string
  userInfoUrl: string | null
  jwksUrl: string
  clientId: string
  clientSecret: string
  scopes: readonly string[]
  /** Which claim holds the mail address: `email` as a rule. */
  emailClaim: string
  /** The address counts as verified though the service does not say so (it makes the addresses itself). */
  trustsEmail: boolean
  /** Addresses in other domains are refused. */
  domain: string
}

/** May the person whom the service knows by `subject` and `email` enter? Asked at every sign-in. */
export type Admits = (person: { providerId: string; subject: string; email: string }) => Promise<boolean>

const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const PATIENCE_MS = 10_000

type Claims = Record<string, unknown>
type Tokens = { idToken?: string | undefined; accessToken?: string | undefined }

/** The address of the claims, if it is one of the organisation's own and verified. */
function addressIn(claims: Claims, organisation: Organisation): string | undefined {
  const { emailClaim, trustsEmail, domain } = organisation
  const address = claims[emailClaim]
  if (typeof address !== 'string') return undefined
  const email = address.trim().toLowerCase()
  const said = claims.email_verified
  const verified =
    (emailClaim === 'email' && (said === true || said === 'true')) ||
    (trustsEmail && said !== false && said !== 'false')
  const parts = email.split('@')
  return verified && parts.length === 2 && parts[0] !== '' && parts[1] === domain ? email : undefined
}

/** The claims of a verified ID token, filled up from the user info endpoint where the address is only there. */
async function claimsOf(tokens: Tokens, organisation: Organisation): Promise<Claims | undefined> {
  // Without an ID token nothing is signed and nothing is bound to this attempt.
  if (!tokens.idToken) return undefined
  const claims: Claims = decodeJwt(tokens.idToken)
  if (claims[organisation.emailClaim] !== undefined || !organisation.userInfoUrl) return claims
  const answer = await fetch(organisation.userInfoUrl, {
    headers: { authorization: `Bearer ${tokens.accessToken}`, accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (!answer.ok) return undefined
  const more = (await answer.json()) as Claims
  return more.sub === claims.sub ? { ...more, ...claims } : undefined
}

const configOf = (organisation: Organisation, admits: Admits): GenericOAuthConfig => ({
  providerId: organisation.providerId,
  name: organisation.name,
  authorizationUrl: organisation.authorizationUrl,
  tokenUrl: organisation.tokenUrl,
  clientId: organisation.clientId,
  clientSecret: organisation.clientSecret,
  scopes: [...organisation.scopes],
  pkce: true,
  disableSignUp: true,
  disableProviderLogout: true,
  accountSubject: ({ profile }) => String(profile.sub ?? ''),
  async getUserInfo(tokens) {
    const claims = await claimsOf(tokens, organisation).catch(() => undefined)
    const subject = typeof claims?.sub === 'string' ? claims.sub : ''
    const email = claims && addressIn(claims, organisation)
    if (!email || !subject) return null
    if (!(await admits({ providerId: organisation.providerId, subject, email }))) return null
    return { id: subject, sub: subject, email, emailVerified: true, name: '' }
  },
})

type Provider = {
  id: string
  issuer?: string
  idToken?: unknown
  requiresIdTokenNonce?: boolean
}

/**
 * The library's generic OAuth with what it otherwise takes only from discovery: the issuer and the keys ID tokens are
 * verified with, and a nonce that binds the token to this attempt.
 */
export function organisationSignIn(organisations: readonly Organisation[], admits: Admits): BetterAuthPlugin {
  const plugin = genericOAuth({ config: organisations.map((one) => configOf(one, admits)) })
  return {
    ...plugin,
    id: 'generic-oauth',
    async init(context) {
      const made = await plugin.init(context)
      for (const organisation of organisations) {
        const provider = made.context.socialProviders.find((one) => one.id === organisation.providerId) as
          | Provider
          | undefined
        if (!provider) throw new Error(`${organisation.providerId} is not among the providers`)
        provider.issuer = organisation.issuer
        provider.requiresIdTokenNonce = true
        provider.idToken = {
          jwks: createRemoteJWKSet(new URL(organisation.jwksUrl), { timeoutDuration: PATIENCE_MS }),
          issuer: organisation.issuer,
          audience: organisation.clientId,
          algorithms: SIGNATURES,
        }
      }
      return made
    },
  }
}
