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
    const absent = REASONS.map((reason) => `reason:${reason}`).filter((id) => !hidden.has(id))
    const lines = this.places(people.filter(isUnknown))
    return { name, people: lines, shown: withImplied(new Set([...shown, ...absent])), sameRound }
  }

  readonly line = (place: number): Line => this.#lines[place]!
}

/**
 * The numbers of people that are told: sums of marks are none, and a missing answer is no property of a person. Who has a barrier and is in no
 * column, since the sex or the time is not known, is told by subtraction (`survey-system.ts`).
 */
export function withImplied(shown: ReadonlySet<QuantityId>): Set<QuantityId> {
  const told = new Set([...shown].filter((id) => !NO_PEOPLE.test(id)))
  for (const { list, keys } of LISTS)
    for (const key of BARRIERS) {
      const parts = [`barrier:${key}`, ...keys.map((one) => `barrier:${key} | ${list}:${one}`)]
      if (parts.every((id) => shown.has(id))) told.add(`~barrier:${key} | ${list}:unknown`)
    }
  return told
}
