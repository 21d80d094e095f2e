import fc from 'fast-check'
import { rating } from '../core/survey.build.ts'
import type { Rating } from '../core/survey.ts'
import { toldOf } from './told.ts'

// Somebody reads every report that was let through, knows who is in each, and computes. Nothing below is the program's but the lines.

/** What one person adds to the numbers of a report that count people, without pairs and own answers. */
function adds(one: Rating): Set<string> {
  const time = one.months === null ? null : one.months < 12 ? '<1' : one.months <= 60 ? '1-5' : '>5'
  const groups = ['', ...(one.sex ? [` | sex:${one.sex}`] : []), ...(time ? [` | duration:${time}`] : [])]
  return new Set([
    ...groups.flatMap((group) => [`n${group}`, ...one.staff.map((barrier) => `barrier:${barrier}${group}`)]),
    `reason:${one.reason}`,
    `size:${one.staff.length}`,
    ...(one.inIntervention === null ? [] : [`intervention:${one.inIntervention ? 'yes' : 'no'}`]),
    ...(one.staff.includes('mental_ill_health') || one.staff.includes('physical_ill_health') ? ['ill'] : []),
  ])
}

/** Every product of two numbers below it is exact. */
const PRIME = 67_108_859
function inverse(value: number): number {
  let [result, base] = [1, value]
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME
    base = (base * base) % PRIME
  }
  return result
}

/** Everything that can be computed from some vectors by adding, taking away and multiplying. */
class Span {
  readonly #rows: { pivot: number; row: Float64Array }[] = []

  #rest(vector: Float64Array): Float64Array {
    const rest = Float64Array.from(vector)
    for (const { pivot, row } of this.#rows) {
      const factor = PRIME - rest[pivot]!
      if (factor === PRIME) continue
      for (let at = pivot; at < rest.length; at++) if (row[at] !== 0) rest[at] = (rest[at]! + factor * row[at]!) % PRIME
    }
    return rest
  }

  add(vector: Float64Array): void {
    const rest = this.#rest(vector)
    const pivot = rest.findIndex((value) => value !== 0)
    if (pivot === -1) return
    const by = inverse(rest[pivot]!)
    this.#rows.push({ pivot, row: rest.map((value) => (value * by) % PRIME) })
  }

  gives = (vector: Float64Array): boolean => this.#rest(vector).every((value) => value === 0)
}

/** A report that was let through: whom it tells of, and the numbers it shows. */
export type Out = { people: readonly Rating[]; shown: ReadonlySet<string> }

/** Every way to add some reports and take others away that leaves each line once or not at all: the lines that are left. */
function* groups(out: readonly Out[]): Generator<Set<string>> {
  const ways = 3 ** out.length
  for (let way = 1; way < ways; way++) {
    const left = new Map<string, number>()
    for (const [at, { people }] of out.entries()) {
      const factor = (Math.floor(way / 3 ** at) % 3) - 1
      for (const one of people) left.set(toldOf(one), (left.get(toldOf(one)) ?? 0) + factor)
    }
    const lines = new Set([...left].flatMap(([line, times]) => (times === 0 ? [] : [line])))
    if ([...left.values()].every((times) => times === 0 || times === 1) && lines.size > 0) yield lines
  }
}

// Kinds of people that between them tell all numbers apart; also many of whom sex or time is not known.
const kinds = fc
  .sample(rating('K'), { numRuns: 170, seed: 4 })
  .map((one, at) => adds(at < 110 ? one : at % 2 ? { ...one, sex: null } : { ...one, months: null }))

const IDS = [...new Set(kinds.flatMap((kind) => [...kind]))]

/**
 * What can be computed from all reports by whoever knows some people already: every difference that tells of fewer than five others, and every number of one
 * to four in a difference. `looked`: so many small numbers were tried.
 */
export function attack(
  reports: readonly Out[],
  isKnown: (one: Rating) => boolean = () => false,
  personOf: (code: string) => string = (code) => code,
): { looked: number; leaks: string[] } {
  const out = reports
    .map(({ people, shown }) => ({ people: people.filter((one) => !isKnown(one)), shown }))
    .filter(({ people }) => people.length > 0)
  const everybody = new Map(out.flatMap(({ people }) => people.map((one) => [toldOf(one), one] as const)))
  // Lines in exactly the same reports cannot be told apart.
  const inEach = out.map(({ people }) => new Set(people.map(toldOf)))
  const placeOf = new Map(
    [...everybody.keys()].map((line) => [line, inEach.map((lines) => (lines.has(line) ? 1 : 0)).join('')]),
  )
  const countedOf = new Map([...everybody].map(([line, one]) => [line, adds(one)]))
  const atoms = [...new Set(placeOf.values())]
  const vector = (id: string, isIn: (atom: string) => boolean) => {
    const found = new Float64Array(atoms.length * kinds.length)
    for (const [at, atom] of atoms.entries())
      if (isIn(atom)) for (const [kind, has] of kinds.entries()) if (has.has(id)) found[at * kinds.length + kind] = 1
    return found
  }
  const span = new Span()
  for (const [at, { shown }] of out.entries())
    for (const id of IDS)
      if (shown.has(id) || ![...inEach[at]!].some((line) => countedOf.get(line)!.has(id)))
        span.add(vector(id, (atom) => atom[at] === '1'))
  let looked = 0
  const leaks: string[] = []
  for (const lines of groups(out)) {
    const persons = new Set([...lines].map((line) => personOf(everybody.get(line)!.code)))
    if (persons.size < 5) leaks.push(`${persons.size} people in a difference`)
    const inside = new Set([...lines].map((line) => placeOf.get(line)!))
    for (const id of IDS) {
      const count = [...lines].filter((line) => countedOf.get(line)!.has(id)).length
      if (count === 0 || count >= 5) continue
      looked++
      if (span.gives(vector(id, (atom) => inside.has(atom)))) leaks.push(`${id} of ${lines.size}: ${count}`)
    }
  }
  return { looked, leaks }
}
