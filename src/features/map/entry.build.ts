import { EMPTY_FACTS, type EntryFacts } from './entry.ts'
import { EMPTY_PLACE, type PlaceFacts } from './place.ts'

/** An entry that is all right, with what a test says about it. */
export const someEntry = (given: Partial<EntryFacts> = {}): EntryFacts => ({
  ...EMPTY_FACTS,
  name: 'Hälsogrupp',
  targetGroups: ['mental_ill_health'],
  ageFrom: 18,
  ageTo: 64,
  needLevels: ['medium'],
  workDistances: ['far'],
  contact: { name: 'Receptionen', email: 'halsogrupp@prov.example', phone: '08-465 004 10', website: '' },
  waysIn: ['referral'],
  howToRefer: 'Skriv en remiss till teamet.',
  about: { sv: 'Vi rör på oss tillsammans.', easy: '', en: '', ar: '' },
  ...given,
})

export const someProvider = (given: Partial<EntryFacts> = {}): EntryFacts => ({
  ...EMPTY_FACTS,
  kind: 'provider',
  sector: 'civil',
  name: 'Föreningen Handslaget',
  contact: { name: 'Kansliet', email: 'kansli@handslaget.example', phone: '', website: '' },
  ...given,
})

export const somePlace = (given: Partial<PlaceFacts> = {}): PlaceFacts => ({
  ...EMPTY_PLACE,
  name: 'Kvarngatan 3',
  address: 'Kvarngatan 3',
  city: 'Norrby',
  area: 'Norrby',
  ...given,
})
