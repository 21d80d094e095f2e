import { isUuid } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { mayWrite } from '../entry.access.ts'
import { loadEntries } from '../entry.queries.ts'
import type { Entry } from '../entry.ts'
import type { MapWork } from '../work.ts'
import { comparedOf, pairOf } from './pair.ts'

const NOT_FOUND = refuse({ kind: 'not-found' })

/** Both entries of a pair, where the viewer answers for one of them. */
async function open({ tx, viewer }: MapWork, ids: readonly [string, string]): Promise<[Entry, Entry] | undefined> {
  if (!ids.every(isUuid) || ids[0] === ids[1]) return undefined
  const found = (await loadEntries(tx, viewer, ids)).filter((one) => one.status !== 'removed')
  const [a, b] = found
  return a && b && found.some((one) => mayWrite(viewer, one)) ? [a, b] : undefined
}

async function forget({ tx, viewer }: MapWork, a: Entry, b: Entry): Promise<void> {
  const { entryId, otherId } = pairOf(a, b)
  await tx
    .deleteFrom('mapPair')
    .where('associationId', '=', viewer.associationId)
    .where('entryId', '=', entryId)
    .where('otherId', '=', otherId)
    .execute()
}

/** Says that two entries are not the same: nobody is asked again as long as both are called what they are, by the same providers. */
export async function sayApart(work: MapWork, ids: readonly [string, string]): Promise<Result<undefined>> {
  const pair = await open(work, ids)
  if (!pair) return NOT_FOUND
  const { tx, viewer, today } = work
  await forget(work, ...pair)
  await tx
    .insertInto('mapPair')
    .values({
      associationId: viewer.associationId,
      ...pairOf(...pair),
      compared: comparedOf(...pair),
      saidBy: viewer.userId,
      saidOn: today,
    })
    .execute()
  return ok(undefined)
}

/** Takes such an answer back: they may be the same again. */
export async function askAgain(work: MapWork, ids: readonly [string, string]): Promise<Result<undefined>> {
  const pair = await open(work, ids)
  if (!pair) return NOT_FOUND
  await forget(work, ...pair)
  return ok(undefined)
}
