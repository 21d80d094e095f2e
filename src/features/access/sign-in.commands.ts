import type { Accounts } from '../../platform/accounts.ts'
import type { PublicVisit } from './route.ts'

/** Lets the account library sign in with a password; its answer carries the session's cookie. */
export const signInWithPassword = (
  accounts: Accounts,
  { c, address }: Pick<PublicVisit, 'c' | 'address'>,
  email: string,
  password: string,
): Promise<Response> => accounts.signIn({ email, password, address, userAgent: c.req.header('user-agent') })

/** Goes to a page with the cookies of the account library's answer. */
export function enter(answer: Response, target: string): Response {
  const headers = new Headers({ location: target })
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
