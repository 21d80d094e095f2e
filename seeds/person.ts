import { foldName } from '../src/shared/text.ts'
import type { Birth } from './birth.ts'
import { birthOf } from './birth.ts'
import { nameSomebody } from './names.ts'
import type { Random } from './random.ts'

export type Person = Birth & {
  givenName: string
  familyName: string
  language: string
  interpreter: boolean
  phone: string
  email: string
  address: string
  protection: 'none' | 'marking' | 'protected_registration'
}

const STREETS =
  'Kvarngatan Storgatan Ringvägen Skolgatan Parkvägen Björkvägen Järnvägsgatan Åkervägen Strandvägen Backgatan'.split(
    ' ',
  )

export function makePerson(random: Random, taken: Set<string>, given: Partial<Person> = {}): Person {
  const sex = given.sex ?? (random.chance(0.54) ? 'woman' : 'man')
  const { personNumber, birthDay } = birthOf(random, sex, taken)
  const named = nameSomebody(random, sex)
  const language = given.language ?? named.language
  return {
    sex,
    personNumber,
    birthDay,
    givenName: named.givenName,
    familyName: named.familyName,
    language,
    interpreter: language !== 'sv' && random.chance(0.75),
    // The series the post and telecom authority keeps for fiction.
    phone: random.chance(0.85) ? `070-174 06 ${String(random.int(5, 99)).padStart(2, '0')}` : '',
    email: random.chance(0.4) ? `${plain(named.givenName)}.${plain(named.familyName)}@post.example` : '',
    address: random.chance(0.7) ? `${random.pick(STREETS)} ${random.int(1, 48)}, Norrby` : '',
    protection: 'none',
    ...given,
  }
}

/** Letters for an address: accents and other marks gone. */
export const plain = (name: string): string =>
  foldName(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ı/g, 'i')
    .replace(/[^a-z]+/g, '.')
