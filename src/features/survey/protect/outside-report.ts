import { BARRIERS } from '../core/code.ts'
import { figuresOf } from '../core/figures.ts'
import { type QuantityId, quantitiesOf } from '../core/quantity.ts'
import { REASONS } from '../core/reason.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { type OutsideRules, protectSurvey } from './protected-survey.ts'
import type { Line, Release } from './release.ts'
import { type Guarded, guardRelease } from './release-guard.ts'
import { LISTS } from './survey-system.ts'
import { countedOf, ratingTold, toldOf } from './told.ts'

const NO_PEOPLE = /^(marks|squares|unknown:|self:n)/

/** A report that left the unit: whom it tells of (`toldOf`), and which numbers it shows and hides; what is in neither is 0. */
export type SavedRelease = {
  name: string
  /** The rounds it is cut from. */
  rounds: readonly string[]
  people: readonly string[]
  shown: ReadonlySet<QuantityId>
  hidden: ReadonlySet<QuantityId>
}

export type OutsideReport =
  /** Numbers as they are printed, rounded where they are to be, and the names of those that are hidden. What is in neither is 0. */
  | { ok: true; shown: Map<QuantityId, number>; hidden: ReadonlySet<QuantityId> }
  | { ok: false; because: 'too-few' | 'few-people' | 'small-number' | 'too-many'; with: readonly string[] }

/** Hiding more may lay something else open, which is then hidden too; so often at most. */
const MOST_ATTEMPTS = 6

/**
 * What of a round may leave the unit beside everything that has left it before, all taken together. People are the same when code and answers are
 * the same, in this round or another: so neither a filter nor a month later isolates somebody.
 */
export function outsideReport(
  people: readonly Rating[],
  rules: OutsideRules,
  saved: readonly SavedRelease[],
  rounds: readonly string[],
): OutsideReport {
  const figures = figuresOf(surveyOf(people))
  const quantities = quantitiesOf(figures)
  const crowd = new Crowd()
  const releases = saved.map((release) =>
    crowd.release(
      release,
      release.rounds.some((one) => rounds.includes(one)),
    ),
  )
  const own = crowd.places(people.map(toldOf))
  const also = new Set<QuantityId>()
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const safe = protectSurvey(figures, rules, also)
    if (safe.tooFew) return { ok: false, because: 'too-few', with: [] }
    const shown = [...quantities].filter(([id]) => !safe.hidden.has(id))
    const ids = withImplied(new Set(shown.map(([id]) => id)))
    const result: Guarded = guardRelease(
      releases,
      { name: '', people: own, shown: ids, sameRound: true },
      crowd.line,
      rules,
    )
    if (!result.ok) return result
    const more = [...result.alsoHidden].filter((id) => !also.has(id))
    if (more.length < result.alsoHidden.size) break
    if (more.length === 0)
      return { ok: true, shown: new Map(shown.map(([id]) => [id, safe.shown(id) as number])), hidden: safe.hidden }
    for (const id of more) also.add(id)
  }
  return { ok: false, because: 'small-number', with: saved.map(({ name }) => name) }
}

/** Everybody any report tells of, each line once. */
class Crowd {
  readonly #places = new Map<string, number>()
  readonly #persons = new Map<string, number>()
  readonly #lines: Line[] = []

  places(lines: readonly string[]): Set<number> {
    return new Set(lines.map((line) => this.#place(line)))
  }

  #place(line: string): number {
    const known = this.#places.get(line)
    if (known !== undefined) return known
    this.#places.set(line, this.#lines.length)
    const rating = ratingTold(line)
    const person = this.#persons.get(rating.code) ?? this.#persons.size
    this.#persons.set(rating.code, person)
    return this.#lines.push({ person, counted: new Set(countedOf(rating)) }) - 1
  }

  release({ name, people, shown, hidden }: SavedRelease, sameRound: boolean): Release {
    const absent = REASONS.map((reason) => `reason:${reason}`).filter((id) => !hidden.has(id))
    return { name, people: this.places(people), shown: withImplied(new Set([...shown, ...absent])), sameRound }
  }

  readonly line = (place: number): Line => this.#lines[place]!
}

/**
 * The numbers of people that are told: sums of marks are none, and a missing answer is no property of a person. Who has a barrier and is in no
 * column, since the sex or the time is not known, is told by subtraction (`survey-system.ts`).
 */
function withImplied(shown: ReadonlySet<QuantityId>): Set<QuantityId> {
  const told = new Set([...shown].filter((id) => !NO_PEOPLE.test(id)))
  for (const { list, keys } of LISTS)
    for (const key of BARRIERS) {
      const parts = [`barrier:${key}`, ...keys.map((one) => `barrier:${key} | ${list}:${one}`)]
      if (parts.every((id) => shown.has(id))) told.add(`~barrier:${key} | ${list}:unknown`)
    }
  return told
}
