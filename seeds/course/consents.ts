import type { Category } from '../../src/features/thread/event.ts'
import { isLang, type Lang } from '../../src/platform/i18n/lang.ts'
import { type DayNumber, weekday } from '../day-number.ts'
import type { UnitKey } from '../organisation.ts'
import type { Team } from '../world.ts'
import type { Told } from './beginning.ts'

type Grant = { unit: UnitKey; narrow?: boolean; categories: readonly Category[] }

/** The text is read in the person's language where there is one; else in Swedish through the interpreter. */
const textLanguage = (language: string): Lang => (isLang(language) ? language : 'sv')

/** Consent by the person, taken by a member of the team, for as long as `days`. */
export function agree(
  told: Told,
  from: UnitKey,
  by: string,
  on: DayNumber,
  to: readonly Grant[],
  days = 180,
  withdrawnOn?: DayNumber,
): void {
  const { language, interpreter } = told.person
  told.c.consent({
    on,
    by,
    from,
    to,
    days,
    language: textLanguage(language),
    interpreter,
    ...(withdrawnOn === undefined ? {} : { withdrawnOn }),
  })
}

const REGION: readonly (readonly Category[])[] = [['plan'], ['plan', 'health'], ['plan', 'attendance', 'health']]
const EMPLOYMENT: readonly (readonly Category[])[] = [['plan'], ['plan', 'attendance']]
const INSURANCE: readonly (readonly Category[])[] = [['plan'], ['plan', 'health', 'economy']]

/** A round of consents for half a year, renewed when it runs out, now and then withdrawn or left to lapse. */
export function agreeAsUsual(
  told: Told,
  team: Team,
  by: (day: DayNumber) => string,
  from: DayNumber,
  until: DayNumber,
): void {
  const { c, home } = told
  const { random } = c
  if (random.chance(0.2)) return
  const grants: Grant[] = []
  if (home === 'support' || random.chance(0.3))
    grants.push({ unit: 'support', narrow: true, categories: ['plan', 'attendance'] })
  if (home === 'psychiatry' || random.chance(0.55)) grants.push({ unit: 'psychiatry', categories: random.pick(REGION) })
  if (home === 'jobCentre' || random.chance(0.5))
    grants.push({ unit: 'jobCentre', categories: random.pick(EMPLOYMENT) })
  if (home === 'insurance' || random.chance(0.35))
    grants.push({ unit: 'insurance', categories: random.pick(INSURANCE) })
  if (grants.length === 0) return
  for (let day = weekday(from + random.int(3, 20)); day < until; ) {
    const withdrawn = weekday(day + random.int(30, 120))
    if (withdrawn < until && random.chance(0.1)) {
      agree(told, team, by(day), day, grants, 180, withdrawn)
      return
    }
    agree(told, team, by(day), day, grants, 180)
    if (random.chance(0.2)) return
    day = weekday(day + 181 + random.int(0, 10))
  }
}
