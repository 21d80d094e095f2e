import type { MapBodies } from '../body.ts'
import { type Entry, isOffer } from '../entry.ts'
import type {
  HsdsAtLocation,
  HsdsLocation,
  HsdsOrganization,
  HsdsService,
  HsdsServiceFacts,
  HsdsTaxonomy,
  HsdsTerm,
} from './hsds.ts'
import { locationOf } from './hsds-location.ts'
import { organizationsOf, runnerOf } from './hsds-organization.ts'
import { factsOfService, fullService } from './hsds-service.ts'
import { taxonomiesAt, termsAt } from './hsds-term.ts'

export type FeedService = { facts: HsdsServiceFacts; full: HsdsService; termIds: ReadonlySet<string> }
export type FeedAtLocation = { at: HsdsAtLocation; service: FeedService }

/** What open maps tell, as objects of the standard. */
export type Feed = {
  services: FeedService[]
  organizations: HsdsOrganization[]
  atLocations: FeedAtLocation[]
  taxonomies: HsdsTaxonomy[]
  terms: HsdsTerm[]
}

/** "Region Älvdal" is the county of Älvdal; without a region the association's own name stands there. */
const countyOf = (bodies: MapBodies, name: string): string =>
  bodies.authorities.find(({ kind }) => kind === 'region')?.name.replace(/^Region(?:en)? /, '') ?? name

/** One map as a visitor sees it, told in the standard. `base`: the address of the interface. */
export function feedOf(
  { associationId, shortName }: { associationId: number; shortName: string },
  bodies: MapBodies,
  entries: readonly Entry[],
  base: string,
): Feed {
  const county = countyOf(bodies, shortName)
  const terms = termsAt(base)
  const termsById = new Map(terms.map((term) => [term.id, term]))
  const locations = new Map<string, HsdsLocation>()
  for (const { places } of entries)
    for (const place of places)
      if (!locations.has(place.placeId)) locations.set(place.placeId, locationOf(place, county))
  const organizations = organizationsOf(associationId, bodies, entries, locations)
  const byId = new Map(organizations.map((one) => [one.id, one]))
  const offers = entries.filter(isOffer)
  const shown = new Set(offers.map(({ entryId }) => entryId))
  const services = offers.flatMap((entry): FeedService[] => {
    const runner = runnerOf(associationId, bodies, entry, byId)
    if (!runner) return []
    const facts = factsOfService(entry, runner)
    const full = fullService(entry, facts, { locations, terms: termsById, shown })
    return [{ facts, full, termIds: new Set(full.attributes?.map((one) => one.taxonomy_term_id)) }]
  })
  return {
    services,
    organizations,
    atLocations: services.flatMap((service) =>
      (service.full.service_at_locations ?? []).map((at) => ({ at, service })),
    ),
    taxonomies: taxonomiesAt(base),
    terms,
  }
}

/** Several maps as one; their lists of terms are the same. */
export const feedsTogether = (feeds: readonly Feed[], base: string): Feed => ({
  services: feeds.flatMap((feed) => feed.services),
  organizations: feeds.flatMap((feed) => feed.organizations),
  atLocations: feeds.flatMap((feed) => feed.atLocations),
  taxonomies: taxonomiesAt(base),
  terms: termsAt(base),
})
