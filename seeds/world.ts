import type { UnitKey } from './organisation.ts'

export type Place = { unitId: number; authorityId: number }

/** Where threads take place: one association's units and people, by the keys of organisation.ts. */
export type World = {
  associationId: number
  units: Record<UnitKey, Place>
  /** Staff, and former colleagues. */
  users: Record<string, string>
}

/** Everybody of a unit who meets participants. */
export const crew = {
  support: ['karin'],
  norrby: ['samir', 'elin', 'petra'],
  abro: ['leila', 'johan', 'oskar'],
  psychiatry: ['maja'],
  jobCentre: ['yusuf'],
  insurance: ['helena'],
  office: [],
  abroSupport: ['gunnel', 'farah', 'erik'],
} as const satisfies Record<UnitKey, readonly string[]>

export type Team = 'norrby' | 'abro'
/** Units that refer. */
export type Home = 'support' | 'psychiatry' | 'jobCentre' | 'insurance'
