import type { Tx } from '../../platform/database/db.ts'
import { foldName } from '../../shared/text.ts'
import type { Viewer } from '../access/public.ts'
import { writesFor } from './entry.access.ts'
import type { MapScope } from './entry.queries.ts'

const offers = (tx: Tx, { associationId }: MapScope) =>
  tx
    .selectFrom('mapEntry')
    .select(['entryId', 'name', 'otherNames', 'authorityId'])
    .where('associationId', '=', associationId)
    .where('kind', '!=', 'provider')
    .where('status', 'not in', ['closed', 'removed'])
    .execute()

/** The names of everything one can take part in now, each once, in Swedish order: for a field in which one of them may be chosen. */
export async function offerNames(tx: Tx, scope: MapScope): Promise<string[]> {
  const names = new Set((await offers(tx, scope)).map(({ name }) => name))
  return [...names].sort((a, b) => a.localeCompare(b, 'sv'))
}

/**
 * The entry that a written name means: the one that bears it; of several the one of an authority the viewer works for. null where
 * it means none of them, or it cannot be told which.
 */
export async function offerNamed(tx: Tx, viewer: Viewer, written: string): Promise<string | null> {
  const key = foldName(written)
  const all = (await offers(tx, viewer)).filter(({ name, otherNames }) =>
    [name, ...otherNames].some((one) => foldName(one) === key),
  )
  const own = all.filter(({ authorityId }) => authorityId !== null && writesFor(viewer).includes(authorityId))
  const [one, ...others] = all.length > 1 ? own : all
  return one && others.length === 0 ? one.entryId : null
}
