import { createHash, createHmac } from 'node:crypto'

/** Which link: a new round makes a new link, and only the latest opens. */
export type LinkOf = { associationId: number; invitationId: string; round: number }

/**
 * The token of a link, `association-secret`. Computed from the program's secret, so that a mail sent later, or again, has the
 * same link though the database keeps nothing but a hash of it.
 */
export function linkToken(secret: string, of: LinkOf): string {
  const mac = createHmac('sha256', secret).update(`invitation:${of.associationId}:${of.invitationId}:${of.round}`)
  return `${of.associationId}-${mac.digest('base64url')}`
}

/** What is kept of a token. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The association in a token and its hash, or undefined for anything that is no token. */
export function readToken(token: string): { associationId: number; hash: string } | undefined {
  const parts = /^(\d{1,9})-[\w-]{43}$/.exec(token)
  return parts ? { associationId: Number(parts[1]), hash: tokenHash(token) } : undefined
}
