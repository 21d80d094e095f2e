import type { AuthorityKind, UnitKind } from '../access/public.ts'
import type { OwnerKind } from './code.ts'

export type MapAuthority = { authorityId: number; kind: AuthorityKind; name: string }
export type MapUnit = {
  unitId: number
  authorityId: number
  kind: UnitKind
  name: string
  phone: string | null
  active: boolean
}

/** Authorities and units of the map that is read. */
export type MapBodies = { authorities: MapAuthority[]; units: MapUnit[] }

/** Whose an entry is, for groups and colours. */
export const ownerKind = (bodies: MapBodies, entry: { authorityId: number | null }): OwnerKind =>
  bodies.authorities.find((one) => one.authorityId === entry.authorityId)?.kind ?? 'civil'

export const authorityName = (bodies: MapBodies, authorityId: number | null): string | undefined =>
  bodies.authorities.find((one) => one.authorityId === authorityId)?.name

export const unitName = (bodies: MapBodies, unitId: number | null): string | undefined =>
  bodies.units.find((one) => one.unitId === unitId)?.name
