import type { Selectable } from 'kysely'
import type { DB } from '../../../db/types.ts'
import type { Entry, EntryFacts, EntryLink, Opening, Stated } from './entry.ts'
import type { Place } from './place.ts'

/** Rows as they are in the tables, and the entry they make. */
export type EntryRow = Selectable<DB['mapEntry']>
export type OpeningRow = Selectable<DB['mapOpening']>
export type PlaceRow = Selectable<DB['mapPlace']>

/** A figure with its day; null where either is missing. */
export const stated = (value: number | null, on: Stated['on'] | null): Stated | null =>
  value === null || on === null ? null : { value, on }

export const openingOf = (row: OpeningRow): Opening => ({
  fromOn: row.fromOn,
  untilOn: row.untilOn,
  weekdays: row.weekdays as Opening['weekdays'],
  opensAt: row.opensAt,
  closesAt: row.closesAt,
  note: row.note,
})

export const placeOf = (row: PlaceRow): Place => ({
  placeId: row.placeId,
  authorityId: row.authorityId,
  name: row.name,
  kind: row.kind as Place['kind'],
  address: row.address,
  postalCode: row.postalCode,
  city: row.city,
  area: row.area,
  latitude: row.latitude,
  longitude: row.longitude,
  howToGetThere: row.howToGetThere,
  accessibility: row.accessibility,
  version: row.version,
})

export type Beside = { places: Place[]; openings: Opening[]; links: EntryLink[] }

export const entryOf = (row: EntryRow, { places, openings, links }: Beside): Entry => ({
  entryId: row.entryId,
  kind: row.kind as Entry['kind'],
  authorityId: row.authorityId,
  unitId: row.unitId,
  providerId: row.providerId,
  sector: row.sector as Entry['sector'],
  name: row.name,
  otherNames: row.otherNames,
  status: row.status as Entry['status'],
  isPublic: row.isPublic,
  targetGroups: row.targetGroups as Entry['targetGroups'],
  ageFrom: row.ageFrom,
  ageTo: row.ageTo,
  needLevels: row.needLevels as Entry['needLevels'],
  workDistances: row.workDistances as Entry['workDistances'],
  method: row.method,
  capacity: stated(row.capacity, row.capacityOn),
  freePlaces: stated(row.freePlaces, row.freePlacesOn),
  queued: stated(row.queued, row.queuedOn),
  waitingDays: stated(row.waitingDays, row.waitingDaysOn),
  duration:
    row.durationFrom === null && row.durationTo === null
      ? null
      : {
          from: row.durationFrom,
          to: row.durationTo,
          unit: row.durationUnit as NonNullable<Entry['duration']>['unit'],
        },
  conditions: row.conditions,
  languages: row.languages,
  contact: { name: row.contactName, email: row.contactEmail, phone: row.contactPhone, website: row.website },
  waysIn: row.waysIn as Entry['waysIn'],
  howToRefer: row.howToRefer,
  receiverNeeds: row.receiverNeeds,
  intakeUnitId: row.intakeUnitId,
  parallelNote: row.parallelNote,
  costKr: row.costKr,
  costNote: row.costNote,
  about: { sv: row.aboutSv, easy: row.aboutEasy, en: row.aboutEn, ar: row.aboutAr },
  searchWords: row.searchWords,
  unread: row.unread as Record<string, string>,
  externalRef: row.externalRef,
  placeIds: places.map((place) => place.placeId),
  places,
  openings,
  links,
  verifiedOn: row.verifiedOn,
  verifiedBy: row.verifiedBy,
  createdOn: row.createdOn,
  changedAt: row.changedAt.toISOString(),
  version: row.version,
})

/** The columns of `map_entry` for facts; what lies in other tables is left out. */
export const columnsOf = (facts: EntryFacts) => ({
  kind: facts.kind,
  authorityId: facts.authorityId,
  unitId: facts.unitId,
  providerId: facts.providerId,
  sector: facts.sector,
  name: facts.name,
  otherNames: facts.otherNames,
  status: facts.status,
  isPublic: facts.isPublic,
  targetGroups: [...facts.targetGroups] as string[],
  ageFrom: facts.ageFrom,
  ageTo: facts.ageTo,
  needLevels: [...facts.needLevels] as string[],
  workDistances: [...facts.workDistances] as string[],
  method: facts.method,
  capacity: facts.capacity?.value ?? null,
  capacityOn: facts.capacity?.on ?? null,
  freePlaces: facts.freePlaces?.value ?? null,
  freePlacesOn: facts.freePlaces?.on ?? null,
  queued: facts.queued?.value ?? null,
  queuedOn: facts.queued?.on ?? null,
  waitingDays: facts.waitingDays?.value ?? null,
  waitingDaysOn: facts.waitingDays?.on ?? null,
  durationFrom: facts.duration?.from ?? null,
  durationTo: facts.duration?.to ?? null,
  durationUnit: facts.duration?.unit ?? 'week',
  conditions: facts.conditions,
  languages: facts.languages,
  contactName: facts.contact.name,
  contactEmail: facts.contact.email,
  contactPhone: facts.contact.phone,
  website: facts.contact.website,
  waysIn: [...facts.waysIn] as string[],
  howToRefer: facts.howToRefer,
  receiverNeeds: facts.receiverNeeds,
  intakeUnitId: facts.intakeUnitId,
  parallelNote: facts.parallelNote,
  costKr: facts.costKr,
  costNote: facts.costNote,
  aboutSv: facts.about.sv,
  aboutEasy: facts.about.easy,
  aboutEn: facts.about.en,
  aboutAr: facts.about.ar,
  searchWords: facts.searchWords,
  externalRef: facts.externalRef,
})
