import { type MapBodies, ownerKind } from '../body.ts'
import type { OwnerKind } from '../code.ts'
import type { Entry } from '../entry.ts'

/** Entries of one authority; null: of none. */
export type OwnerGroup<E> = { authorityId: number | null; kind: OwnerKind; entries: E[] }

/** By authority in the order of the map, civil society last; only those that have something. */
export function byOwner<E extends Pick<Entry, 'authorityId'>>(
  entries: readonly E[],
  bodies: MapBodies,
): OwnerGroup<E>[] {
  const of = new Map<number | null, E[]>()
  for (const entry of entries) {
    const known = bodies.authorities.some(({ authorityId }) => authorityId === entry.authorityId)
    const key = known ? entry.authorityId : null
    const list = of.get(key)
    if (list) list.push(entry)
    else of.set(key, [entry])
  }
  return [...bodies.authorities.map(({ authorityId }) => authorityId), null].flatMap((authorityId) => {
    const list = of.get(authorityId)
    return list ? [{ authorityId, kind: ownerKind(bodies, { authorityId }), entries: list }] : []
  })
}
