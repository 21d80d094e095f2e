import type { QuantityId } from '../core/quantity.ts'
import { jointGuard } from './joint-guard.ts'
import { isNarrow, isNarrowTogether, isToldBy, type Side } from './number-guard.ts'
import { type Atom, atomsOf, coarser, type LineOf, type Release } from './release.ts'
import { PROTECTION, type ProtectionRules } from './suppression.ts'

export type Guarded =
  | { ok: true; alsoHidden: ReadonlySet<QuantityId> }
  /** Together with these the new report would tell of fewer than the threshold, or it cannot be said that it would not. */
  | { ok: false; because: 'few-people' | 'too-many'; with: string[] }

/** Reports of one round part people into more groups only by filters that cross each other. */
const MOST_PARTS = 36

/**
 * May `next` be shown beside everything shown before? Whoever reads all of them can compute every combination of them (this one less that one,
 * these two less those two), and knows at worst who is in each. The new report is refused when some combination stands on fewer people than the
 * threshold; a number is hidden in it when a combination would tell of that few who are counted in it, or leave them only few possible values.
 */
export function guardRelease(
  saved: readonly Release[],
  next: Release,
  lineOf: LineOf,
  rules: ProtectionRules = PROTECTION,
): Guarded {
  const releases = [...saved, next]
  const last = saved.length
  const atoms = atomsOf(releases)
  const most = rules.threshold - 1
  const persons = ({ lines }: Atom) => [...new Set(lines.map((line) => lineOf(line).person))]
  const names = (wanted: (at: number) => boolean) => saved.filter((_, at) => wanted(at)).map(({ name }) => name)
  let told: ReadonlySet<number> = new Set()
  const people = jointGuard(atoms, last, atoms.map(persons), most, (combinations) => {
    told = new Set(combinations.flatMap(({ reports }) => reports))
    return true
  })
  if (people === 'told') return { ok: false, because: 'few-people', with: names((at) => told.has(at)) }
  if (people === 'too-many')
    return { ok: false, because: 'too-many', with: names((at) => sharesWith(saved[at]!.people, next.people)) }
  const alsoHidden = new Set<QuantityId>()
  for (const [others, ids] of bySignature(saved, next)) {
    const view = viewOf(coarser(atoms, new Set([...others, last])), others)
    for (const id of ids) if (tells(id, view)) alsoHidden.add(id)
  }
  return { ok: true, alsoHidden }

  /** The atoms as the reports that show a number tell them apart, and how each of those meets the new report. */
  function viewOf(own: readonly Atom[], others: readonly number[]) {
    const places = (isIn: (reports: ReadonlySet<number>) => boolean) =>
      own.flatMap(({ reports }, at) => (isIn(reports) ? [at] : []))
    const meetings = others.flatMap((other) => {
      const both = places((reports) => reports.has(last) && reports.has(other))
      if (both.length === 0) return []
      const here = places((reports) => reports.has(last) && !reports.has(other))
      return [{ here, there: places((reports) => reports.has(other) && !reports.has(last)), both }]
    })
    const sameRound = new Set([...others.filter((at) => saved[at]!.sameRound), last])
    return { own, meetings, sameRound }
  }

  /** Whether the reports that show this number would tell it of a few. */
  function tells(id: QuantityId, { own, meetings, sameRound }: ReturnType<typeof viewOf>): boolean {
    const has = own.map(({ lines }) => lines.filter((line) => lineOf(line).counted.has(id)))
    const sides = own.map(({ lines }, at): Side => ({ count: has[at]!.length, people: lines.length }))
    const sum = (places: readonly number[]): Side =>
      places.reduce(
        ({ count, people }, at) => ({ count: count + sides[at]!.count, people: people + sides[at]!.people }),
        { count: 0, people: 0 },
      )
    for (const { here, there, both } of meetings) if (isNarrow(sum(here), sum(there), sum(both), id, rules)) return true
    const heads = has.map((lines) => [...new Set(lines.map((line) => lineOf(line).person))])
    const joint = jointGuard(own, last, heads, most, (combinations) => isToldBy(combinations, sides, rules))
    if (joint !== 'safe') return true
    if (sameRound.size === 1) return false
    const parts = coarser(own, sameRound).map(({ reports, lines }) => ({
      reports,
      count: lines.filter((line) => lineOf(line).counted.has(id)).length,
      people: lines.length,
    }))
    return parts.length > MOST_PARTS || isNarrowTogether(parts, [...sameRound], last, rules)
  }
}

/** The numbers of the new report by the reports before that show them too. */
function bySignature(saved: readonly Release[], next: Release): [number[], QuantityId[]][] {
  const found = new Map<string, [number[], QuantityId[]]>()
  for (const id of next.shown) {
    const others = saved.flatMap(({ shown }, at) => (shown.has(id) ? [at] : []))
    if (others.length === 0) continue
    const key = others.join()
    const known = found.get(key)
    if (known) known[1].push(id)
    else found.set(key, [others, [id]])
  }
  return [...found.values()]
}

const sharesWith = (some: ReadonlySet<number>, others: ReadonlySet<number>): boolean => {
  for (const one of some) if (others.has(one)) return true
  return false
}
