/** Where something is. `area` is the town or district that the coverage of the map is told by. */
export type PlaceFacts = {
  /** Whose the place is; null: no authority's. */
  authorityId: number | null
  name: string
  /** `virtual`: by telephone or on a screen. */
  kind: 'physical' | 'virtual'
  address: string
  postalCode: string
  city: string
  area: string
  latitude: number | null
  longitude: number | null
  howToGetThere: string
  accessibility: string
}

export type Place = PlaceFacts & { placeId: string; version: number }

export const EMPTY_PLACE: PlaceFacts = {
  authorityId: null,
  name: '',
  kind: 'physical',
  address: '',
  postalCode: '',
  city: '',
  area: '',
  latitude: null,
  longitude: null,
  howToGetThere: '',
  accessibility: '',
}

/** The areas of an entry's places, each once, in Swedish order. */
export const areasOf = (places: readonly Pick<PlaceFacts, 'area'>[]): string[] =>
  [...new Set(places.map((place) => place.area).filter(Boolean))].sort((a, b) => a.localeCompare(b, 'sv'))
