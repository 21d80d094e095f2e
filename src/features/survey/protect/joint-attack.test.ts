import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rating } from '../core/survey.build.ts'
import type { Rating } from '../core/survey.ts'
import { outsideReport, type SavedRelease } from './outside-report.ts'
import { toldOf } from './told.ts'

// Somebody reads every report that was let through, knows who is in each, and computes. Nothing below is the program's but the reports.

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

type Out = { people: readonly Rating[]; shown: ReadonlySet<string> }

/** Rounds in which some go, some come and some are rated anew, each saved whole; of the last also the women. */
function saveAll(rounds: readonly (readonly Rating[])[]): Out[] {
  const out: Out[] = []
  const saved: SavedRelease[] = []
  const save = (people: readonly Rating[], roundId: string) => {
    const report = outsideReport(people, { threshold: 5 }, saved, [roundId])
    if (!report.ok) return
    const shown = new Set(report.shown.keys())
    saved.push({ name: `${saved.length}`, rounds: [roundId], people: people.map(toldOf), shown, hidden: report.hidden })
    out.push({ people, shown })
  }
  for (const [at, people] of rounds.entries()) save(people, `r${at}`)
  save(
    rounds.at(-1)!.filter(({ sex }) => sex === 'woman'),
    `r${rounds.length - 1}`,
  )
  return out
}

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

const world = fc
  .tuple(
    fc.array(rating('P'), { minLength: 90, maxLength: 110 }),
    fc.array(
      fc.record({ gone: fc.integer({ min: 4, max: 14 }), come: fc.nat(14), anew: fc.constantFrom(0, 0, 6, 25) }),
      {
        minLength: 2,
        maxLength: 3,
      },
    ),
  )
  .map(([drawn, months]) => {
    const all = drawn.map((one, at): Rating => ({ ...one, code: `P${at}` }))
    let [next, people] = [60, all.slice(0, 60)]
    return [
      people,
      ...months.map(({ gone, come, anew }, month) => {
        const stay = people.slice(gone).map((one, at): Rating => {
          const has = one.staff.includes('language')
          return at < anew ? { ...one, staff: has ? [] : [...one.staff, 'language'] } : one
        })
        people = [...stay, ...all.slice(next, next + come + month)]
        next += come + month
        return people
      }),
    ]
  })

test('from all reports together nobody computes who of one to four is counted where', { timeout: 240_000 }, () => {
  let attacks = 0
  fc.assert(
    fc.property(world, (rounds) => {
      const out = saveAll(rounds)
      fc.pre(out.length >= 3)
      const everybody = new Map(out.flatMap(({ people }) => people.map((one) => [toldOf(one), one] as const)))
      // Lines in exactly the same reports cannot be told apart.
      const where = (line: string) =>
        out.map(({ people }) => (people.some((one) => toldOf(one) === line) ? 1 : 0)).join('')
      const countedOf = new Map([...everybody].map(([line, one]) => [line, adds(one)]))
      const placeOf = new Map([...everybody.keys()].map((line) => [line, where(line)]))
      const atoms = [...new Set(placeOf.values())]
      const ids = [...new Set(kinds.flatMap((kind) => [...kind]))]
      const vector = (id: string, isIn: (atom: string) => boolean) => {
        const found = new Float64Array(atoms.length * kinds.length)
        for (const [at, atom] of atoms.entries())
          if (isIn(atom))
            for (const [kind, has] of kinds.entries()) if (has.has(id)) found[at * kinds.length + kind] = 1
        return found
      }
      const span = new Span()
      for (const [at, { people, shown }] of out.entries())
        for (const id of ids)
          if (shown.has(id) || !people.some((one) => countedOf.get(toldOf(one))!.has(id)))
            span.add(vector(id, (atom) => atom[at] === '1'))
      let looked = 0
      for (const lines of groups(out)) {
        const persons = new Set([...lines].map((line) => everybody.get(line)!.code))
        expect(persons.size, 'people in a difference').toBeGreaterThanOrEqual(5)
        const inside = new Set([...lines].map((line) => placeOf.get(line)!))
        for (const id of ids) {
          const count = [...lines].filter((line) => countedOf.get(line)!.has(id)).length
          if (count === 0 || count >= 5) continue
          looked++
          expect(span.gives(vector(id, (atom) => inside.has(atom))), `${id} of ${lines.size}: ${count}`).toBe(false)
        }
      }
      expect(looked).toBeGreaterThan(0)
      attacks += looked
    }),
    { numRuns: 2, seed: 5, endOnFailure: true },
  )
  expect(attacks, 'small numbers that were tried').toBeGreaterThan(50)
})
