import type { Entry } from '../entry.ts'
import { nameKey, type SheetNames } from './sheet-names.ts'
import type { ReadRow } from './sheet-row.ts'

/**
 * Which entry of the map a row is about: by the map's own number, else by the other system's reference within the same owner,
 * else by provider and name within the same owner.
 */
export function recognise(
  { name, facts, stated, naming }: ReadRow,
  authorityId: number | null,
  names: SheetNames,
): { existing: Entry | undefined; unknownId: boolean } {
  const byId = naming.entryId ? names.entries.get(naming.entryId.trim().toLowerCase()) : undefined
  if (byId) return { existing: byId, unknownId: false }
  const unknownId = naming.entryId !== undefined
  const { externalRef } = facts
  const byRef = names.entriesOf.get(externalRef)?.find((entry) => entry.authorityId === authorityId)
  if (byRef) return { existing: byRef, unknownId }
  const isProvider = facts.kind === 'provider'
  const here = (names.entriesNamed.get(nameKey(name)) ?? []).filter(
    (entry) =>
      entry.authorityId === authorityId &&
      // A row that says what it is, is not taken for something else.
      (!stated.has('kind') || (entry.kind === 'provider') === isProvider) &&
      (externalRef === '' || entry.externalRef === ''),
  )
  const providerKey = naming.provider ? nameKey(naming.provider) : undefined
  const providerOf = (entry: Entry) => nameKey(names.entries.get(entry.providerId ?? '')?.name ?? '')
  const sameProvider = here.filter((entry) => (providerKey === undefined ? true : providerOf(entry) === providerKey))
  const withoutProvider = here.filter((entry) => entry.providerId === null)
  const sameKind = (all: Entry[]) => all.find((entry) => entry.kind === facts.kind) ?? all[0]
  const existing =
    providerKey === undefined
      ? (sameKind(withoutProvider) ?? sameKind(here))
      : (sameKind(sameProvider) ?? sameKind(withoutProvider))
  return { existing: name === '' ? undefined : existing, unknownId }
}
