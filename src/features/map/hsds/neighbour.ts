import type { OutboundProblem } from '../../../platform/outbound/fetch-open.ts'

/** Another directory whose services are searched beside the map's entries. */
export type Neighbour = {
  neighbourId: string
  name: string
  address: string
  /** The last time everything could be read. */
  goodAt: Date | null
  entries: number
  /** Services that could not be read at that time. */
  leftOut: number
  triedAt: Date | null
  problem: NeighbourProblem | null
  /** Where it went wrong: an address, a status, a page. */
  detail: string
}

/** An entry of a neighbour; read, never changed. */
export type NeighbourEntry = {
  itemId: string
  neighbourId: string
  name: string
  organization: string
  description: string
  ageFrom: number | null
  ageTo: number | null
  languages: string[]
  /** An address a line. */
  places: string
  howToApply: string
  fees: string
  phone: string
  email: string
  website: string
  /** The entry at the neighbour's interface. */
  source: string
}

/**
 * Why a neighbour could not be read; its last good state stays.
 * `json` the answer is no JSON · `version` no HSDS 3 · `list` no page of services · `paging` the same page again · `many` more than we take
 */
export const NEIGHBOUR_PROBLEMS = [
  'address',
  'private',
  'unknown',
  'unreachable',
  'certificate',
  'slow',
  'large',
  'redirects',
  'status',
  'json',
  'version',
  'list',
  'paging',
  'many',
] as const satisfies readonly (OutboundProblem | string)[]
export type NeighbourProblem = (typeof NEIGHBOUR_PROBLEMS)[number]

/** Of one neighbour. */
export const MOST_NEIGHBOUR_ENTRIES = 5000
/** Of one association. */
export const MOST_NEIGHBOURS = 20
