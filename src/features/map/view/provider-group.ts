import { foldName } from '../../../shared/text.ts'
import { type Entry, isOffer } from '../entry.ts'

/** Who does something: an entry of kind provider, the owner's own staff, or nobody stated. */
export type DoneBy =
  | { kind: 'provider'; providerId: string }
  | { kind: 'own'; authorityId: number; unitId: number | null }
  | { kind: 'unknown' }

export const doerOf = (entry: Pick<Entry, 'providerId' | 'authorityId' | 'unitId'>): DoneBy =>
  entry.providerId !== null
    ? { kind: 'provider', providerId: entry.providerId }
    : entry.authorityId !== null
      ? { kind: 'own', authorityId: entry.authorityId, unitId: entry.unitId }
      : { kind: 'unknown' }

const keyOf = (doer: DoneBy): string =>
  doer.kind === 'provider' ? doer.providerId : doer.kind === 'own' ? `${doer.authorityId} ${doer.unitId}` : ''

/** Interventions of one name, with everyone who does them and the entries each has. */
export type ProvidedGroup<E> = { name: string; doers: { doer: DoneBy; entries: E[] }[]; known: number }

type Provided = Pick<Entry, 'entryId' | 'kind' | 'name' | 'providerId' | 'authorityId' | 'unitId'>

/**
 * Providers of each intervention: entries of the same name (small and large letters alike) are the same intervention done by
 * several. Most providers first, then by name.
 */
export function byIntervention<E extends Provided>(entries: readonly E[]): ProvidedGroup<E>[] {
  const groups = new Map<string, { name: string; of: Map<string, { doer: DoneBy; entries: E[] }> }>()
  for (const entry of entries) {
    if (!isOffer(entry)) continue
    const key = foldName(entry.name)
    const group = groups.get(key) ?? { name: entry.name, of: new Map() }
    groups.set(key, group)
    const doer = doerOf(entry)
    const known = group.of.get(keyOf(doer))
    if (known) known.entries.push(entry)
    else group.of.set(keyOf(doer), { doer, entries: [entry] })
  }
  return [...groups.values()]
    .map(({ name, of }) => {
      const doers = [...of.values()]
      return { name, doers, known: doers.filter(({ doer }) => doer.kind !== 'unknown').length }
    })
    .sort((a, b) => b.known - a.known || a.name.localeCompare(b.name, 'sv'))
}

/** The other way: what each provider does; providers that do nothing now are there too. Most first, then by name. */
export function byProvider<E extends Provided>(entries: readonly E[]): { provider: E; does: E[] }[] {
  const does = new Map<string, E[]>()
  for (const entry of entries) {
    if (entry.providerId === null) continue
    const list = does.get(entry.providerId)
    if (list) list.push(entry)
    else does.set(entry.providerId, [entry])
  }
  return entries
    .filter((entry) => entry.kind === 'provider')
    .map((provider) => ({ provider, does: does.get(provider.entryId) ?? [] }))
    .sort((a, b) => b.does.length - a.does.length || a.provider.name.localeCompare(b.provider.name, 'sv'))
}
