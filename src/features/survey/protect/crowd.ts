import { BARRIERS } from '../core/code.ts'
import type { QuantityId } from '../core/quantity.ts'
import { REASONS } from '../core/reason.ts'
import type { Line, Release, SavedRelease } from './release.ts'
import { LISTS } from './survey-system.ts'
import { countedOf, ratingTold } from './told.ts'

const NO_PEOPLE = /^(marks|squares|unknown:|self:n)/

/** Everybody any report tells of, each line once. */
export class Crowd {
  readonly #places = new Map<string, number>()
  readonly #persons = new Map<string, number>()
  readonly #lines: Line[] = []
  readonly #personOf: (code: string) => string

  constructor(personOf: (code: string) => string) {
    this.#personOf = personOf
  }

  places(lines: readonly string[]): Set<number> {
    return new Set(lines.map((line) => this.#place(line)))
  }

  #place(line: string): number {
    const known = this.#places.get(line)
    if (known !== undefined) return known
    this.#places.set(line, this.#lines.length)
    const rating = ratingTold(line)
    const who = this.#personOf(rating.code)
    const person = this.#persons.get(who) ?? this.#persons.size
    this.#persons.set(who, person)
    return this.#lines.push({ person, counted: new Set(countedOf(rating)) }) - 1
  }

  /** A saved report as whoever knows some lines already sees it: without those. */
  release(
    { name, people, shown, hidden }: SavedRelease,
    sameRound: boolean,
    isUnknown: (line: string) => boolean,
  ): Release {
    const printed = printedOf(shown, hidden)
    return { name, people: this.places(people.filter(isUnknown)), shown: peopleOf(printed), printed, sameRound }
  }

  readonly line = (place: number): Line => this.#lines[place]!
}

/**
 * Every number that is told by those that are shown. A reason nobody has is on no list and is 0. Who has a barrier and is in no column, since the sex or the
 * time is not known, is told by subtraction (`survey-system.ts`).
 */
export function printedOf(shown: ReadonlySet<QuantityId>, hidden: ReadonlySet<QuantityId>): Set<QuantityId> {
  const printed = new Set([...shown, ...REASONS.map((reason) => `reason:${reason}`).filter((id) => !hidden.has(id))])
  for (const { list, keys } of LISTS)
    for (const key of BARRIERS) {
      const parts = [`barrier:${key}`, ...keys.map((one) => `barrier:${key} | ${list}:${one}`)]
      if (parts.every((id) => shown.has(id))) printed.add(`~barrier:${key} | ${list}:unknown`)
    }
  return printed
}

/** Those that count people: sums of marks are none, and a missing answer is no property of a person. */
export const peopleOf = (printed: ReadonlySet<QuantityId>): Set<QuantityId> =>
  new Set([...printed].filter((id) => !NO_PEOPLE.test(id)))
