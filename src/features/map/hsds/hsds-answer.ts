import { foldWord } from '../find/find-word.ts'
import type { HsdsOrganization, Identified } from './hsds.ts'
import type { Feed, FeedAtLocation, FeedService } from './hsds-feed.ts'
import { metresBetween, type Point } from './hsds-location.ts'
import { plainOrganization } from './hsds-organization.ts'

/** What may be asked of a list. Everything said must hold together. */
export type HsdsQuestion = {
  search?: string | undefined
  page: number
  per_page?: number | undefined
  format: 'json' | 'ndjson'
  taxonomy_term_id?: string | undefined
  taxonomy_id?: string | undefined
  organization_id?: string | undefined
  /** An instant in milliseconds. */
  modified_after?: number | undefined
  minimal: boolean
  full: boolean
  full_service: boolean
  top_only: boolean
  parent_id?: string | undefined
  postcode?: string | undefined
  /** Metres. */
  proximity?: number | undefined
}

export const USUAL_SIZE = 50
export const LARGEST_SIZE = 1000

export type Page<T> = {
  total_items: number
  total_pages: number
  page_number: number
  size: number
  first_page: boolean
  last_page: boolean
  empty: boolean
  contents: T[]
}

/** One page of a list. A page after the last is empty; a list of nothing has no pages. */
export function pageOf<T>(all: readonly T[], number: number, perPage: number): Page<T> {
  const contents = all.slice((number - 1) * perPage, number * perPage)
  const pages = Math.ceil(all.length / perPage)
  return {
    total_items: all.length,
    total_pages: pages,
    page_number: number,
    size: contents.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: contents.length === 0,
    contents,
  }
}

/** Ids of the entries a text was found in; undefined where none was asked for. */
export type SearchHits = ReadonlySet<string> | undefined

const postcodeKey = (text: string): string => text.replace(/\s/g, '')

/** Which places are meant: at this postcode, or within so many metres of the middle of what we know there. */
function nearOf({ postcode, proximity }: HsdsQuestion, feed: Feed): ((at: FeedAtLocation) => boolean) | undefined {
  if (postcode === undefined) return undefined
  const key = postcodeKey(postcode)
  const isThere = ({ at }: FeedAtLocation): boolean =>
    (at.location.addresses ?? []).some((address) => postcodeKey(address.postal_code) === key)
  if (proximity === undefined) return isThere
  const pointOf = ({ at: { location } }: FeedAtLocation): Point | undefined =>
    location.latitude === undefined || location.longitude === undefined
      ? undefined
      : { latitude: location.latitude, longitude: location.longitude }
  const points = feed.atLocations.filter(isThere).flatMap((at) => pointOf(at) ?? [])
  if (points.length === 0) return isThere
  const middle = {
    latitude: points.reduce((sum, point) => sum + point.latitude, 0) / points.length,
    longitude: points.reduce((sum, point) => sum + point.longitude, 0) / points.length,
  }
  return (at) => {
    const point = pointOf(at)
    return point ? metresBetween(point, middle) <= proximity : isThere(at)
  }
}

function meets(question: HsdsQuestion, hits: SearchHits, feed: Feed): (service: FeedService) => boolean {
  const {
    taxonomy_term_id: term,
    taxonomy_id: taxonomy,
    organization_id: organization,
    modified_after: after,
  } = question
  const ofTaxonomy = new Set(feed.terms.filter((one) => one.taxonomy_id === taxonomy).map(({ id }) => id))
  const termIds = new Set(feed.terms.filter((one) => one.id === term || one.code === term).map(({ id }) => id))
  return ({ facts, termIds: own }) =>
    (hits === undefined || hits.has(facts.id)) &&
    (term === undefined || [...termIds].some((id) => own.has(id))) &&
    (taxonomy === undefined || [...own].some((id) => ofTaxonomy.has(id))) &&
    (organization === undefined || facts.organization_id === organization) &&
    (after === undefined || Date.parse(facts.last_modified) >= after)
}

export function servicesFor(feed: Feed, question: HsdsQuestion, hits: SearchHits): Identified[] {
  const near = nearOf(question, feed)
  const places = near && new Set(feed.atLocations.filter(near).map(({ service }) => service.facts.id))
  const found = feed.services
    .filter(meets(question, hits, feed))
    .filter(({ facts }) => places === undefined || places.has(facts.id))
  if (question.minimal)
    return found.map(({ facts }) => ({
      id: facts.id,
      modified_date: facts.last_modified,
      last_modified: facts.last_modified,
    }))
  return found.map(({ facts, full }) => (question.full ? full : facts))
}

export const atLocationFull = ({ at, service }: FeedAtLocation) => ({
  ...at,
  ...(service.full.schedules ? { schedules: service.full.schedules } : {}),
  ...(service.full.phones ? { phones: service.full.phones } : {}),
  ...(service.full.contacts ? { contacts: service.full.contacts } : {}),
  service: service.full,
})

export function atLocationsFor(feed: Feed, question: HsdsQuestion, hits: SearchHits): Identified[] {
  const near = nearOf(question, feed)
  const holds = meets(question, hits, feed)
  return feed.atLocations
    .filter((one) => holds(one.service) && (near === undefined || near(one)))
    .map((one) => (question.full ? atLocationFull(one) : { ...one.at, service: one.service.facts }))
}

/** Every word stands somewhere in what is said. */
const says = (search: string | undefined, ...texts: (string | undefined)[]): boolean => {
  const said = foldWord(texts.filter(Boolean).join(' '))
  return foldWord(search ?? '')
    .split(/\s+/)
    .every((word) => said.includes(word))
}

export const organizationFull = (feed: Feed, organization: HsdsOrganization, fullService: boolean): Identified => {
  const own = feed.services.filter(({ facts }) => facts.organization_id === organization.id)
  return {
    ...organization,
    services: own.map(({ facts, full }) =>
      fullService ? full : { id: facts.id, name: facts.name, status: facts.status },
    ),
  } as Identified
}

export function organizationsFor(feed: Feed, question: HsdsQuestion): Identified[] {
  const { taxonomy_term_id: term, taxonomy_id: taxonomy, modified_after: after, organization_id: id } = question
  const byServices = term !== undefined || taxonomy !== undefined || after !== undefined
  const holds = meets({ ...question, organization_id: undefined }, undefined, feed)
  const running = new Set(feed.services.filter(holds).map(({ facts }) => facts.organization_id))
  return feed.organizations
    .filter(
      (one) =>
        (id === undefined || one.id === id) &&
        says(question.search, one.name, one.alternate_name, one.description) &&
        (!byServices || running.has(one.id)),
    )
    .map((one) => {
      const told = question.full ? one : plainOrganization(one)
      return question.full || question.full_service ? organizationFull(feed, told, question.full_service) : told
    })
}

export const taxonomiesFor = (feed: Feed, { search, taxonomy_id: id }: HsdsQuestion): Identified[] =>
  feed.taxonomies.filter((one) => says(search, one.name, one.description) && (id === undefined || one.id === id))

/** Our terms lie side by side: each is at the top, none has a parent. */
export const termsFor = (feed: Feed, question: HsdsQuestion): Identified[] =>
  feed.terms.filter(
    (one) =>
      says(question.search, one.name, one.description, one.code) &&
      (question.taxonomy_id === undefined || one.taxonomy_id === question.taxonomy_id) &&
      (question.taxonomy_term_id === undefined ||
        one.id === question.taxonomy_term_id ||
        one.code === question.taxonomy_term_id) &&
      question.parent_id === undefined,
  )
