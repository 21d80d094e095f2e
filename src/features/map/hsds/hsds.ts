/**
 * The objects of HSDS 3 that we tell (Open Referral Human Services Data Specification). Names and forms are the standard's; days
 * are `YYYY-MM-DD`, times `HH:MM` on the clock of Stockholm. What is not known is left out.
 */
export type Identified = { id: string }

export type HsdsTaxonomy = Identified & { name: string; description: string; uri: string; version: string }
export type HsdsTerm = Identified & {
  code: string
  name: string
  description: string
  taxonomy: string
  taxonomy_id: string
  language: string
  term_uri: string
  taxonomy_detail?: HsdsTaxonomy
}
export type HsdsAttribute = Identified & {
  link_id: string
  link_entity: string
  link_type: string
  taxonomy_term_id: string
  taxonomy_term: HsdsTerm
}
export type HsdsPhone = Identified & { number: string; type: string }
export type HsdsContact = Identified & { name?: string; email?: string; phones?: HsdsPhone[] }
export type HsdsSchedule = Identified & {
  valid_from?: string
  valid_to?: string
  freq?: 'WEEKLY'
  interval?: number
  wkst?: 'MO'
  byday?: string
  opens_at?: string
  closes_at?: string
  description?: string
}
export type HsdsLanguage = Identified & { name: string; code: string }
export type HsdsAddress = Identified & {
  address_1: string
  city: string
  region?: string
  state_province: string
  postal_code: string
  country: 'SE'
  address_type: 'physical'
}
export type HsdsLocation = Identified & {
  location_type: 'physical' | 'virtual'
  name: string
  transportation?: string
  latitude?: number
  longitude?: number
  addresses?: HsdsAddress[]
  accessibility?: (Identified & { description: string })[]
}
export type HsdsCost = Identified & { currency: 'SEK'; amount: number; amount_description?: string }
export type HsdsCapacity = Identified & {
  unit: Identified & { name: string }
  available: number
  maximum?: number
  updated: string
}

/** What our profile adds to a service, in one place so that nothing of it can be taken for the standard's. */
export type ProfileService = {
  kind: string
  status: string
  translations: { language: string; easy: boolean; description: string }[]
  duration?: { from?: number; to?: number; unit: string }
  queue?: { length: number; stated_on: string }
  waiting?: { days: number; stated_on: string }
  receiver_needs?: string
  onward_service_ids?: string[]
  parallel_service_ids?: string[]
}

export type HsdsOrganization = Identified & {
  name: string
  alternate_name?: string
  description: string
  email?: string
  website?: string
  legal_status?: string
  parent_organization_id?: string
  contacts?: HsdsContact[]
  phones?: HsdsPhone[]
  locations?: HsdsLocation[]
}

/** What a service says itself, without lists beside it. */
export type HsdsServiceFacts = Identified & {
  organization_id: string
  name: string
  alternate_name?: string
  description?: string
  url?: string
  email?: string
  status: 'active' | 'inactive' | 'temporarily closed'
  application_process?: string
  fees_description?: string
  wait_time?: string
  eligibility_description?: string
  minimum_age?: number
  maximum_age?: number
  assured_date?: string
  last_modified: string
  organization: HsdsOrganization
}
export type HsdsAtLocation = Identified & { service_id: string; location_id: string; location: HsdsLocation }
export type HsdsService = HsdsServiceFacts & {
  phones?: HsdsPhone[]
  contacts?: HsdsContact[]
  schedules?: HsdsSchedule[]
  languages?: HsdsLanguage[]
  cost_options?: HsdsCost[]
  capacities?: HsdsCapacity[]
  service_at_locations?: HsdsAtLocation[]
  attributes?: HsdsAttribute[]
  roda_traden: ProfileService
}

type Known<T> = { [K in keyof T]: T[K] | undefined | '' | null }

/** Without what is not known: empty texts, empty lists, nothing. */
export const known = <T extends object>(given: Known<T>): T =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T

const EMAIL = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/
/** Only what is an address of mail, or of the web, is told as one. */
export const emailOf = (text: string): string | undefined => (EMAIL.test(text) && text.length <= 254 ? text : undefined)
export function webOf(text: string): string | undefined {
  if (!text) return undefined
  const url = URL.parse(/^[a-z]+:/i.test(text) ? text : `https://${text}`)
  const safe = url && (url.protocol === 'https:' || url.protocol === 'http:') && /^[\x21-\x7e]+$/.test(url.href)
  return safe ? url.href.replace(/[[\]|^`{}"<>\\]/g, encodeURIComponent) : undefined
}
