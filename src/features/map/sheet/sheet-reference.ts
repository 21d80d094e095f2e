import { truncate } from '../../../shared/text.ts'
import type { Entry, EntryFacts, EntryLink } from '../entry.ts'
import { EMPTY_PLACE, type PlaceFacts } from '../place.ts'
import type { SheetField } from './sheet-column.ts'
import { nameKey, type SheetNames, unitsNamed } from './sheet-names.ts'
import type { SheetProblemKind } from './sheet-problem.ts'
import type { ReadRow } from './sheet-row.ts'
import type { NamingColumn } from './sheet-value.ts'
import { readNames } from './sheet-words.ts'

export type NewPlace = PlaceFacts & { placeId: string }
export type NewProvider = { entryId: string; name: string; authorityId: number | null }

/** What the rows of a sheet can name: what is on the map, what the sheet itself adds, and what has to be added for it. */
export type Surroundings = {
  names: SheetNames
  newId: () => string
  /** Rows of the sheet by the key of their name, with the ids they have or get. */
  rowsNamed: ReadonlyMap<string, readonly { entryId: string; isProvider: boolean }[]>
  newPlaces: Map<string, NewPlace>
  newProviders: Map<string, NewProvider>
}

type Found = {
  facts: Partial<EntryFacts>
  stated: SheetField[]
  left: { column: NamingColumn; kind: SheetProblemKind; text: string }[]
}

const LONGEST_NAME = 200
/** On a screen or by telephone, in the form of `nameKey`. */
const ON_SCREEN =
  /^(?:digitalt?|online|(?:pa )?distans|(?:pa|via) natet|(?:via |per |pa )?(?:telefon|video|teams|zoom)|videosamtal|digitala moten)$/

/** Reads the cells of a row that name something. `authorityId` is whose the entry is. */
export function readReferences(
  row: ReadRow,
  self: { entryId: string; authorityId: number | null; existing: Entry | undefined },
  around: Surroundings,
): Found {
  const { naming, facts: read } = row
  const { names } = around
  const { authorityId, existing } = self
  const found: Found = { facts: {}, stated: [], left: [] }
  const leave = (column: NamingColumn, kind: SheetProblemKind, text: string) => found.left.push({ column, kind, text })
  const state = (field: SheetField, facts: Partial<EntryFacts>) => {
    Object.assign(found.facts, facts)
    found.stated.push(field)
  }
  const isProvider = row.stated.has('kind') || !existing ? read.kind === 'provider' : existing.kind === 'provider'

  if (naming.unit) {
    const [unitId, ...more] = unitsNamed(names, naming.unit, authorityId)
    if (unitId !== undefined && more.length === 0 && authorityId !== null) state('unit', { unitId })
    else leave('unit', 'unit', naming.unit)
  }
  if (naming.intakeUnit) {
    const [unitId, ...more] = unitsNamed(names, naming.intakeUnit)
    if (unitId !== undefined && more.length === 0 && !isProvider) state('intakeUnit', { intakeUnitId: unitId })
    else leave('intakeUnit', 'unit', naming.intakeUnit)
  }
  if (naming.provider) {
    if (!isProvider) state('provider', { providerId: providerOf(naming.provider) })
    else if (nameKey(naming.provider) !== nameKey(row.name)) leave('provider', 'self', naming.provider)
  }
  readPlaces()
  const links: EntryLink[] = [...linksOf('onward'), ...linksOf('parallel')]
  if (links.length > 0) found.facts.links = links
  return found

  function providerOf(cell: string): string {
    const whole = cell.replace(/\s+/g, ' ')
    const name = truncate(whole, LONGEST_NAME)
    if (name !== whole) leave('provider', 'tooLong', cell)
    const key = nameKey(name)
    const here = (names.entriesNamed.get(key) ?? []).filter((entry) => entry.kind === 'provider')
    const known = here.find((entry) => entry.authorityId === authorityId) ?? here[0]
    if (known) return known.entryId
    const inSheet = around.rowsNamed.get(key)?.find((one) => one.isProvider)
    if (inSheet) return inSheet.entryId
    const made = around.newProviders.get(key) ?? { entryId: around.newId(), name, authorityId }
    around.newProviders.set(key, made)
    return made.entryId
  }

  function placeOf(name: string, area: string): string {
    const key = nameKey(name)
    const here = names.placesNamed.get(key) ?? []
    const known = here.find((place) => existing?.placeIds.includes(place.placeId)) ?? here[0]
    if (known) return known.placeId
    const kind = ON_SCREEN.test(key) ? 'virtual' : 'physical'
    // A town where a place should stand is a place in that town.
    const there = area || (kind === 'physical' ? (names.areasNamed.get(key) ?? '') : '')
    const facts: PlaceFacts = { ...EMPTY_PLACE, authorityId, name, kind, area: there }
    const made = around.newPlaces.get(key) ?? { ...facts, placeId: around.newId() }
    around.newPlaces.set(key, made)
    return made.placeId
  }

  /** `Norrby/Åbro` is two places where both are known, and else one that is called so. */
  function placesIn(cell: string): string[] {
    const isKnown = (name: string) => names.placesNamed.has(nameKey(name)) || names.areasNamed.has(nameKey(name))
    const parts = cell.split(/\s*[/,&+]\s*|\s+(?:och|samt)\s+/i)
    return !isKnown(cell) && parts.every(isKnown) ? parts : [cell]
  }

  function readPlaces(): void {
    const area = (naming.area ?? '').replace(/\s+/g, ' ')
    if (area.length > 100) {
      leave('area', 'tooLong', area)
      return
    }
    if (naming.places) {
      const cells = naming.places.split(/[;\n]+/).map((one) => one.replace(/\s+/g, ' ').trim())
      const named = cells.filter(Boolean).flatMap(placesIn)
      const short = named.filter((one) => one.length <= LONGEST_NAME)
      if (short.length > 0) state('places', { placeIds: [...new Set(short.map((one) => placeOf(one, area)))] })
      if (short.length < named.length)
        leave('places', 'tooLong', named.filter((one) => !short.includes(one)).join('; '))
      // Says where a new place is; where every place is known already, it must agree with one of them.
      const known = short.map((one) => names.placesNamed.get(nameKey(one))?.map((place) => nameKey(place.area)))
      if (area !== '' && known.every((areas) => areas !== undefined) && !known.flat().includes(nameKey(area)))
        leave('area', 'places', area)
    } else if (area !== '') {
      const areas = (existing?.places ?? []).map((place) => nameKey(place.area))
      if (areas.length === 0) state('places', { placeIds: [placeOf(area, area)] })
      else if (!areas.includes(nameKey(area))) leave('area', 'places', area)
    }
  }

  function linksOf(kind: EntryLink['kind']): EntryLink[] {
    const cell = naming[kind]
    if (!cell) return []
    const idOf = (part: string): string | undefined => {
      const key = nameKey(part)
      const here = names.entriesNamed.get(key) ?? []
      const linked = here.find((entry) => existing?.links.some((link) => link.toEntryId === entry.entryId))
      return (linked ?? here[0])?.entryId ?? around.rowsNamed.get(key)?.[0]?.entryId
    }
    const ids = new Set<string>()
    const rest: string[] = []
    for (const part of readNames(cell, (whole) => idOf(whole) !== undefined)) {
      const id = idOf(part)
      if (id && id !== self.entryId) ids.add(id)
      else rest.push(part)
    }
    if (ids.size > 0) found.stated.push(kind)
    if (rest.length > 0) leave(kind, 'links', rest.join('; '))
    return [...ids].map((toEntryId) => ({ toEntryId, kind, note: '' }))
  }
}
