import type { Setting, Told } from './course/beginning.ts'
import type { Destination } from './course/ending.ts'
import { roundabout, roundaboutPerson } from './course/roundabout.ts'
import { type Stage, shortCourse } from './course/short.ts'
import { showcase, showcasePerson } from './course/showcase.ts'
import { teamCourse } from './course/team.ts'
import { weekday, weekdayBefore } from './day-number.ts'
import type { Person } from './person.ts'
import { makePerson } from './person.ts'
import type { Home, Team } from './world.ts'

const HOMES: readonly Home[] = [
  'support',
  'support',
  'support',
  'support',
  'psychiatry',
  'psychiatry',
  'jobCentre',
  'jobCentre',
  'insurance',
]
const DESTINATIONS: Record<Team, readonly Destination[]> = {
  norrby: ['work', 'studies', 'right_benefit', 'care', 'moved', 'other', 'other', 'work'],
  abro: ['work', 'work', 'work', 'studies', 'studies', 'right_benefit', 'care', 'other'],
}
/** Threads that no team carries: on their way, or turned away. */
const SHORT: readonly (readonly [stage: Stage, team: Team, from: number, to: number, home?: Home])[] = [
  ...Array.from({ length: 7 }, (_, n) => ['queued', 'norrby', 40 + n * 16, 50 + n * 16] as const),
  ['single', 'norrby', 2, 6],
  ['draft', 'norrby', 1, 5],
  ['draft', 'abro', 2, 9],
  ['draft', 'norrby', 12, 30],
  ['sent', 'norrby', 3, 6],
  ['sent', 'abro', 1, 3],
  ['received', 'norrby', 9, 16],
  ['visit-planned', 'norrby', 20, 30],
  ['visit-planned', 'abro', 8, 12],
  ['visit-missed', 'norrby', 40, 48],
  ['visit-done', 'norrby', 34, 40],
  ['declined', 'norrby', 200, 800],
  ['declined', 'norrby', 100, 600],
  ['declined', 'norrby', 60, 300],
  // Answered lately, for the caseworker whom the front page shows first: what waits for a sender.
  ['declined', 'abro', 24, 30, 'support'],
  ['redirected', 'norrby', 150, 900],
  ['redirected', 'abro', 80, 380],
  ['redirected', 'norrby', 30, 38, 'support'],
  ['withdrawn', 'norrby', 100, 700],
  ['withdrawn', 'abro', 50, 300],
]

export const THREADS = 120
/** Norrby has 18 places, one after another since three years: 12 with three people in turn, 6 with two. */
const PLACES = 18
/** Åbro, open since fourteen months, has 28 in progress now. */
const ABRO_NOW = 28
const PROTECTED = [3, 29, 71, 96]

/**
 * The 120 threads of one town. Places are given one after another, so that a team never has more people than places and a
 * wait is the wait for a place.
 */
export function tellTown(setting: Setting): Told[] {
  const { random, today } = setting
  const taken = new Set<string>()
  const told: Told[] = []
  const someone = (given?: Partial<Person>): Person => {
    const protection = PROTECTED.includes(told.length)
      ? told.length % 2 === 0
        ? 'protected_registration'
        : 'marking'
      : 'none'
    return makePerson(random, taken, { protection, ...given } as Partial<Person>)
  }
  const course = (team: Team, intake: number, until: number | null, paused?: readonly [number, number]): void => {
    const destination = random.pick(DESTINATIONS[team])
    const home = random.pick(HOMES)
    told.push(
      teamCourse(setting, someone(), { team, home, intake, until, destination, ...(paused ? { break: paused } : {}) }),
    )
  }
  told.push(showcase(setting, someone({ ...showcasePerson, protection: 'none' })))
  told.push(roundabout(setting, someone(roundaboutPerson)))

  for (let place = 0; place < PLACES; place++) {
    const turns = place < 12 ? 3 : 2
    const start = today - 900 + random.int(0, 60)
    // The last person in the first two places is one whose story is told above.
    const free = today - ([312, 476][place] ?? 0)
    const length = place < 2 ? (free - start) / (turns - 1) - 12 : (today - start) / (turns - 0.45)
    let intake = weekday(start)
    for (let turn = 1; turn < turns; turn++) {
      const until = weekday(intake + Math.round(length * (0.85 + random.next() * (place < 2 ? 0.15 : 0.25))))
      course('norrby', intake, weekdayBefore(Math.min(until, today - 20)))
      intake = weekdayBefore(Math.min(weekday(until + random.int(2, 12)), today - 5))
    }
    if (place >= 2) course('norrby', intake, null)
  }
  for (let n = 0; n < ABRO_NOW; n++) {
    const intake = weekdayBefore(today - 10 - Math.round((n / ABRO_NOW) ** 1.3 * 250) - random.int(0, 6))
    if (n % 13 === 12) {
      const paused = [weekday(today - 230), weekday(today - 70)] as const
      course('abro', weekday(today - 390), null, paused)
    } else course('abro', intake, null)
  }
  const before = THREADS - SHORT.length - told.length
  for (let n = 0; n < before; n++) {
    const intake = weekday(today - 415 + Math.round((n / before) * 260) + random.int(0, 10))
    course('abro', intake, weekdayBefore(Math.min(weekday(intake + random.int(100, 240)), today - 4)))
  }
  for (const [stage, team, min, max, from] of SHORT) {
    const on = weekdayBefore(today - random.int(min, max))
    const home = random.pick(HOMES)
    told.push(shortCourse(setting, someone(), stage, team, from ?? home, on))
  }
  return told
}
