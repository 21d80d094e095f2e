import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { Result } from '../../shared/result.ts'
import type { Receiver } from './disclosure.ts'
import type { Viewer } from './viewer.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Somebody at the receiver who holds nothing but what was disclosed to it. */
function eyesOf(viewer: Viewer, to: Pick<Receiver, 'authorityId' | 'unitId'>): Viewer {
  const body = to.unitId ?? to.authorityId
  const grantees = [1, 2, 3, 4, 5, 6, 7].map((code) => body * 16 + code)
  return { ...viewer, userId: NOBODY, roles: [], glass: [], grantees }
}

/**
 * Looks at the database as the receiver would after `give`, and leaves nothing behind: `give` is really done, the page is really
 * read under the policies with the receiver's grantees, and all of it is rolled back to a savepoint. A row must be open to the viewer
 * too (policy `previewed`), so nobody sees through another what is closed to themselves.
 */
export async function previewAs<T>(
  tx: Tx,
  viewer: Viewer,
  to: Pick<Receiver, 'authorityId' | 'unitId'>,
  give: () => Promise<Result<unknown>>,
  look: (receiver: Viewer) => Promise<T>,
): Promise<T | undefined> {
  const receiver = eyesOf(viewer, to)
  await sql`savepoint preview`.execute(tx)
  try {
    const given = await give()
    if (!given.ok) return undefined
    const list = (numbers: number[]) => numbers.map((one) => Math.trunc(one)).join(',')
    await sql
      .raw(
        `set local app.preview = '{${list(viewer.grantees)}}'; set local app.grantees = '{${list(receiver.grantees)}}';` +
          `set local app.viewer = '${NOBODY}'; set local app.glass = '{}'`,
      )
      .execute(tx)
    return await look(receiver)
  } finally {
    await sql`rollback to savepoint preview`.execute(tx)
    await sql`release savepoint preview`.execute(tx)
  }
}
