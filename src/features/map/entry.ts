import type { CalendarDay } from '../../shared/calendar-day.ts'
import type {
  DurationUnit,
  EntryKind,
  EntryStatus,
  LinkKind,
  NeedLevel,
  Sector,
  TargetGroup,
  WayIn,
  Weekday,
  WorkDistance,
} from './code.ts'
import type { Place } from './place.ts'

/** A figure somebody typed, and the day it was true. */
export type Stated = { value: number; on: CalendarDay }

/** How long one usually takes part. */
export type Duration = { from: number | null; to: number | null; unit: DurationUnit }

/** When it is open: a period, weekdays with hours, or both. Without weekdays: the period itself. Days both included; `HH:MM`. */
export type Opening = {
  fromOn: CalendarDay | null
  untilOn: CalendarDay | null
  weekdays: Weekday[]
  opensAt: string | null
  closesAt: string | null
  note: string
}

/** A function that answers, never a private person. */
export type Contact = { name: string; email: string; phone: string; website: string }

/** The way from an entry to another, or that both may run at the same time (written once, read both ways). */
export type EntryLink = { toEntryId: string; kind: LinkKind; note: string }

/** What somebody may write about an entry. */
export type EntryFacts = {
  kind: EntryKind
  /** null: no authority's (civil society). */
  authorityId: number | null
  unitId: number | null
  /** The entry of kind provider that does it. */
  providerId: string | null
  /** Of a provider only. */
  sector: Sector | null
  name: string
  otherNames: string[]
  status: EntryStatus
  isPublic: boolean
  targetGroups: TargetGroup[]
  /** Whole years, both included. Both null: not stated. 0 and null: all ages. */
  ageFrom: number | null
  ageTo: number | null
  needLevels: NeedLevel[]
  workDistances: WorkDistance[]
  method: string
  capacity: Stated | null
  freePlaces: Stated | null
  queued: Stated | null
  waitingDays: Stated | null
  duration: Duration | null
  conditions: string
  /** BCP 47. */
  languages: string[]
  contact: Contact
  waysIn: WayIn[]
  howToRefer: string
  receiverNeeds: string
  /** The unit of this program that takes referrals for it: its queue and places are then measured. */
  intakeUnitId: number | null
  parallelNote: string
  /** Whole kronor; 0 is free, null is not stated. */
  costKr: number | null
  costNote: string
  about: { sv: string; easy: string; en: string; ar: string }
  searchWords: string[]
  /** What could not be read when the row came in, by the column's heading. */
  unread: Record<string, string>
  externalRef: string
  placeIds: string[]
  openings: Opening[]
  links: EntryLink[]
}

/** An entry of the map as it is, or as it was. */
export type Entry = EntryFacts & {
  entryId: string
  places: Place[]
  verifiedOn: CalendarDay | null
  /** The user; a name is looked up where staff see it. */
  verifiedBy: string | null
  createdOn: CalendarDay
  /** ISO instant. */
  changedAt: string
  version: number
}

/** Where no facts are known. */
export const EMPTY_FACTS: EntryFacts = {
  kind: 'intervention',
  authorityId: null,
  unitId: null,
  providerId: null,
  sector: null,
  name: '',
  otherNames: [],
  status: 'active',
  isPublic: true,
  targetGroups: [],
  ageFrom: null,
  ageTo: null,
  needLevels: [],
  workDistances: [],
  method: '',
  capacity: null,
  freePlaces: null,
  queued: null,
  waitingDays: null,
  duration: null,
  conditions: '',
  languages: [],
  contact: { name: '', email: '', phone: '', website: '' },
  waysIn: [],
  howToRefer: '',
  receiverNeeds: '',
  intakeUnitId: null,
  parallelNote: '',
  costKr: null,
  costNote: '',
  about: { sv: '', easy: '', en: '', ar: '' },
  searchWords: [],
  unread: {},
  externalRef: '',
  placeIds: [],
  openings: [],
  links: [],
}

/** The names of what may be written, in the order of the form. */
export const FACT_KEYS = Object.keys(EMPTY_FACTS) as (keyof EntryFacts)[]

/** The facts of an entry, without what the program itself knows. */
export const factsOf = (entry: EntryFacts): EntryFacts =>
  Object.fromEntries(FACT_KEYS.map((key) => [key, entry[key]])) as EntryFacts

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
/** Objects compare whatever order their keys were written in (jsonb keeps none). */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, sorted(one)]),
        )
      : value

/** Which facts differ. */
export const changedFacts = (before: EntryFacts, after: EntryFacts): (keyof EntryFacts)[] =>
  FACT_KEYS.filter((key) => !same(before[key], after[key]))

/** Somebody may be helped there now or soon. */
export const isOpen = (entry: Pick<EntryFacts, 'status'>): boolean =>
  entry.status === 'active' || entry.status === 'planned' || entry.status === 'paused'

/** Something to take part in; a provider is who does it. */
export const isOffer = (entry: Pick<EntryFacts, 'kind'>): boolean => entry.kind !== 'provider'
