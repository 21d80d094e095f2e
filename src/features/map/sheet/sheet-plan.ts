import { truncate } from '../../../shared/text.ts'
import { changedFacts, EMPTY_FACTS, type Entry, type EntryFacts, factsOf } from '../entry.ts'
import { cellText } from './sheet-cell.ts'
import { fieldOf, SHEET_FIELDS, type SheetColumn, type SheetField } from './sheet-column.ts'
import { applyField, fieldText, type Pick3, sameText, withBoth } from './sheet-field.ts'
import { nameKey, ownerNamed, type SheetNames } from './sheet-names.ts'
import type { SheetProblem, SheetProblemKind } from './sheet-problem.ts'
import { recognise } from './sheet-recognise.ts'
import { type NewPlace, type NewProvider, readReferences, type Surroundings } from './sheet-reference.ts'
import { keptUnder, type ReadRow } from './sheet-row.ts'
import { tidy } from './sheet-text.ts'

/** Where the sheet and the map say different things about an entry that is there already. */
export type Difference = {
  field: SheetField
  ours: string
  theirs: string
  /** The words of both, where that means something. */
  both?: string
  /** The map says nothing: the sheet's words are taken without asking. */
  fills: boolean
  /** Chosen before, with the same words on both sides: the map's stay, and nobody is asked again. */
  settled: boolean
}

/**
 * - `new`: becomes an entry
 * - `differs`: is there, and the sheet says something else or more
 * - `same`: is there, and nothing changes
 * - `joined`: says more about the entry of a row above
 * - `out`: cannot be brought in: no name, or another authority's
 */
export const OUTCOMES = ['new', 'differs', 'same', 'joined', 'out'] as const
export type SheetOutcome = (typeof OUTCOMES)[number]

export type PlannedRow = {
  row: number
  outcome: SheetOutcome
  name: string
  entryId: string | null
  existing: Entry | undefined
  /** What the row says, on what is there. */
  facts: EntryFacts
  differences: Difference[]
  problems: SheetProblem[]
}

export type SheetPlan = { rows: PlannedRow[]; newPlaces: NewPlace[]; newProviders: NewProvider[]; names: SheetNames }

export type Planner = {
  names: SheetNames
  /** Whose the rows are that do not say. */
  authorityId: number | null
  /** Where each column stands in the file, for what is said about it. */
  columnAt: (column: SheetColumn) => number | null
  headings: readonly string[]
  mayWrite: (authorityId: number | null) => boolean
  /** Was it chosen before that the map keeps `ours` where a sheet says `theirs`? */
  isSettled: (entryId: string, field: SheetField, ours: string, theirs: string) => boolean
  newId: () => string
}

type Opened = {
  read: ReadRow
  authorityId: number | null
  existing: Entry | undefined
  entryId: string
  /** Fields the row says something about that is not there already. */
  stated: ReadonlySet<SheetField>
  planned: PlannedRow
}

/** What becomes of every row, compared with the map as it is. Decides nothing that is the person's to decide. */
export function planSheet(rows: readonly ReadRow[], planner: Planner): SheetPlan {
  const { names } = planner
  const opened = rows.map((read) => open(read, planner))
  const rowsNamed = new Map<string, { entryId: string; isProvider: boolean }[]>()
  for (const { read, entryId, planned } of opened) {
    if (planned.outcome === 'out') continue
    const key = nameKey(read.name)
    const all = rowsNamed.get(key) ?? []
    all.push({ entryId, isProvider: read.facts.kind === 'provider' })
    rowsNamed.set(key, all)
  }
  const added = new Map<string, string>()
  const around: Surroundings = { names, newId: planner.newId, rowsNamed, newPlaces: new Map(), newProviders: new Map() }
  const withAdded = { ...names, added }
  for (const { read, entryId } of opened) added.set(entryId, names.entries.get(entryId)?.name ?? read.name)
  const first = new Map<string, Opened>()
  for (const one of opened) {
    if (one.planned.outcome === 'out') continue
    state(one, around, withAdded, planner)
    for (const place of around.newPlaces.values()) added.set(place.placeId, place.name)
    for (const provider of around.newProviders.values()) added.set(provider.entryId, provider.name)
    const key = one.existing?.entryId ?? keyOf(one)
    const above = first.get(key)
    if (above) join(one, above, withAdded, planner)
    else first.set(key, one)
  }
  for (const one of opened) compare(one.planned, withAdded, planner)
  return {
    rows: opened.map(({ planned }) => planned),
    newPlaces: [...around.newPlaces.values()],
    newProviders: [...around.newProviders.values()],
    names: withAdded,
  }
}

/** Rows of the same name, provider and owner are about the same entry. */
const keyOf = ({ read, authorityId }: Opened): string =>
  JSON.stringify([
    authorityId,
    nameKey(read.name),
    nameKey(read.naming.provider ?? ''),
    read.facts.kind === 'provider',
    read.facts.externalRef,
  ])

function open(read: ReadRow, planner: Planner): Opened {
  const { names } = planner
  const problems = [...read.problems]
  const tell = (kind: SheetProblemKind, column: SheetColumn | null, value: string) =>
    problems.push({ row: read.row, column: column && planner.columnAt(column), kind, value: truncate(value, 120) })
  const said = read.naming.authority === undefined ? undefined : ownerNamed(names, read.naming.authority)?.authorityId
  const { existing, unknownId } = recognise(read, said === undefined ? planner.authorityId : said, names)
  const authorityId = said === undefined ? (existing ? existing.authorityId : planner.authorityId) : said
  if (unknownId) tell('unknownId', 'entryId', read.naming.entryId ?? '')
  const mine = planner.mayWrite(authorityId) && (!existing || planner.mayWrite(existing.authorityId))
  const name = read.name || (existing?.name ?? '')
  if (read.isSum) tell('sum', null, [...read.cells.values()].join(' · '))
  else if (name === '') tell('noName', null, [...read.cells.values()].join(' · '))
  else if (!mine)
    tell('notYours', read.naming.authority === undefined ? null : 'authority', read.naming.authority ?? '')
  const entryId = existing?.entryId ?? planner.newId()
  return {
    read,
    authorityId,
    existing,
    entryId,
    stated: read.stated,
    planned: {
      row: read.row,
      outcome: read.isSum || name === '' || !mine ? 'out' : existing ? 'same' : 'new',
      name,
      entryId,
      existing,
      facts: EMPTY_FACTS,
      differences: [],
      problems,
    },
  }
}

/** What the row says, on top of what is there. A cell as the program itself would write it says nothing new. */
function state(one: Opened, around: Surroundings, names: SheetNames, planner: Planner): void {
  const { read, existing, authorityId, planned } = one
  const unchanged = new Set<SheetColumn>()
  if (existing)
    for (const [column, cell] of read.cells) if (cell === tidy(cellText(column, existing, names))) unchanged.add(column)
  const dropped = new Set([...unchanged].map((column) => planner.columnAt(column)))
  const naming: ReadRow['naming'] = Object.fromEntries(
    Object.entries(read.naming).filter(([column]) => !unchanged.has(column as SheetColumn)),
  )
  const owner = naming.authority === undefined ? undefined : ownerNamed(names, naming.authority)
  // A unit where its authority should stand is the unit, unless the row names another.
  if (owner?.unitId !== undefined && read.naming.unit === undefined) naming.unit = naming.authority
  const found = readReferences({ ...read, naming }, { entryId: one.entryId, authorityId, existing }, around)
  const unread = read.unread.filter(({ from }) => !dropped.has(from))
  planned.problems = planned.problems.filter(({ column }) => column === null || !dropped.has(column))
  const keep = (column: SheetColumn, kind: SheetProblemKind, text: string) => {
    const from = planner.columnAt(column) ?? 0
    planned.problems.push({ row: read.row, column: from, kind, value: truncate(text, 120) })
    unread.push({ heading: keptUnder(planner.headings[from] ?? '', from), text, from })
  }
  for (const { column, kind, text } of found.left) keep(column, kind, text)
  const said = read.naming.authority === undefined || unchanged.has('authority')
  if (!said && owner === undefined) keep('authority', 'authority', read.naming.authority ?? '')
  const stated = new Set<SheetField>([...read.stated, ...found.stated, 'unread'])
  if (!said) stated.add('authority')
  for (const field of SHEET_FIELDS) {
    const columns = [...read.cells.keys()].filter((column) => fieldOf(column) === field)
    if (columns.length > 0 && columns.every((column) => unchanged.has(column))) stated.delete(field)
  }
  const isProvider = existing?.kind === 'provider' && read.facts.kind !== 'provider'
  if (existing && isProvider && stated.has('kind') && isNamed(existing, names)) {
    stated.delete('kind')
    keep('kind', 'kind', read.cells.get('kind') ?? '')
  }
  const kept: Record<string, string> = {}
  for (const { heading, text } of unread) kept[heading] = kept[heading] ? `${kept[heading]}\n${text}` : text
  const whole: EntryFacts = {
    ...read.facts,
    links: [],
    placeIds: [],
    ...found.facts,
    authorityId,
    unread: kept,
    name: planned.name,
  }
  one.stated = stated
  planned.facts = existing ? overlay(stated, whole, factsOf(existing), names) : whole
}

/** Others on the map name it as their provider. */
const isNamed = ({ entryId }: Entry, names: SheetNames): boolean =>
  [...names.entries.values()].some((entry) => entry.providerId === entryId)

/** The fields a row says something about, on what is there. What says nothing takes nothing away. */
function overlay(stated: ReadonlySet<SheetField>, theirs: EntryFacts, ours: EntryFacts, names: SheetNames): EntryFacts {
  let facts = ours
  for (const field of SHEET_FIELDS)
    if (stated.has(field) && fieldText(field, theirs, names) !== '') facts = applyField(field, 'theirs', theirs, facts)
  return facts
}

/** A further row about the same entry: lists grow, gaps are filled, and what says something else is kept as text. */
function join(one: Opened, above: Opened, names: SheetNames, planner: Planner): void {
  const theirs = one.planned.facts
  let facts = above.planned.facts
  for (const field of SHEET_FIELDS) {
    if (!one.stated.has(field) || field === 'kind' || field === 'name' || field === 'authority') continue
    const [here, there] = [fieldText(field, facts, names), fieldText(field, theirs, names)]
    if (there === '' || sameText(field, here, there)) continue
    const both = field === 'unread' ? undefined : withBoth(field, theirs, facts)
    if (here === '' || field === 'unread' || !above.stated.has(field))
      facts = applyField(field, 'theirs', theirs, facts)
    else if (both) facts = both
    else {
      const column = [...one.read.cells.keys()].find((cell) => fieldOf(cell) === field)
      const at = column ? planner.columnAt(column) : null
      const heading = `${(at !== null && planner.headings[at]) || field} (rad ${one.read.row})`
      facts = { ...facts, unread: { ...facts.unread, [heading]: there } }
      one.planned.problems.push({ row: one.read.row, column: at, kind: 'otherRow', value: truncate(there, 120) })
    }
  }
  above.planned.facts = facts
  above.stated = new Set([...above.stated, ...one.stated])
  Object.assign(one.planned, { outcome: 'joined', entryId: above.planned.entryId, existing: undefined })
  one.planned.problems.push({ row: one.read.row, column: null, kind: 'twoRows', value: String(above.read.row) })
}

function compare(planned: PlannedRow, names: SheetNames, { isSettled }: Planner): void {
  const { existing, facts: theirs } = planned
  if (!existing || planned.outcome !== 'same') return
  const ours = factsOf(existing)
  if (changedFacts(ours, theirs).length === 0) return
  for (const field of SHEET_FIELDS) {
    const [here, there] = [fieldText(field, ours, names), fieldText(field, theirs, names)]
    if (sameText(field, here, there)) continue
    const both = field === 'unread' ? undefined : withBoth(field, theirs, ours)
    const fills = here === '' || field === 'unread'
    planned.differences.push({
      field,
      ours: here,
      theirs: there,
      fills,
      settled: !fills && isSettled(existing.entryId, field, here, there),
      ...(both && !fills ? { both: fieldText(field, both, names) } : {}),
    })
  }
  if (planned.differences.some((one) => !one.settled)) planned.outcome = 'differs'
}

/** The facts to be written for an entry that is there, by what was chosen for each field. `rest` is for those not chosen. */
export function decided(
  planned: PlannedRow,
  picks: Readonly<Partial<Record<SheetField, Pick3>>>,
  rest: Pick3,
): EntryFacts {
  const theirs = planned.facts
  let facts = factsOf(planned.existing ?? theirs)
  for (const { field, fills, settled } of planned.differences)
    facts = applyField(field, settled ? 'ours' : (picks[field] ?? (fills ? 'theirs' : rest)), theirs, facts)
  // Each field is chosen by itself; together they are an entry all the same.
  if (facts.kind === 'provider') facts = { ...facts, providerId: null, intakeUnitId: null }
  const ours = planned.existing
  if (ours && facts.authorityId !== theirs.authorityId) facts = { ...facts, unitId: ours.unitId }
  return facts
}
