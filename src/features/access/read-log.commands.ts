import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import type { Ground, Viewer } from './viewer.ts'
import { mainUnit } from './viewer.ts'

/** What somebody looked at. One thread with its ground, or a list of threads. */
export type Look = { threadId: string; ground: Ground } | { threadIds: string[] }

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
}

const insertLook = compileOnce(
  (db, { associationId, userId, unitId, authorityId, what, ground, threadId, threadIds }: LookRow) =>
    db.insertInto('readLog').values({ associationId, userId, unitId, authorityId, what, ground, threadId, threadIds }),
)

/** Writes a look into the read log, within the transaction that read the data. A list nobody was on is not a look. */
export async function logLook(tx: Tx, viewer: Viewer, what: LookKind, look: Look): Promise<void> {
  const list = 'threadIds' in look
  if (list && look.threadIds.length === 0) return
  const held = mainUnit(viewer)
  await insertLook(tx, {
    associationId: viewer.associationId,
    userId: viewer.userId,
    unitId: held?.unitId ?? null,
    authorityId: held?.authorityId ?? null,
    what,
    ground: list ? 'own_unit' : look.ground,
    threadId: list ? null : look.threadId,
    threadIds: list ? look.threadIds : null,
  })
}
