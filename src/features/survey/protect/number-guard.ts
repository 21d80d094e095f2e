import type { QuantityId } from '../core/quantity.ts'
import type { Combination } from './joint-guard.ts'
import { LinearSystem } from './linear-system.ts'
import { type ProtectionRules, suppress } from './suppression.ts'

/** Some people, and how many of them a number counts. */
export type Side = { count: number; people: number }

const isSmall = ({ count }: Side, { threshold }: ProtectionRules): boolean => count > 0 && count < threshold

/**
 * Two reports show a number: what is in the one only, in the other only, and in both cannot be told but by how many it could be at most and at least.
 * True when that leaves a small one of them too few values, or says of a whole group that all of it has a barrier.
 */
export function isNarrow(here: Side, there: Side, both: Side, id: QuantityId, rules: ProtectionRules): boolean {
  const [own, other] = [here.count + both.count, there.count + both.count]
  const low = Math.max(0, own - here.people, other - there.people)
  const high = Math.min(both.people, own, other)
  const width = high - low
  // Who is in a report of men is known to be a man.
  const [allHere, allThere] = [own === here.people + both.people, other === there.people + both.people]
  const untold = [...(allHere ? [] : [here]), ...(allThere ? [] : [there]), ...(allHere || allThere ? [] : [both])]
  return untold.some(
    (side) =>
      (isSmall(side, rules) && width < Math.min(rules.threshold, side.people)) ||
      (width === 0 && side !== both && side.count > 0 && side.count === side.people && /^barrier:\w+$/.test(id)),
  )
}

/** The same for combinations of several reports that stand on a few of those counted. */
export function isToldBy(
  combinations: readonly Combination[],
  sides: readonly Side[],
  rules: ProtectionRules,
): boolean {
  const [only, ...more] = combinations
  // Several can be combined with each other again: what they tell together is not looked into.
  if (!only || more.length > 0) return true
  const weighed = (sign: number) => {
    const parts = only.stands.filter(({ factor }) => factor * sign > 0)
    const sum = (of: (at: number) => number) =>
      parts.reduce((total, { atom, factor }) => total + Math.abs(factor) * of(atom), 0)
    return { count: sum((at) => sides[at]!.count), people: sum((at) => sides[at]!.people) }
  }
  const [plus, minus] = [weighed(1), weighed(-1)]
  const told = plus.count - minus.count
  const low = Math.max(0, told)
  const high = Math.min(plus.people, told + minus.people)
  const width = high - low
  return [plus, minus].some((side) => side.count > 0 && width < Math.min(rules.threshold, side.people))
}

type Part = Side & { reports: ReadonlySet<number> }

/** The reports of one round cut the same people by filters that cross: their small parts must stay uncertain when all are taken together. */
export function isNarrowTogether(
  parts: readonly Part[],
  reports: readonly number[],
  next: number,
  rules: ProtectionRules,
): boolean {
  const system = new LinearSystem()
  const inner = (id: string, side: Side) =>
    system.add({ id, value: side.count, standing: 'inner', sensitive: isSmall(side, rules), most: side.people })
  const places = parts.map((part, at) => inner(`part ${at}`, part))
  for (const report of reports) {
    const own = parts.flatMap((part, at) => (part.reports.has(report) ? [at] : []))
    const value = own.reduce((sum, at) => sum + parts[at]!.count, 0)
    const standing = report === next ? 'open' : 'fixed'
    const table = system.add({ id: `table ${report}`, value, standing, sensitive: false })
    system.relate(
      own.map((at) => [places[at]!, 1] as const),
      [[table, 1]],
    )
    for (const other of reports) {
      // What is in one report and not in another, as a number of its own.
      const rest = own.filter((at) => !parts[at]!.reports.has(other))
      if (other === report || rest.length < 2) continue
      const sum = (of: (part: Part) => number) => rest.reduce((total, at) => total + of(parts[at]!), 0)
      const difference = inner(`${report} without ${other}`, {
        count: sum((one) => one.count),
        people: sum((one) => one.people),
      })
      system.relate(
        rest.map((at) => [places[at]!, 1] as const),
        [[difference, 1]],
      )
    }
  }
  const result = suppress(system, rules)
  return !result.ok || result.hidden.has(system.find(`table ${next}`)!)
}
