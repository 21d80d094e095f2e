import { BARRIERS } from '../core/code.ts'
import type { Figures } from '../core/figures.ts'
import { GROUPS, HIDDEN, type QuantityId, quantitiesOf, type Shown } from '../core/quantity.ts'
import type { TableRules } from '../core/survey-tables.ts'
import { EFFORT, PROTECTION, type ProtectionRules, suppress } from './suppression.ts'
import { familyOf, surveySystem } from './survey-system.ts'

/** `roundTo`: counts are rounded to the nearest multiple of so many, after what must be hidden is hidden. */
export type OutsideRules = ProtectionRules & { roundTo?: number | undefined }

/** What may leave the team: the numbers, and how the tables are made of them. */
export type ProtectedSurvey = {
  shown: Shown
  rules: TableRules
  hidden: ReadonlySet<QuantityId>
  /** So few people that nothing may be shown at all. */
  tooFew: boolean
}

const NOTHING: ReadonlySet<QuantityId> = new Set()

/** A report of fewer people would be almost all hidden: it is not given at all. */
const FEWEST_OUTSIDE = 20
/** No per cent of fewer people than this leaves the team (standards.md 6). */
const FEWEST_FOR_SHARE = 10

/**
 * The numbers of a survey as people outside the team may see them. The same survey gives the same numbers. `also` must not become known
 * either, for what has been shown before. `out` is not shown, for reasons that lie elsewhere, and may become known. `known` is known already.
 */
export function protectSurvey(
  figures: Figures,
  { threshold, roundTo }: OutsideRules = PROTECTION,
  also: ReadonlySet<QuantityId> = NOTHING,
  out: ReadonlySet<QuantityId> = NOTHING,
  known: ReadonlySet<QuantityId> = NOTHING,
): ProtectedSurvey {
  const quantities = quantitiesOf(figures)
  const found =
    figures.n < Math.max(threshold, FEWEST_OUTSIDE) ? undefined : hiddenOf(figures, threshold, also, out, known)
  const hidden = found ?? new Set(quantities.keys())
  for (const [id, leaders] of followers(quantities.keys())) if (leaders.some((one) => hidden.has(one))) hidden.add(id)
  // A sum whose parts are all printed hides nothing, and to hide it would only look like a secret.
  for (const group of found ? GROUPS : [])
    if (BARRIERS.every((key) => !hidden.has(`barrier:${key}${group}`))) hidden.delete(`marks${group}`)
  const rounded = (value: number) => (roundTo ? Math.round(value / roundTo) * roundTo : value)
  return {
    shown: (id) => (hidden.has(id) ? HIDDEN : rounded(quantities.get(id) ?? 0)),
    rules: outsideTableRules(roundTo),
    hidden,
    tooFew: found === undefined,
  }
}

/** How tables are made of protected numbers. */
export const outsideTableRules = (roundTo: number | undefined): TableRules => ({
  fewestForShare: FEWEST_FOR_SHARE,
  rounded: roundTo !== undefined,
})

/** What is missed least stands first. */
const LEAVE_OUT_FIRST = [
  'size',
  'marks',
  'pair',
  'ill',
  'by duration',
  'by sex',
  'self',
  'reason',
  'intervention',
  'unknown',
  'barrier',
]

/** Tables are left out whole, one after the other, where hiding cells does not do. Undefined when that does not do either. */
function hiddenOf(
  figures: Figures,
  threshold: number,
  also: ReadonlySet<QuantityId>,
  out: ReadonlySet<QuantityId>,
  known: ReadonlySet<QuantityId>,
): Set<QuantityId> | undefined {
  const system = surveySystem(figures, threshold)
  for (const one of system.quantities) if (known.has(one.id)) one.standing = 'fixed'
  for (const id of also) {
    const at = known.has(id) ? undefined : system.find(id)
    if (at !== undefined) system.quantities[at]!.sensitive = true
  }
  const leftOut = new Set<string>()
  for (let effort = EFFORT; ; effort = EFFORT / 8) {
    const isOut = (id: string) => out.has(id) || leftOut.has(familyOf(id))
    const result = suppress(system, { threshold }, isOut, { left: effort })
    if (result.ok) return new Set([...result.hidden].map((at) => system.quantities[at]!.id))
    const before = leftOut.size
    for (const at of result.revealed) leftOut.add(familyOf(system.quantities[at]!.id))
    if (leftOut.size > before) continue
    const next = LEAVE_OUT_FIRST.find((family) => !leftOut.has(family))
    if (next === undefined) return undefined
    leftOut.add(next)
  }
}

/** A mean without its people says nothing, and the spread of marks bounds their sum: they are hidden with it. */
function* followers(ids: Iterable<QuantityId>): Generator<[QuantityId, QuantityId[]]> {
  for (const id of ids) {
    const group = id.replace(/^\w+/, '')
    if (id.startsWith('marks |')) yield [id, [`n${group}`]]
    if (id.startsWith('squares')) yield [id, [`n${group}`, `marks${group}`]]
  }
}
