import type { Accounts } from '../../platform/accounts.ts'
import type { PublicVisit } from './route.ts'

/** Lets the account library sign in with a password; its answer carries the session's cookie. */
export async function signInWithPassword(
  accounts: Accounts,
  visit: Pick<PublicVisit, 'c' | 'address'>,
  email: string,
  password: string,
): Promise<Response> {
  const origin = new URL(String(accounts.options.baseURL)).origin
  const headers = new Headers({ 'content-type': 'application/json', origin, 'x-real-client': visit.address })
  const agent = visit.c.req.header('user-agent')
  if (agent) headers.set('user-agent', agent)
  return accounts.handler(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email, password }),
    }),
  )
}

/** Goes to a page with the cookies of the account library's answer. */
export function enter(answer: Response, target: string): Response {
  const headers = new Headers({ location: target })
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
