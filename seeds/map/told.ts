import { EMPTY_FACTS, type Entry, type EntryFacts, type Opening, type Stated } from '../../src/features/map/entry.ts'
import { EMPTY_PLACE, type Place } from '../../src/features/map/place.ts'
import { calendarDay, type DayNumber, instant } from '../day-number.ts'
import type { authorities } from '../organisation.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { civil } from './civil.ts'
import { municipalityLife } from './municipality-life.ts'
import { municipalityWork } from './municipality-work.ts'
import { places } from './places.ts'
import { providers } from './providers.ts'
import { region } from './region.ts'
import { type EntrySeed, type OpenSeed, weekdaysOf } from './shape.ts'
import { state } from './state.ts'

/** All entries of Demo Town's map, providers first. */
export const entrySeeds: readonly EntrySeed[] = [
  ...providers,
  ...municipalityWork,
  ...municipalityLife,
  ...region,
  ...state,
  ...civil,
]

export type MapEventSeed = { kind: string; on: DayNumber; by: string; fields: string[]; snapshot: Entry }
/** An entry as it is today, and everything that happened to it. */
export type ToldEntry = { entry: Entry; events: MapEventSeed[] }
export type ToldMap = { places: Place[]; entries: ToldEntry[] }

type Owner = keyof typeof authorities | null

/** Whose staff says that an entry is right. */
const KEEPERS: Record<Exclude<Owner, null>, string> = {
  municipality: 'karin',
  region: 'maja',
  employment: 'yusuf',
  insurance: 'helena',
  association: 'agneta',
}
const UNIT_OF = {
  municipality: 'support',
  region: 'psychiatry',
  employment: 'jobCentre',
  insurance: 'insurance',
  association: 'office',
} as const

const agesOf = (text: string | undefined): [number | null, number | null] => {
  if (!text) return [null, null]
  if (text === 'all') return [0, null]
  const [from, to] = text.split('-')
  return [from ? Number(from) : null, to ? Number(to) : null]
}

/** The map as it would have been written by its owners, over the years before `today`. */
export function tellMap({ world, random, today }: { world: World; random: Random; today: DayNumber }): ToldMap {
  const bodyOf = (owner: Owner): number | null => (owner === null ? null : world.units[UNIT_OF[owner]].authorityId)
  const userOf = (owner: Owner): string => world.users[owner === null ? 'agneta' : KEEPERS[owner]]!
  const placed = new Map<string, Place>(
    places.map((seed): [string, Place] => [
      seed.key,
      {
        ...EMPTY_PLACE,
        placeId: random.id(instant(today - 1000, 480)),
        version: 1,
        authorityId: bodyOf(seed.owner),
        name: seed.name,
        kind: seed.virtual ? 'virtual' : 'physical',
        address: seed.address ?? '',
        postalCode: seed.postalCode ?? '',
        city: seed.city ?? '',
        area: seed.area ?? '',
        latitude: seed.at?.[0] ?? null,
        longitude: seed.at?.[1] ?? null,
        howToGetThere: seed.how ?? '',
        accessibility: seed.accessibility ?? '',
      },
    ]),
  )
  const ids = new Map(entrySeeds.map((seed) => [seed.key, random.id(instant(today - (seed.created ?? 950), 500))]))
  const idOf = (key: string): string => {
    const id = ids.get(key)
    if (!id) throw new TypeError(`the map of Demo Town has no entry ${key}`)
    return id
  }

  const opening = ({ on, at, period, note = '' }: OpenSeed): Opening => {
    const [from, until] = period ?? [null, null]
    const [opensAt, closesAt] = (at?.split('-') ?? [null, null]) as [string | null, string | null]
    return {
      fromOn: from === null ? null : calendarDay(today + from),
      untilOn: until === null ? null : calendarDay(today + until),
      weekdays: weekdaysOf(on),
      opensAt,
      closesAt,
      note,
    }
  }

  const factsOf = (seed: EntrySeed): EntryFacts => {
    const [ageFrom, ageTo] = agesOf(seed.ages)
    const { room = {}, time, contact, owner, kind } = seed
    const stated = (value: number | undefined): Stated | null =>
      value === undefined ? null : { value, on: calendarDay(today - (room.ago ?? 30)) }
    const at = (seed.at ?? []).map((key) => placed.get(key)!)
    return {
      ...EMPTY_FACTS,
      kind,
      authorityId: bodyOf(owner),
      unitId: seed.unit ? world.units[seed.unit].unitId : null,
      providerId: seed.by ? idOf(seed.by) : null,
      sector: seed.sector ?? null,
      name: seed.name,
      otherNames: seed.other ?? [],
      status: seed.status ?? 'active',
      isPublic: !seed.hidden,
      targetGroups: seed.groups ?? [],
      ageFrom,
      ageTo,
      needLevels: seed.need ?? [],
      workDistances: seed.work ?? [],
      method: seed.method ?? '',
      capacity: stated(room.places),
      freePlaces: stated(room.free),
      queued: stated(room.queue),
      waitingDays: stated(room.wait),
      duration: time && (time[0] !== null || time[1] !== null) ? { from: time[0], to: time[1], unit: time[2] } : null,
      conditions: seed.conditions ?? '',
      languages: seed.languages ?? [],
      contact: {
        name: contact?.[0] ?? '',
        email: contact?.[1] ?? '',
        phone: contact?.[2] ?? '',
        website: contact?.[3] ?? '',
      },
      waysIn: seed.ways ?? [],
      howToRefer: seed.refer ?? '',
      receiverNeeds: seed.needs ?? '',
      intakeUnitId: seed.intake ? world.units[seed.intake].unitId : null,
      parallelNote: seed.parallelNote ?? '',
      costKr: seed.cost ?? null,
      costNote: seed.costNote ?? '',
      about: { sv: seed.sv, easy: seed.easy ?? '', en: seed.en ?? '', ar: seed.ar ?? '' },
      searchWords: seed.words ?? [],
      unread: seed.unread ?? {},
      placeIds: at.map((place) => place.placeId),
      openings: (seed.open ?? []).map(opening),
      links: [
        ...(seed.onward ?? []).map((key) => ({ toEntryId: idOf(key), kind: 'onward' as const, note: '' })),
        ...(seed.parallel ?? []).map((key) => ({ toEntryId: idOf(key), kind: 'parallel' as const, note: '' })),
      ],
    }
  }

  const tell = (seed: EntrySeed): ToldEntry => {
    const { created = 950, verified = null, was, owner } = seed
    const by = userOf(owner)
    const facts = factsOf(seed)
    const at = (seed.at ?? []).map((key) => placed.get(key)!)
    const events: MapEventSeed[] = []
    let entry: Entry = {
      ...facts,
      ...was?.facts,
      entryId: idOf(seed.key),
      // In the order in which they are read: by name.
      places: at.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      verifiedOn: verified === null ? null : calendarDay(today - created),
      verifiedBy: verified === null ? null : by,
      createdOn: calendarDay(today - created),
      changedAt: '',
      version: 0,
    }
    const happen = (kind: string, ago: number, change: Partial<Entry>, fields: string[] = []): void => {
      entry = {
        ...entry,
        ...change,
        version: entry.version + 1,
        changedAt: new Date(instant(today - ago, 540)).toISOString(),
      }
      events.push({ kind, on: today - ago, by, fields, snapshot: entry })
    }
    entry = { ...entry, placeIds: entry.places.map((place) => place.placeId) }
    happen('created', created, {})
    if (was) {
      const fields = Object.keys(was.facts)
      const now = Object.fromEntries(Object.entries(facts).filter(([key]) => fields.includes(key)))
      const kind = fields.length === 1 && fields[0] === 'status' ? 'status' : 'changed'
      happen(kind, was.until, { ...now, ...said(was.until) }, fields)
    }
    if (verified !== null && verified < (was?.until ?? created)) happen('verified', verified, said(verified))
    function said(ago: number): Partial<Entry> {
      return verified === null ? {} : { verifiedOn: calendarDay(today - ago), verifiedBy: by }
    }
    return { entry, events }
  }
  return { places: [...placed.values()], entries: entrySeeds.map(tell) }
}
