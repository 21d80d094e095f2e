/** An authority's own sign-in service (OpenID Connect), as the administrator writes it. The secret is apart. */
export type AuthoritySignIn = {
  active: boolean
  issuer: string
  authorizationUrl: string
  tokenUrl: string
  userinfoUrl: string | null
  jwksUrl: string
  clientId: string
  scopes: string
  emailClaim: string
  trustsEmail: boolean
  domain: string
  version: number
}

/** The account library's name of an authority's service. Also in `organisation_admits` (0071_sign_in.sql). */
export const providerIdOf = (authorityId: number): string => `authority-${authorityId}`

export function authorityIn(providerId: string): number | undefined {
  const found = /^authority-(\d{1,9})$/.exec(providerId)
  return found ? Number(found[1]) : undefined
}

/** What the service's secret is sealed for: a row moved to another authority does not open. */
export const sealPurpose = (authorityId: number): string => `sign-in of authority ${authorityId}`

/** The address the service sends people back to; the administrator registers it there. */
export const callbackUrl = (origin: string, authorityId: number): string =>
  `${origin}/api/auth/callback/${providerIdOf(authorityId)}`
