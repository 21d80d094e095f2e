import { sql } from 'kysely'
import { type Refusal, refuse } from '../../shared/result.ts'
import { bodiesOf } from './entry.queries.ts'
import type { EntryFacts } from './entry.ts'
import type { MapWork } from './work.ts'

export type NewEntry = { entryId: string; facts: EntryFacts }
type Refused = { ok: false; refusal: Refusal }

const invalid = (field: string): Refused => refuse({ kind: 'invalid', fields: { [field]: 'choose' } })

/**
 * Does what the entries name exist, and is it of the right kind? The database refuses the rest; here it is said in words.
 * Entries written together may name each other.
 */
export async function checkNames({ tx, viewer }: MapWork, entries: readonly NewEntry[]): Promise<Refused | undefined> {
  const own = new Map(entries.map(({ entryId, facts }) => [entryId, facts.kind]))
  const named = new Set(
    entries.flatMap(({ facts }) => [
      ...(facts.providerId ? [facts.providerId] : []),
      ...facts.links.map((l) => l.toEntryId),
    ]),
  )
  const places = new Set(entries.flatMap(({ facts }) => facts.placeIds))
  const [bodies, found, placed] = await Promise.all([
    bodiesOf(tx),
    sql<{ id: string; kind: string }>`select entry_id as id, kind from map_entry
      where association_id = ${viewer.associationId} and entry_id = any (${[...named]}::uuid[])`.execute(tx),
    sql<{ id: string }>`select place_id as id from map_place
      where association_id = ${viewer.associationId} and place_id = any (${[...places]}::uuid[])`.execute(tx),
  ])
  const kinds = new Map<string, string>([...found.rows.map(({ id, kind }): [string, string] => [id, kind]), ...own])
  const known = new Set(placed.rows.map(({ id }) => id))
  for (const { entryId, facts } of entries) {
    const { authorityId, unitId, intakeUnitId, providerId } = facts
    if (authorityId !== null && !bodies.authorities.some((one) => one.authorityId === authorityId))
      return invalid('authority')
    if (unitId !== null && !bodies.units.some((one) => one.unitId === unitId && one.authorityId === authorityId))
      return invalid('unit')
    if (intakeUnitId !== null && !bodies.units.some((one) => one.unitId === intakeUnitId)) return invalid('intakeUnit')
    if (providerId !== null && kinds.get(providerId) !== 'provider') return invalid('provider')
    if (facts.placeIds.some((id) => !known.has(id))) return invalid('places')
    const wrong = facts.links.find(({ toEntryId }) => toEntryId === entryId || !kinds.has(toEntryId))
    if (wrong) return invalid(wrong.kind)
  }
  return undefined
}
