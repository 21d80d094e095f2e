import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import type { Ground, Viewer } from './viewer.ts'
import { mainUnit } from './viewer.ts'

/** What somebody looked at. One thread with its ground, or a list of threads, of which some are only `shared` with the viewer. */
export type Look =
  | { threadId: string; ground: Ground }
  | { threadIds: string[]; shared?: readonly string[]; searchBy?: SearchBy }

/** What was searched by; the term itself is kept nowhere. */
export type SearchBy = 'name' | 'number' | 'case'

/** Kinds of looks in the read log. */
export type LookKind = 'view' | 'list' | 'search' | 'export' | 'denied' | 'break_glass' | 'access_report' | 'preview'

type LookRow = {
  associationId: number
  userId: string
  unitId: number | null
  authorityId: number | null
  what: LookKind
  ground: Ground
  threadId: string | null
  threadIds: string[] | null
  searchBy: SearchBy | null
}

const insertLook = compileOnce(
  (db, { associationId, userId, unitId, authorityId, what, ground, threadId, threadIds, searchBy }: LookRow) =>
    db
      .insertInto('readLog')
      .values({ associationId, userId, unitId, authorityId, what, ground, threadId, threadIds, searchBy }),
)

/**
 * The log does not take a look for which there is no ground any more: another transaction ended the sight after this one had read.
 * The page is to begin again from the beginning (`givingWay`), and to show what is to be seen now.
 */
export class SightEnded extends Error {
  readonly code = '40001'
}
const REFUSED = '42501'
const beginAgain = (error: unknown): never => {
  if (error instanceof Error && 'code' in error && error.code === REFUSED)
    throw new SightEnded('what was read is not to be seen any more', { cause: error })
  throw error
}

/** Writes a look into the read log, within the transaction that read the data. A list nobody was on is not a look; a search that found nobody is. */
export async function logLook(tx: Tx, viewer: Viewer, what: LookKind, look: Look): Promise<void> {
  const held = mainUnit(viewer)
  const write = (of: Pick<LookRow, 'ground' | 'threadId' | 'threadIds' | 'searchBy'>) =>
    insertLook(tx, {
      associationId: viewer.associationId,
      userId: viewer.userId,
      unitId: held?.unitId ?? null,
      authorityId: held?.authorityId ?? null,
      what,
      ...of,
    }).catch(beginAgain)
  if (!('threadIds' in look)) {
    await write({ ground: look.ground, threadId: look.threadId, threadIds: null, searchBy: null })
    return
  }
  const shared = look.threadIds.filter((id) => look.shared?.includes(id))
  const own = look.threadIds.filter((id) => !shared.includes(id))
  const list = { threadId: null, searchBy: look.searchBy ?? null }
  // Both sent at once: a page does not wait for what it writes here before the transaction is ended (`Visit.saw`).
  await Promise.all([
    (own.length > 0 || (what === 'search' && shared.length === 0)) &&
      write({ ...list, ground: 'own_unit', threadIds: own }),
    shared.length > 0 && write({ ...list, ground: 'disclosure', threadIds: shared }),
  ])
}

/** Somebody asked for a thread, or a referral, that is absent or not theirs: written where there is one, as an attempt. */
export async function logDenied(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  const held = mainUnit(viewer)
  await sql`select log_denied(${id}::uuid, ${held?.unitId ?? null}::int, ${held?.authorityId ?? null}::int)`.execute(tx)
}
