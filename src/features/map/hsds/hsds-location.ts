import { nameId } from '../../../shared/name-id.ts'
import type { Place } from '../place.ts'
import { type HsdsAddress, type HsdsLocation, known } from './hsds.ts'

/**
 * A place as a location. The standard asks for a `state_province` in every address: the county, which in Sweden has the name of
 * its region.
 */
export function locationOf(place: Place, county: string): HsdsLocation {
  const address: HsdsAddress | undefined =
    place.kind === 'physical' && place.address && place.city
      ? known<HsdsAddress>({
          id: nameId('hsds', 'address', place.placeId),
          address_1: place.address,
          city: place.city,
          region: place.area,
          state_province: county,
          postal_code: place.postalCode || '000 00',
          country: 'SE',
          address_type: 'physical',
        })
      : undefined
  return known<HsdsLocation>({
    id: place.placeId,
    location_type: place.kind,
    name: place.name,
    transportation: place.howToGetThere,
    latitude: place.latitude,
    longitude: place.longitude,
    addresses: address && [address],
    accessibility: place.accessibility
      ? [{ id: nameId('hsds', 'accessibility', place.placeId), description: place.accessibility }]
      : [],
  })
}

const RADIUS_M = 6_371_000
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres along the ground between two points. */
export function metresBetween(a: Point, b: Point): number {
  const [lat, lon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const half =
    Math.sin(lat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(lon / 2) ** 2
  return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)))
}
export type Point = { latitude: number; longitude: number }
