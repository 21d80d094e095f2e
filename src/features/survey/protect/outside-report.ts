import { figuresOf } from '../core/figures.ts'
import { type QuantityId, quantitiesOf } from '../core/quantity.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { type OutsideRules, protectSurvey } from './protected-survey.ts'
import { type Guarded, guardRelease, type Release } from './release-guard.ts'
import { numberOver, ratingTold, toldOf } from './told.ts'

/** A report that left the unit: whom it tells of (`toldOf`), and which numbers it shows. */
export type SavedRelease = { name: string; roundId: string; people: readonly string[]; shown: ReadonlySet<QuantityId> }

export type OutsideReport =
  /** Numbers as they are printed, rounded where they are to be, and the names of those that are hidden. What is in neither is 0. */
  | { ok: true; shown: Map<QuantityId, number>; hidden: ReadonlySet<QuantityId> }
  | { ok: false; because: 'too-few' | 'few-people' | 'small-number' | 'too-many'; with: readonly string[] }

/** Sums of marks are no people, and a missing answer is no property of a person (as in `survey-system.ts`). */
const NO_PEOPLE = /^(marks|squares|unknown:|self:n)/

/** Hiding more may lay something else open, which is then hidden too; so often at most. */
const MOST_ATTEMPTS = 6

/**
 * What of a round may leave the unit beside everything that has left it before. People are the same when code and answers are the
 * same, in this round or another: so neither a filter nor a month later isolates somebody. Reports of one round are checked all together,
 * those of other rounds one by one.
 */
export function outsideReport(
  people: readonly Rating[],
  rules: OutsideRules,
  saved: readonly SavedRelease[],
  roundId: string,
): OutsideReport {
  const figures = figuresOf(surveyOf(people))
  const quantities = quantitiesOf(figures)
  const crowd = new Crowd()
  const before = saved.map((release) => ({ release, people: crowd.places(release.people) }))
  const own = crowd.places(people.map(toldOf))
  const here = before.filter(({ release }) => release.roundId === roundId)
  const together = [
    ...(here.length > 0 ? [here] : []),
    ...before.filter(({ release }) => release.roundId !== roundId).map((one) => [one]),
  ]
  const also = new Set<QuantityId>()
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const safe = protectSurvey(figures, rules, also)
    if (safe.tooFew) return { ok: false, because: 'too-few', with: [] }
    const shown = [...quantities].filter(([id]) => !safe.hidden.has(id))
    const next: Release = { name: '', people: own, shown: new Map(shown.filter(([id]) => !NO_PEOPLE.test(id))) }
    const asked = new Set(also)
    for (const group of together) {
      const releases = group.map(({ release, people: members }) => crowd.release(release, members))
      const result: Guarded = guardRelease(releases, next, crowd.count, rules)
      if (!result.ok) return result
      for (const id of result.alsoHidden) {
        if (asked.has(id)) return { ok: false, because: 'small-number', with: releases.map(({ name }) => name) }
        also.add(id)
      }
    }
    if (also.size === asked.size)
      return { ok: true, shown: new Map(shown.map(([id]) => [id, safe.shown(id) as number])), hidden: safe.hidden }
  }
  return { ok: false, because: 'small-number', with: saved.map(({ name }) => name) }
}

/** Everybody any report tells of, each line once. */
class Crowd {
  readonly #places = new Map<string, number>()
  readonly #ratings: Rating[] = []

  places(lines: readonly string[]): Set<number> {
    return new Set(lines.map((line) => this.#place(line)))
  }

  #place(line: string): number {
    const known = this.#places.get(line)
    if (known !== undefined) return known
    this.#places.set(line, this.#ratings.length)
    return this.#ratings.push(ratingTold(line)) - 1
  }

  release({ name, shown }: SavedRelease, people: ReadonlySet<number>): Release {
    return { name, people, shown: new Map([...shown].map((id) => [id, this.count([...people], id)])) }
  }

  readonly count = (people: readonly number[], id: QuantityId): number =>
    numberOver(
      people.map((place) => this.#ratings[place]!),
      id,
    )
}
