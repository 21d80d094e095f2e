import { createHmac, timingSafeEqual } from 'node:crypto'
import { keepLatest } from '../../shared/keep-latest.ts'

/** The first part of the names of our cookies. */
export const COOKIE_PREFIX = 'rt'
const COOKIE = `${COOKIE_PREFIX}.session_token`

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

/** Every page of a session needs its token, several times. */
const tokens = keepLatest<string>(2000)

/** The hidden token of a session's forms, and its check. */
export const formToken = (secret: string, sessionId: string): string =>
  tokens(`${secret} ${sessionId}`, () =>
    createHmac('sha256', secret).update(`form:${sessionId}`).digest('base64url').slice(0, 32),
  )
