import { randomInt } from 'node:crypto'
import type { Tx } from '../../platform/database/db.ts'
import { insertMany } from '../../platform/database/insert-many.ts'
import type { Viewer } from './viewer.ts'

/** Without 0, 1, I and O, which look alike on paper. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 7

const newCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/**
 * The codes a unit knows its threads by in surveys and interviews; made for those that have none yet. Only the unit itself finds the way
 * back. Gives a code for each thread that was asked for.
 */
export async function pseudonymsFor(
  tx: Tx,
  { associationId }: Viewer,
  { unitId, authorityId }: { unitId: number; authorityId: number },
  threadIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('pseudonym')
    .select(['threadId', 'code'])
    .where('associationId', '=', associationId)
    .where('unitId', '=', unitId)
    .execute()
  const known = new Map(rows.map(({ threadId, code }) => [threadId, code]))
  const taken = new Set(known.values())
  const fresh = threadIds
    .filter((threadId) => !known.has(threadId))
    .map((threadId) => {
      let code = newCode()
      while (taken.has(code)) code = newCode()
      taken.add(code)
      return { associationId, unitId, authorityId, threadId, code }
    })
  await insertMany(tx, 'pseudonym', fresh)
  for (const { threadId, code } of fresh) known.set(threadId, code)
  return new Map(threadIds.map((threadId) => [threadId, known.get(threadId)!]))
}
