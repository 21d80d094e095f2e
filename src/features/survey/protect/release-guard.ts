import type { QuantityId } from '../core/quantity.ts'
import { LinearSystem } from './linear-system.ts'
import { PROTECTION, type ProtectionRules, suppress } from './suppression.ts'

/**
 * A table that has been saved, or is about to be: which people it is about and the numbers of it that are shown. `people` are row numbers of the
 * survey: what counts is who is in a table, not what its filter is called.
 */
export type Release = {
  name: string
  people: ReadonlySet<number>
  shown: ReadonlyMap<QuantityId, number>
}

export type Guarded =
  | { ok: true; alsoHidden: ReadonlySet<QuantityId> }
  /** The new table would show something about fewer than the threshold together with these. */
  | { ok: false; because: 'few-people' | 'small-number' | 'too-many'; with: string[] }

/** More overlapping tables than this part the people into too many small groups. */
const MOST_PARTS = 12

/**
 * May `next` be shown beside what was shown before? People are parted by which tables they are in; a number that would tell of 1–4 people
 * in a part, or in what two tables differ by, is hidden in the new table, and where that is not enough the table is refused.
 *
 * `count` gives a number for any people, from the ratings.
 */
export function guardRelease(
  saved: readonly Release[],
  next: Release,
  count: (people: readonly number[], id: QuantityId) => number,
  rules: ProtectionRules = PROTECTION,
): Guarded {
  const before = saved.filter(({ people }) => [...people].some((one) => next.people.has(one)))
  const all = [...before, next]
  const parts = partsOf(all)
  if (parts.size > MOST_PARTS) return { ok: false, because: 'too-many', with: before.map(({ name }) => name) }
  const few = before.filter(({ people }) => isFew(outside(next.people, people)) || isFew(outside(people, next.people)))
  if (few.length > 0) return { ok: false, because: 'few-people', with: few.map(({ name }) => name) }
  const alsoHidden = new Set<QuantityId>()
  for (const id of next.shown.keys()) {
    const result = hideFor(id)
    if (result === 'refused') return { ok: false, because: 'small-number', with: before.map(({ name }) => name) }
    if (result === 'hidden') alsoHidden.add(id)
  }
  return { ok: true, alsoHidden }

  function isFew(people: readonly number[]): boolean {
    return people.length > 0 && people.length < rules.threshold
  }

  /** One number through all tables: the parts add up to what each of them shows. */
  function hideFor(id: QuantityId): 'shown' | 'hidden' | 'refused' {
    const system = new LinearSystem()
    const small = (value: number) => value > 0 && value < rules.threshold
    const inner = (key: string, people: readonly number[]) => {
      const value = count(people, id)
      return system.add({ id: `part ${key}`, value, standing: 'inner', sensitive: small(value), most: people.length })
    }
    const places = new Map([...parts].map(([key, people]) => [key, inner(key, people)]))
    for (const [at, release] of all.entries()) {
      const value = release.shown.get(id)
      if (value === undefined) continue
      const standing = release === next ? 'open' : 'fixed'
      const table = system.add({ id: `table ${at}`, value, standing, sensitive: false })
      const own = [...places].filter(([key]) => key[at] === '1')
      system.relate(
        own.map(([, place]) => [place, 1] as const),
        [[table, 1]],
      )
      for (const other of all.keys()) {
        if (other === at) continue
        // What is in one table and not in another, as a number of its own.
        const rest = own.filter(([key]) => key[other] === '0')
        if (rest.length < 2) continue
        const people = rest.flatMap(([key]) => parts.get(key)!)
        const difference = inner(`${at} without ${other}`, people)
        system.relate(
          rest.map(([, place]) => [place, 1] as const),
          [[difference, 1]],
        )
      }
    }
    const result = suppress(system, rules)
    if (!result.ok) return 'refused'
    return result.hidden.has(system.find(`table ${all.length - 1}`)!) ? 'hidden' : 'shown'
  }
}

/** People by the tables they are in: `101` is in the first and third. */
function partsOf(all: readonly Release[]): Map<string, number[]> {
  const parts = new Map<string, number[]>()
  for (const one of new Set(all.flatMap(({ people }) => [...people]))) {
    const key = all.map(({ people }) => (people.has(one) ? '1' : '0')).join('')
    const part = parts.get(key)
    if (part) part.push(one)
    else parts.set(key, [one])
  }
  return parts
}

const outside = (people: ReadonlySet<number>, of: ReadonlySet<number>): number[] =>
  [...people].filter((one) => !of.has(one))
