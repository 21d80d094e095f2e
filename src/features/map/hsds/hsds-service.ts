import { languageName } from '../../../platform/i18n/language-names.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { nameId } from '../../../shared/name-id.ts'
import type { Entry } from '../entry.ts'
import { onwardOf } from '../entry-link.ts'
import { figureOf, MEASURED, type Measures } from '../measure.ts'
import { codeTexts } from '../texts/code.ts'
import {
  emailOf,
  type HsdsCapacity,
  type HsdsContact,
  type HsdsLocation,
  type HsdsOrganization,
  type HsdsPhone,
  type HsdsSchedule,
  type HsdsService,
  type HsdsServiceFacts,
  type HsdsTerm,
  known,
  type ProfileService,
  webOf,
} from './hsds.ts'
import { attributesOf } from './hsds-term.ts'

const words = codeTexts('sv')
const UNIT = { id: nameId('hsds', 'unit', 'plats'), name: 'plats' }
const STATUS = { active: 'active', planned: 'inactive', paused: 'temporarily closed' } as const

export const phonesOf = (entry: Entry): HsdsPhone[] =>
  entry.contact.phone
    ? [{ id: nameId('hsds', 'phone', entry.entryId), number: entry.contact.phone, type: 'voice' }]
    : []

/** A function that answers. The map has no private persons; the feed tells nothing but what the entry's own page shows. */
export function contactsOf(entry: Entry): HsdsContact[] {
  const { name, email } = entry.contact
  if (!name && !email) return []
  return [
    known<HsdsContact>({
      id: nameId('hsds', 'contact', entry.entryId),
      name,
      email: emailOf(email),
      phones: phonesOf(entry),
    }),
  ]
}

const schedulesOf = ({ entryId, openings }: Entry): HsdsSchedule[] =>
  openings.map((one, at) => {
    const weekly = one.weekdays.length > 0
    return known<HsdsSchedule>({
      id: nameId('hsds', 'schedule', entryId, at),
      valid_from: one.fromOn,
      valid_to: one.untilOn,
      freq: weekly ? 'WEEKLY' : undefined,
      interval: weekly ? 1 : undefined,
      wkst: weekly ? 'MO' : undefined,
      byday: one.weekdays.join(','),
      opens_at: one.opensAt,
      closes_at: one.closesAt,
      description: one.note,
    })
  })

/** What the program measures of an entry's room goes before what somebody typed; either was true on a day. */
export function withRoom(entry: Entry, measures: Measures, today: CalendarDay): Entry {
  const room = MEASURED.flatMap((what) => {
    const figure = figureOf(entry, what, measures)
    return figure?.source === 'measured' ? [[what, { value: figure.value, on: today }]] : []
  })
  return { ...entry, ...Object.fromEntries(room) }
}

const capacitiesOf = ({ entryId, freePlaces, capacity }: Entry): HsdsCapacity[] =>
  freePlaces
    ? [
        known<HsdsCapacity>({
          id: nameId('hsds', 'capacity', entryId),
          unit: UNIT,
          available: freePlaces.value,
          maximum: capacity?.value,
          updated: `${freePlaces.on}T00:00:00Z`,
        }),
      ]
    : []

function profileOf(entry: Entry, shown: ReadonlySet<string>): ProfileService {
  const { about, duration, queued, waitingDays } = entry
  const translations = [
    { language: 'sv', easy: true, description: about.easy },
    { language: 'en', easy: false, description: about.en },
    { language: 'ar', easy: false, description: about.ar },
  ].filter(({ description }) => description)
  return {
    kind: entry.kind,
    status: entry.status,
    translations,
    ...known<Partial<ProfileService>>({
      duration: duration
        ? {
            ...(duration.from === null ? {} : { from: duration.from }),
            ...(duration.to === null ? {} : { to: duration.to }),
            unit: duration.unit,
          }
        : undefined,
      queue: queued ? { length: queued.value, stated_on: queued.on } : undefined,
      waiting: waitingDays ? { days: waitingDays.value, stated_on: waitingDays.on } : undefined,
      receiver_needs: entry.receiverNeeds,
      onward_service_ids: onwardOf(entry).filter((id) => shown.has(id)),
      parallel_service_ids: entry.links
        .filter(({ kind, toEntryId }) => kind === 'parallel' && shown.has(toEntryId))
        .map(({ toEntryId }) => toEntryId),
    }),
  } as ProfileService
}

const sentences = (...parts: string[]): string => parts.filter(Boolean).join(' ')
const listed = (title: string, all: readonly string[]): string => (all.length > 0 ? `${title}: ${all.join(', ')}.` : '')

const feesOf = ({ costKr, costNote }: Entry): string =>
  sentences(costKr === null ? '' : costKr === 0 ? 'Gratis.' : `${costKr} kronor.`, costNote)

/** What an offer of the map says, as a service run by an organization. */
export function factsOfService(entry: Entry, organization: HsdsOrganization): HsdsServiceFacts {
  return known<HsdsServiceFacts>({
    id: entry.entryId,
    organization_id: organization.id,
    name: entry.name,
    alternate_name: entry.otherNames.join(', '),
    description: entry.about.sv || entry.about.easy || entry.method,
    url: webOf(entry.contact.website),
    email: emailOf(entry.contact.email),
    status: STATUS[entry.status as keyof typeof STATUS] ?? 'inactive',
    application_process: sentences(...entry.waysIn.map((one) => `${words(`way.${one}.plain`)}.`), entry.howToRefer),
    fees_description: feesOf(entry),
    wait_time: entry.waitingDays ? `${entry.waitingDays.value} dagar (${entry.waitingDays.on})` : undefined,
    eligibility_description: sentences(
      listed(
        'För',
        entry.targetGroups.map((one) => words(`target.${one}`).toLocaleLowerCase('sv')),
      ),
      listed(
        'Stödbehov',
        entry.needLevels.map((one) => words(`need.${one}`).toLocaleLowerCase('sv')),
      ),
      entry.conditions,
    ),
    minimum_age: entry.ageFrom,
    maximum_age: entry.ageTo,
    assured_date: entry.verifiedOn,
    last_modified: entry.changedAt,
    organization,
  })
}

export type ServiceBeside = {
  locations: ReadonlyMap<string, HsdsLocation>
  terms: ReadonlyMap<string, HsdsTerm>
  /** Services that are told at all. */
  shown: ReadonlySet<string>
}

/** A service with everything beside it. */
export function fullService(
  entry: Entry,
  facts: HsdsServiceFacts,
  { locations, terms, shown }: ServiceBeside,
): HsdsService {
  return known<HsdsService>({
    ...facts,
    phones: phonesOf(entry),
    contacts: contactsOf(entry),
    schedules: schedulesOf(entry),
    languages: entry.languages.map((code) => ({
      id: nameId('hsds', 'language', entry.entryId, code),
      name: languageName('sv', code),
      code,
    })),
    cost_options:
      entry.costKr === null
        ? []
        : [
            {
              id: nameId('hsds', 'cost', entry.entryId),
              currency: 'SEK' as const,
              amount: entry.costKr,
              ...(entry.costNote ? { amount_description: entry.costNote } : {}),
            },
          ],
    capacities: capacitiesOf(entry),
    service_at_locations: entry.placeIds.flatMap((placeId) => {
      const location = locations.get(placeId)
      return location
        ? [{ id: atLocationId(entry.entryId, placeId), service_id: entry.entryId, location_id: placeId, location }]
        : []
    }),
    attributes: attributesOf(entry, terms),
    roda_traden: profileOf(entry, shown),
  })
}

export const atLocationId = (entryId: string, placeId: string): string => nameId('hsds', 'at', entryId, placeId)
