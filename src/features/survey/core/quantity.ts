import { BARRIERS, DURATIONS, PAIRS, SEXES } from './code.ts'
import type { Figures, Group } from './figures.ts'
import { REASONS } from './reason.ts'

/**
 * Every whole number a report may print has a name; everything else in it (per cents, means, intervals) is computed from
 * these. So one place decides what is hidden, and nothing that rests on a hidden number can be printed.
 *
 * `n`, `marks`, `squares`, `barrier:KEY`, each also with ` | sex:KEY` or ` | duration:KEY` for a group · `reason:KEY` ·
 * `size:NUMBER` · `pair:KEY+KEY` · `ill` · `self:n`, `self:staff:KEY`, `self:self:KEY`, `self:both:KEY` ·
 * `intervention:yes`, `intervention:no` · `unknown:LIST`
 */
export type QuantityId = string

/** Not to be shown, nor anything computed from it. */
export const HIDDEN = 'hidden'
export type Hidden = typeof HIDDEN

/** A number of the report by its name. One that occurs nowhere is 0. */
export type Shown = (id: QuantityId) => number | Hidden

/** The groups a person may be in, as they stand behind a name; '' is everybody. */
export const GROUPS: readonly string[] = [
  '',
  ...SEXES.map((sex) => ` | sex:${sex}`),
  ...DURATIONS.map((duration) => ` | duration:${duration}`),
]

export function quantitiesOf(figures: Figures): Map<QuantityId, number> {
  const found = new Map<QuantityId, number>()
  const groups: Group[] = [figures, ...figures.bySex, ...figures.byDuration]
  for (const [at, group] of groups.entries()) {
    const of = GROUPS[at]!
    found.set(`n${of}`, group.n)
    found.set(`marks${of}`, group.marks)
    found.set(`squares${of}`, group.sumOfSquares)
    for (const [barrier, key] of BARRIERS.entries()) found.set(`barrier:${key}${of}`, group.barriers[barrier]!)
  }
  for (const [at, reason] of REASONS.entries())
    if (figures.reasons[at]! > 0) found.set(`reason:${reason}`, figures.reasons[at]!)
  for (const [size, people] of figures.perPerson.entries()) found.set(`size:${size}`, people)
  for (const [at, [a, b]] of PAIRS.entries()) found.set(`pair:${BARRIERS[a]}+${BARRIERS[b]}`, figures.pairs[at]!)
  found.set('ill', figures.anyIllHealth)
  found.set('self:n', figures.selfN)
  for (const [at, { staff, self, both }] of figures.views.entries()) {
    found.set(`self:staff:${BARRIERS[at]}`, staff)
    found.set(`self:self:${BARRIERS[at]}`, self)
    found.set(`self:both:${BARRIERS[at]}`, both)
  }
  found.set('intervention:yes', figures.inIntervention)
  found.set('intervention:no', figures.notInIntervention)
  for (const [what, people] of Object.entries(figures.unknown)) found.set(`unknown:${what}`, people)
  return found
}

/** Everything as it is: for the team itself. */
export const plainly =
  (quantities: ReadonlyMap<QuantityId, number>): Shown =>
  (id) =>
    quantities.get(id) ?? 0

/** Computes from numbers; hidden as soon as one of them is. */
export function from<T>(numbers: readonly (number | Hidden)[], compute: (...known: number[]) => T): T | Hidden {
  return numbers.includes(HIDDEN) ? HIDDEN : compute(...(numbers as number[]))
}
