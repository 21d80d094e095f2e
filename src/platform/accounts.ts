import { verifyPassword } from 'better-auth/crypto'
import type { Kysely } from 'kysely'
import { createLibrary, type Library } from './accounts/library.ts'
import type { Admits, Organisation } from './accounts/organisation.ts'
import { type SignInLimit, signInLimit } from './accounts/sign-in-limit.ts'

export type { Admits, Organisation } from './accounts/organisation.ts'
export { formToken, sessionCookieName, sessionToken } from './accounts/session-cookie.ts'

/** The organisations with a sign-in of their own, as they are now: kept elsewhere and changed while the program runs. */
export type Organisations = {
  /** Another text whenever something has changed. */
  version(): Promise<string>
  load(): Promise<Organisation[]>
  admits: Admits
}

export type AccountsConfig = {
  /** Where the browser meets us, e.g. `https://trad.example.se`. Decides secure cookies, passkey domain, allowed origins. */
  origin: string
  /** At least 32 characters; signs the session cookie and the form tokens. */
  secret: string
  /** Failed sign-ins a minute and network address. */
  signInsPerMinute: number
  /** Where a sign-in through an organisation ends that did not work; a path. */
  organisationFailed: string
  organisations?: Organisations
}

export type PasswordCheck = 'right' | 'wrong' | 'tooMany'

export type Accounts = {
  readonly origin: string
  /** Answers a request to `/api/auth/…` from outside. */
  handler(request: Request): Promise<Response>
  /** Signs in with a password, from an address of the network: the library's answer, whose cookies are to be passed on. */
  signIn(attempt: {
    email: string
    password: string
    address: string
    userAgent?: string | undefined
  }): Promise<Response>
  /** Is this the password of the account? Asked of somebody signed in; wrong answers count as failed sign-ins do. */
  checkPassword(attempt: { userId: string; email: string; password: string; address: string }): Promise<PasswordCheck>
  /** Begins a sign-in through an organisation: the library's answer, JSON with the `url` to go to. */
  signInThrough(attempt: { providerId: string; target: string; address: string }): Promise<Response>
}

const BASE = '/api/auth'
/** What the outside may ask of the library; everything else it could do (changing names, linking, deleting) does not exist. */
const OPEN = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /ok',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
])
const CALLBACK = /^(GET|POST) \/callback\/authority-\d{1,9}$/
const ADDRESS_HEADER = 'x-real-client'

const json = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

/** The session's token is for the cookie that no script can read; the library also writes it into what it answers. */
async function withoutToken(response: Response): Promise<Response> {
  if (!response.headers.get('content-type')?.includes('json')) return response
  const text = await response.text()
  const { token: _, session, ...rest } = readObject(text)
  const answer = (body: string) => new Response(body, { status: response.status, headers: response.headers })
  if (!text.includes('"token"')) return answer(text)
  return answer(JSON.stringify(session ? { ...rest, session: { ...session, token: undefined } } : rest))
}

const readObject = (text: string): { token?: string; session?: Record<string, unknown> } => {
  try {
    const read: unknown = JSON.parse(text)
    return read && typeof read === 'object' && !Array.isArray(read) ? read : {}
  } catch {
    return {}
  }
}

/** Accounts: the library behind a narrow door, rebuilt whenever an organisation's sign-in is changed. */
// biome-ignore lint/suspicious/noExplicitAny: the library wants a Kysely of any schema
export function createAccounts(db: Kysely<any>, config: AccountsConfig): Accounts {
  const limit = signInLimit(db, config.secret, { most: config.signInsPerMinute, seconds: 60 })
  const current = libraries(db, config)

  const signIn = async (request: Request): Promise<Response> => {
    const email = await emailIn(request)
    const attempt = { address: request.headers.get(ADDRESS_HEADER) ?? '', email }
    const refused = await limit.begin(attempt)
    if (refused) return tooMany(refused.wait)
    return countSuccess(limit, attempt, await (await current()).handler(request))
  }

  return {
    origin: config.origin,
    async handler(request) {
      const asked = `${request.method} ${new URL(request.url).pathname.slice(BASE.length)}`
      if (asked === 'POST /sign-in/email') return withoutToken(await signIn(request))
      if (!OPEN.has(asked) && !CALLBACK.test(asked)) return json(404, { message: 'Not found' })
      return withoutToken(await (await current()).handler(request))
    },
    signIn: ({ email, password, address, userAgent }) =>
      signIn(ask(config.origin, '/sign-in/email', { email, password }, address, userAgent)),
    async checkPassword({ userId, email, password, address }) {
      const attempt = { address, email }
      if (await limit.begin(attempt)) return 'tooMany'
      const credential = await db
        .selectFrom('account_credential')
        .select('password')
        .where('user_id', '=', userId)
        .where('provider_id', '=', 'credential')
        .executeTakeFirst()
      if (!credential?.password || !(await verifyPassword({ hash: credential.password, password }))) return 'wrong'
      await limit.succeeded(attempt)
      return 'right'
    },
    async signInThrough({ providerId, target, address }) {
      const body = {
        provider: providerId,
        callbackURL: target,
        errorCallbackURL: config.organisationFailed,
        disableRedirect: true,
      }
      return (await current()).handler(ask(config.origin, '/sign-in/social', body, address))
    },
  }
}

/** Gives the library built for the organisations as they are now. */
function libraries(
  // biome-ignore lint/suspicious/noExplicitAny: the library wants a Kysely of any schema
  db: Kysely<any>,
  config: AccountsConfig,
): () => Promise<Library> {
  const { organisations } = config
  const none: Admits = async () => false
  let built: { version: string; library: Library } | undefined
  return async () => {
    const version = (await organisations?.version()) ?? ''
    if (built?.version !== version) {
      const present = (await organisations?.load()) ?? []
      built = { version, library: createLibrary(db, config, present, organisations?.admits ?? none) }
    }
    return built.library
  }
}

const ask = (origin: string, path: string, body: object, address: string, userAgent?: string): Request =>
  new Request(`${origin}${BASE}${path}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', origin, [ADDRESS_HEADER]: address },
      ...(userAgent ? { 'user-agent': userAgent } : {}),
    },
    body: JSON.stringify(body),
  })

/** The address somebody tries to sign in with; empty when the request has none (the library then refuses it). */
async function emailIn(request: Request): Promise<string> {
  try {
    const copy = request.clone()
    const type = request.headers.get('content-type') ?? ''
    const fields = type.includes('json') ? await copy.json() : Object.fromEntries(await copy.formData())
    return String(fields?.email ?? '').slice(0, 320)
  } catch {
    return ''
  }
}

const tooMany = (wait: number): Response =>
  json(
    429,
    { message: 'Too many requests. Please try again later.' },
    { 'retry-after': String(wait), 'x-retry-after': String(wait) },
  )

async function countSuccess(
  limit: SignInLimit,
  attempt: { address: string; email: string },
  answer: Response,
): Promise<Response> {
  if (answer.ok) await limit.succeeded(attempt)
  return answer
}
