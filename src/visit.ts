import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { sql } from 'kysely'
import type { Look, PageContent, PublicVisit, Route, Submitted, Viewer, Visit } from './features/access/public.ts'
import { logLook } from './features/access/read-log.commands.ts'
import { formToken } from './platform/accounts.ts'
import type { Tx } from './platform/database/db.ts'
import type { Lang } from './platform/i18n/lang.ts'
import { isUuid, newId } from './shared/ids.ts'
import type { Result } from './shared/result.ts'

/** Reading a form went wrong before any page saw it. */
export class FormProblem extends Error {
  readonly kind: 'forged' | 'too-large' | 'broken'
  /** The page of the form itself, where it says more than the general one. */
  readonly page: ((lang: Lang) => PageContent) | undefined
  constructor(kind: FormProblem['kind'], page?: FormProblem['page']) {
    super(kind)
    this.kind = kind
    this.page = page
  }
}

type Parsed = { fields: Record<string, string>; all(name: string): string[]; file(name: string): File | undefined }
const NO_FORM: Parsed = { fields: {}, all: () => [], file: () => undefined }

/** Compared as bytes: a token of odd letters may be as long as ours and still have more of them. */
function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Browsers send line breaks as CRLF; texts are kept with LF. NUL cannot be stored by the database and means nothing to a person. */
const clean = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\u0000', '')

async function readForm(c: Context, secret: string, viewer: Viewer): Promise<Parsed> {
  let body: FormData
  try {
    body = await c.req.formData()
  } catch {
    throw new FormProblem('broken')
  }
  const texts = (name: string) =>
    body.getAll(name).flatMap((value) => (typeof value === 'string' ? [clean(value)] : []))
  if (!same(texts('_token').at(-1) ?? '', formToken(secret, viewer.sessionId))) throw new FormProblem('forged')
  const fields: Record<string, string> = {}
  for (const name of new Set(body.keys())) {
    const last = texts(name).at(-1)
    if (last !== undefined) fields[name] = last
  }
  const file = (name: string) =>
    body.getAll(name).find((value): value is File => value instanceof File && value.size > 0)
  return { fields, all: texts, file }
}

/**
 * Runs a command once for each form key. The key's row is written first: a second send waits for the first transaction and
 * then finds where it went.
 */
async function submitOnce(
  visit: { c: Context; tx: Tx; viewer: Viewer },
  key: string | undefined,
  run: () => Promise<Result<string>>,
): Promise<Submitted> {
  const { c, tx, viewer } = visit
  const owner = { associationId: viewer.associationId, userId: viewer.userId }
  // A refusal leaves nothing behind even where its page answers 200 (a question before the change): the key can be used again.
  await sql`savepoint once`.execute(tx)
  if (key && isUuid(key)) {
    const mine = await tx
      .insertInto('formKey')
      .values({ ...owner, key })
      .onConflict((on) => on.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!mine) {
      const first = await tx
        .selectFrom('formKey')
        .select('location')
        .where('associationId', '=', owner.associationId)
        .where('userId', '=', owner.userId)
        .where('key', '=', key)
        .executeTakeFirst()
      return { done: c.redirect(first?.location || '/', 303) }
    }
  }
  const result = await run()
  if (!result.ok) {
    await sql`rollback to savepoint once`.execute(tx)
    return { refused: result.refusal }
  }
  if (key && isUuid(key)) {
    await tx
      .updateTable('formKey')
      .set({ location: result.value })
      .where('associationId', '=', owner.associationId)
      .where('userId', '=', owner.userId)
      .where('key', '=', key)
      .execute()
  }
  return { done: c.redirect(result.value, 303) }
}

export type OpenVisit = {
  visit: Visit
  /** What was looked at: written already, or to be written anew where the answer is a refusal and leaves nothing else behind. */
  looks: Look[]
  effects: (() => Promise<void> | void)[]
  /** What was written meanwhile stands, or it throws. */
  finished(): Promise<void>
}

/** Makes the visit a route's handler is called with, inside the transaction. */
export async function openVisit(
  base: Omit<PublicVisit, 'page' | 'notFound'>,
  route: Exclude<Route, { guard: 'public' }>,
  viewer: Viewer,
  tx: Tx,
  secret: string,
  page: (content: PageContent) => Response | Promise<Response>,
  notFound: () => Response | Promise<Response>,
): Promise<OpenVisit> {
  const parsed = route.method === 'post' ? await readForm(base.c, secret, viewer) : NO_FORM
  const effects: (() => Promise<void> | void)[] = []
  const looks: Look[] = []
  const unfinished: Promise<void>[] = []
  const visit: Visit = {
    ...base,
    viewer,
    tx,
    page,
    notFound,
    form: parsed.fields,
    all: parsed.all,
    file: parsed.file,
    keys: () => ({ token: formToken(secret, viewer.sessionId), key: newId() }),
    async saw(look) {
      looks.push(look)
      if (route.audit === 'none' || route.audit === 'change') return
      // Written while the page is made; nothing is answered before it stands.
      const written = logLook(tx, viewer, route.audit, look)
      written.catch(() => undefined)
      unfinished.push(written)
    },
    submit: (run) => submitOnce({ c: base.c, tx, viewer }, parsed.fields._key, run),
    afterCommit: (effect) => effects.push(effect),
  }
  return {
    visit,
    looks,
    effects,
    async finished() {
      await Promise.all(unfinished)
    },
  }
}
