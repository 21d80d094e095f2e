import { foldName } from '../../src/shared/text.ts'
import { Chronicle } from '../chronicle.ts'
import { calendarDay, type DayNumber } from '../day-number.ts'
import type { Person } from '../person.ts'
import type { Random } from '../random.ts'
import { ownWords } from '../texts/own-words.ts'
import { crew, type Home, type World } from '../world.ts'

export type Setting = { world: World; random: Random; today: DayNumber }

export type Told = {
  c: Chronicle
  person: Person
  home: Home
  /** Who refers and is the contact until intake. */
  caseworker: string
  /** Users who may see a protected identity. */
  named: string[]
  words: string
}

/** The thread begins in a unit, with who the person is. */
export function begin(setting: Setting, person: Person, home: Home, on: DayNumber, named: string[] = []): Told {
  const { world, random, today } = setting
  const caseworker = crew[home][0]
  const words = random.pick(ownWords[person.language] ?? ownWords.sv!)
  const c = new Chronicle(world, random, today, home, on, {
    language: person.language,
    interpreter: person.interpreter,
  })
  const seen = person.protection === 'none' ? [] : [caseworker, ...named]
  const identity = c.identity(home, {
    givenName: person.givenName,
    familyName: person.familyName,
    nameKey: foldName(`${person.familyName} ${person.givenName}`),
    personNumber: person.personNumber,
    birthDay: person.birthDay,
    sex: person.sex,
    phone: person.phone,
    email: person.protection === 'none' ? person.email : '',
    address: person.protection === 'none' ? person.address : '',
    protection: person.protection,
    namedUserIds: seen.map((key) => c.user(key)),
  })
  c.event('thread-begun', on, caseworker, c.self)
  if (person.protection !== 'none')
    c.event(
      'identity-changed',
      on,
      caseworker,
      { subject: 'participant_identity', row: identity, id: c.threadId },
      { protection: person.protection },
    )
  return { c, person, home, caseworker, named: seen, words }
}

/** A contact from a day on; who it is, and as what. */
export function assign(
  told: Told,
  unit: Parameters<Chronicle['add']>[2],
  user: string,
  role: 'lead' | 'social' | 'work' | 'referrer' | 'other',
  from: DayNumber,
  by: string = user,
) {
  const assignment = told.c.add('assignment', from, unit, {
    userId: told.c.user(user),
    role,
    fromOn: calendarDay(from),
  })
  told.c.event('assignment-began', from, by, assignment, { role })
  return assignment
}
