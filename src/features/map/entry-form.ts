import { WEEKDAYS } from './code.ts'
import type { EntryInput } from './entry.schema.ts'
import type { Entry, Opening } from './entry.ts'
import { isAllAges } from './entry-age.ts'
import { linkKey } from './entry-link.ts'

/** What stands in the fields of the form, as text; several of one name stand in one text with blanks between. */
export type EntryValues = Readonly<Record<string, string>>

/** Fields that are sent several times. */
export const SEVERAL = [
  'targetGroups',
  'needLevels',
  'workDistances',
  'languages',
  'waysIn',
  'places',
  'onward',
  'parallel',
] as const

const OPENING_PARTS = ['fromOn', 'untilOn', 'opensAt', 'closesAt', 'note'] as const
/** No form has more rows of opening hours than an entry may have. */
export const MOST_OPENINGS = 60

export const openingField = (at: number, part: keyof Opening): string => `opening-${at}-${part}`

export type LinkField = 'onward' | 'parallel'
/** The field of what is noted of a link; `new` for the one that is chosen just now. */
export const linkNoteField = (kind: LinkField, toEntryId: string): string => `note-${kind}-${toEntryId}`
/** What is noted of a link: what was written beside one that is chosen just now is its own. */
export const linkNote = (values: EntryValues, kind: LinkField, toEntryId: string): string =>
  values[linkNoteField(kind, toEntryId)] ?? values[linkNoteField(kind, 'new')] ?? ''

const linkNotes = (values: EntryValues): Record<string, string> =>
  Object.fromEntries(
    (['onward', 'parallel'] as const).flatMap((kind) =>
      words(values[kind]).map((toEntryId) => [linkKey({ kind, toEntryId }), linkNote(values, kind, toEntryId)]),
    ),
  )

const words = (text: string | undefined): string[] => (text ?? '').split(' ').filter(Boolean)

/** Which rows of opening hours are there; a row in which nothing is written is none. */
const openingsIn = (values: EntryValues): number[] =>
  Array.from({ length: MOST_OPENINGS }, (_, at) => at).filter((at) =>
    [...OPENING_PARTS, 'weekdays' as const].some((part) => (values[openingField(at, part)] ?? '').trim() !== ''),
  )

/** The form as the schema reads it. Problems of row `n` of its openings are problems of the row numbered `openingRows()[n]`. */
export function inputOf(values: EntryValues): EntryInput {
  const several = Object.fromEntries(SEVERAL.map((name) => [name, words(values[name])]))
  return {
    ...values,
    ...several,
    // A box that is not ticked is not sent; the page always says which it is.
    public: values.public === 'yes' ? 'yes' : 'no',
    unread: {},
    linkNotes: linkNotes(values),
    openings: openingsIn(values).map((at) => ({
      ...Object.fromEntries(OPENING_PARTS.map((part) => [part, values[openingField(at, part)] ?? ''])),
      weekdays: words(values[openingField(at, 'weekdays')]),
    })),
  } as unknown as EntryInput
}

/** Problems by the names of the form's fields. */
export function fieldProblems(values: EntryValues, problems: Readonly<Record<string, string>>): Record<string, string> {
  const rows = openingsIn(values)
  return Object.fromEntries(
    Object.entries(problems).map(([name, problem]) => {
      const noted = /^linkNotes\.(\w+) (.+)$/.exec(name)
      if (noted) return [linkNoteField(noted[1] as LinkField, noted[2] ?? ''), problem]
      const parts = /^openings\.(\d+)(?:\.(\w+))?/.exec(name)
      if (!parts) return [name, problem]
      return [openingField(rows[Number(parts[1])] ?? 0, (parts[2] ?? 'note') as keyof Opening), problem]
    }),
  )
}

/** The fields of an entry that is there. */
export function valuesOf(entry: Entry): EntryValues {
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value)
  const all = isAllAges(entry)
  const links = (kind: 'onward' | 'parallel') =>
    entry.links
      .filter((link) => link.kind === kind)
      .map((link) => link.toEntryId)
      .join(' ')
  return {
    kind: entry.kind,
    authority: entry.authorityId === null ? 'none' : String(entry.authorityId),
    unit: number(entry.unitId),
    provider: entry.providerId ?? '',
    sector: entry.sector ?? '',
    name: entry.name,
    otherNames: entry.otherNames.join(', '),
    status: entry.status,
    public: entry.isPublic ? 'yes' : '',
    targetGroups: entry.targetGroups.join(' '),
    allAges: all ? 'yes' : '',
    ageFrom: all ? '' : number(entry.ageFrom),
    ageTo: number(entry.ageTo),
    needLevels: entry.needLevels.join(' '),
    workDistances: entry.workDistances.join(' '),
    method: entry.method,
    capacity: number(entry.capacity?.value),
    capacityOn: entry.capacity?.on ?? '',
    freePlaces: number(entry.freePlaces?.value),
    freePlacesOn: entry.freePlaces?.on ?? '',
    queued: number(entry.queued?.value),
    queuedOn: entry.queued?.on ?? '',
    waitingDays: number(entry.waitingDays?.value),
    waitingDaysOn: entry.waitingDays?.on ?? '',
    durationFrom: number(entry.duration?.from),
    durationTo: number(entry.duration?.to),
    durationUnit: entry.duration?.unit ?? 'week',
    conditions: entry.conditions,
    languages: entry.languages.join(' '),
    contactName: entry.contact.name,
    contactEmail: entry.contact.email,
    contactPhone: entry.contact.phone,
    website: entry.contact.website,
    waysIn: entry.waysIn.join(' '),
    howToRefer: entry.howToRefer,
    receiverNeeds: entry.receiverNeeds,
    intakeUnit: number(entry.intakeUnitId),
    parallelNote: entry.parallelNote,
    costKr: number(entry.costKr),
    costNote: entry.costNote,
    aboutSv: entry.about.sv,
    aboutEasy: entry.about.easy,
    aboutEn: entry.about.en,
    aboutAr: entry.about.ar,
    searchWords: entry.searchWords.join(', '),
    externalRef: entry.externalRef,
    places: entry.placeIds.join(' '),
    onward: links('onward'),
    parallel: links('parallel'),
    ...Object.fromEntries(entry.links.map(({ kind, toEntryId, note }) => [linkNoteField(kind, toEntryId), note])),
    ...openingValues(entry.openings),
  }
}

const openingValues = (openings: readonly Opening[]): EntryValues =>
  Object.fromEntries(
    openings
      .slice(0, MOST_OPENINGS)
      .flatMap((one, at) => [
        [openingField(at, 'weekdays'), WEEKDAYS.filter((day) => one.weekdays.includes(day)).join(' ')],
        ...OPENING_PARTS.map((part): [string, string] => [openingField(at, part), one[part] ?? '']),
      ]),
  )

/** Rows of opening hours to show: those that are filled, and two more. */
export const openingRows = (values: EntryValues): number[] => {
  const last = Math.max(-1, ...openingsIn(values))
  return Array.from({ length: Math.min(MOST_OPENINGS, last + 3) }, (_, at) => at)
}

/** A new provider written in the form, or nothing. */
export const providerIn = (values: EntryValues): string | undefined =>
  (values['provider-name'] ?? '').trim() || undefined

/** A new place written in the form, or nothing. */
export function placeIn(values: EntryValues): Record<string, string> | undefined {
  const parts = ['name', 'kind', 'address', 'postalCode', 'city', 'area'] as const
  const typed = Object.fromEntries(parts.map((part) => [part, values[`place-${part}`] ?? '']))
  const { kind, ...texts } = typed
  return Object.values(texts).some((text) => text.trim() !== '') ? { ...texts, kind: kind || 'physical' } : undefined
}
