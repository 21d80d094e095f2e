import { LANGS } from '../../../platform/i18n/lang.ts'
import { plain } from '../../../platform/spreadsheet/plain.ts'
import type { MapBodies } from '../body.ts'
import type { OwnerKind } from '../code.ts'
import type { Entry } from '../entry.ts'
import type { Place } from '../place.ts'
import { guideTexts } from '../texts/sheet-guide.ts'

/** What is there already, to be found by name. Names are compared in the form of `nameKey`. */
export type SheetNames = {
  bodies: MapBodies
  entries: ReadonlyMap<string, Entry>
  /** Entries by the key of their name. */
  entriesNamed: ReadonlyMap<string, readonly Entry[]>
  /** Entries by another system's reference. */
  entriesOf: ReadonlyMap<string, readonly Entry[]>
  placesNamed: ReadonlyMap<string, readonly Place[]>
  places: ReadonlyMap<string, Place>
  /** Areas of the places that are there, by the key of their name. */
  areasNamed: ReadonlyMap<string, string>
  /** Names of what the sheet adds, by the id it has until it is written. */
  added: ReadonlyMap<string, string>
}

/** The form under which names are compared: `Hälsogrupp – Norr` and `hälsogrupp norr` are the same. */
export const nameKey = (name: string): string => plain(name) || name.trim()

const grouped = <T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}

export const namesOf = (
  bodies: MapBodies,
  entries: readonly Entry[],
  places: readonly Place[],
  added: ReadonlyMap<string, string> = new Map(),
): SheetNames => ({
  bodies,
  entries: new Map(entries.map((entry) => [entry.entryId, entry])),
  entriesNamed: grouped(entries, (entry) => nameKey(entry.name)),
  entriesOf: grouped(
    entries.filter((entry) => entry.externalRef !== ''),
    (entry) => entry.externalRef,
  ),
  placesNamed: grouped(places, (place) => nameKey(place.name)),
  places: new Map(places.map((place) => [place.placeId, place])),
  areasNamed: new Map(places.flatMap(({ area }) => (area ? [[nameKey(area), area]] : []))),
  added,
})

/** What the sheet calls somebody who is no authority. */
export const NO_AUTHORITY = 'Ingen huvudman (civilsamhället)'
const NOBODY = /^(?:ingen(?: huvudman.*)?|civilsamhalle(?:t|n)?|civil|ideell.*|forening(?:en|ar)?|civil society|none)$/

/** As the lists of the template offer it. */
const OFFERED_NOBODY = new Set(LANGS.map((lang) => plain(guideTexts(lang)('nobody'))))

/** Short names in use for the kinds of authorities. */
const SHORT: Readonly<Record<string, OwnerKind>> = {
  kommun: 'municipality',
  kommunen: 'municipality',
  socialtjansten: 'municipality',
  socialtjanst: 'municipality',
  region: 'region',
  regionen: 'region',
  landstinget: 'region',
  halso: 'region',
  varden: 'region',
  'halso och sjukvarden': 'region',
  arbetsformedlingen: 'employment',
  af: 'employment',
  forsakringskassan: 'insurance',
  fk: 'insurance',
  samordningsforbundet: 'association',
  forbundet: 'association',
}

/** An authority by its name, or by its kind where there is one of it. null: none's. Undefined: not known. */
export function authorityNamed({ bodies: { authorities } }: SheetNames, cell: string): number | null | undefined {
  const key = nameKey(cell)
  const named = authorities.filter((one) => nameKey(one.name) === key)
  if (named.length === 1) return named[0]?.authorityId
  if (NOBODY.test(plain(cell)) || OFFERED_NOBODY.has(plain(cell))) return null
  const kind = SHORT[plain(cell)]
  const ofKind = kind ? authorities.filter((one) => one.kind === kind) : []
  return ofKind.length === 1 ? ofKind[0]?.authorityId : undefined
}

/**
 * Whose a row is by what its authority's column says: an authority, or a unit of one, which many write there. undefined: not known.
 */
export function ownerNamed(
  names: SheetNames,
  cell: string,
): { authorityId: number | null; unitId?: number } | undefined {
  const authorityId = authorityNamed(names, cell)
  if (authorityId !== undefined) return { authorityId }
  const [unitId, ...more] = unitsNamed(names, cell)
  const unit = more.length === 0 ? names.bodies.units.find((one) => one.unitId === unitId) : undefined
  return unit && { authorityId: unit.authorityId, unitId: unit.unitId }
}

/** Units by name: within the authority where it is known. */
export function unitsNamed({ bodies: { units } }: SheetNames, cell: string, authorityId?: number | null): number[] {
  const key = nameKey(cell)
  return units
    .filter((one) => nameKey(one.name) === key && (authorityId == null || one.authorityId === authorityId))
    .map((one) => one.unitId)
}

export const entryName = (names: SheetNames, id: string): string =>
  names.added.get(id) ?? names.entries.get(id)?.name ?? ''
export const placeName = (names: SheetNames, id: string): string =>
  names.added.get(id) ?? names.places.get(id)?.name ?? ''
