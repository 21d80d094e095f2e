import { BARRIERS, DURATIONS, PAIRS, SEXES } from '../core/code.ts'
import type { Figures } from '../core/figures.ts'
import { GROUPS, type QuantityId, quantitiesOf } from '../core/quantity.ts'
import { LinearSystem, type Standing } from './linear-system.ts'

/** Names of the unknown part of a list: people whose sex is not known are a group of their own, though no table shows it. */
export const LISTS = [
  { list: 'sex', keys: SEXES },
  { list: 'duration', keys: DURATIONS },
] as const

/**
 * How every number of the report hangs together with the others: what an outsider can use to compute a hidden one. Names that begin
 * with `~` are never printed.
 *
 * Sensitive are counts of 1 to `threshold` − 1 people that are printed or that a table implies (people without a known sex are
 * the total minus men and women); everything about a group smaller than that; and a barrier that a whole group has.
 */
export function surveySystem(
  figures: Figures,
  threshold: number,
  prefix = '',
  into = new LinearSystem(),
): LinearSystem {
  return new Builder(figures, threshold, prefix, into).build()
}

type Term = readonly [number, number]

class Builder {
  readonly #values: Map<string, number>
  readonly #threshold: number
  readonly #prefix: string
  readonly #system: LinearSystem

  constructor(figures: Figures, threshold: number, prefix: string, system: LinearSystem) {
    this.#values = quantitiesOf(figures)
    this.#threshold = threshold
    this.#prefix = prefix
    this.#system = system
  }

  build(): LinearSystem {
    this.#printed('n', 'fixed')
    this.#reasons()
    this.#groups()
    this.#unknownGroups()
    this.#sizes()
    this.#pairs()
    this.#views()
    this.#relate(
      [this.#of('intervention:yes'), this.#of('intervention:no'), this.#of('unknown:intervention')],
      [this.#of('n')],
    )
    return this.#system
  }

  #reasons(): void {
    const reasons = [...this.#values.keys()].filter((id) => id.startsWith('reason:'))
    this.#relate([...reasons.map((id) => this.#of(id)), this.#of('unknown:reason')], [this.#of('n')])
  }

  /** In each group: the marks add up, and who has not a barrier is the rest of the group. */
  #groups(): void {
    for (const of of GROUPS) {
      const n = this.#values.get(`n${of}`)!
      const isSmall = n > 0 && n < this.#threshold
      const here = (id: string) => this.#of(`${id}${of}`, isSmall)
      for (const key of BARRIERS) {
        const has = this.#values.get(`barrier:${key}${of}`)!
        const barrier = this.#of(`barrier:${key}${of}`, isSmall || (has === n && n > 0))
        this.#relate([barrier, this.#inner(`not:${key}${of}`, n - has)], [here('n')])
      }
      this.#relate(
        BARRIERS.map((key) => this.#of(`barrier:${key}${of}`)),
        [here('marks')],
      )
      // Somebody with k barriers adds k to the marks and k × k to the squares.
      const [marks, squares] = [this.#values.get(`marks${of}`)!, this.#values.get(`squares${of}`)!]
      this.#relate([here('marks'), this.#inner(`more squares${of}`, squares - marks)], [here('squares')])
    }
  }

  /** People whose sex (or time with support) is not known are in the total and in no column. */
  #unknownGroups(): void {
    for (const { list, keys } of LISTS) {
      const people = this.#values.get(`unknown:${list}`)!
      const isSmall = people > 0 && people < this.#threshold
      this.#relate([...keys.map((key) => this.#of(`n | ${list}:${key}`)), this.#of(`unknown:${list}`)], [this.#of('n')])
      for (const id of [...BARRIERS.map((key) => `barrier:${key}`), 'marks', 'squares']) {
        const known = keys.map((key) => `${id} | ${list}:${key}`)
        const rest = this.#values.get(id)! - known.reduce((sum, one) => sum + this.#values.get(one)!, 0)
        const isCount = id.startsWith('barrier:')
        const others = this.#inner(`${id} | ${list}:unknown`, rest, isSmall || (isCount && this.#isFew(rest)), people)
        this.#relate([...known.map((one) => this.#of(one)), others], [this.#of(id)])
        if (isCount)
          this.#relate(
            [others, this.#inner(`not:${id} | ${list}:unknown`, people - rest)],
            [this.#of(`unknown:${list}`)],
          )
      }
    }
  }

  #sizes(): void {
    const sizes = Array.from({ length: BARRIERS.length + 1 }, (_, size) => size)
    const weighed = (weight: (size: number) => number): Term[] =>
      sizes.map((size) => [this.#of(`size:${size}`)[0], weight(size)] as const)
    this.#relate(
      weighed(() => 1),
      [this.#of('n')],
    )
    this.#relate(
      weighed((size) => size),
      [this.#of('marks')],
    )
    this.#relate(
      weighed((size) => size * size),
      [this.#of('squares')],
    )
  }

  /** Each pair parts the people in four. Somebody with k barriers has k (k − 1) / 2 pairs. */
  #pairs(): void {
    const n = this.#values.get('n')!
    const pairs: Term[] = []
    for (const [a, b] of PAIRS) {
      const [first, second] = [`barrier:${BARRIERS[a]}`, `barrier:${BARRIERS[b]}`]
      const id = `pair:${BARRIERS[a]}+${BARRIERS[b]}`
      const [both, ofFirst, ofSecond] = [id, first, second].map((one) => this.#values.get(one)!) as [
        number,
        number,
        number,
      ]
      const onlyFirst = this.#inner(`${id} first`, ofFirst - both)
      const onlySecond = this.#inner(`${id} second`, ofSecond - both)
      this.#relate([this.#of(id), onlyFirst], [this.#of(first)])
      this.#relate([this.#of(id), onlySecond], [this.#of(second)])
      this.#relate(
        [this.#of(id), onlyFirst, onlySecond, this.#inner(`${id} neither`, n - ofFirst - ofSecond + both)],
        [this.#of('n')],
      )
      pairs.push([this.#of(id)[0], 2])
    }
    this.#relate([...pairs, this.#of('marks')], [this.#of('squares')])
    this.#relate(
      [this.#of('ill'), this.#of('pair:mental_ill_health+physical_ill_health')],
      [this.#of('barrier:mental_ill_health'), this.#of('barrier:physical_ill_health')],
    )
  }

  #views(): void {
    const [n, answered] = [this.#values.get('n')!, this.#values.get('self:n')!]
    const isSmall = answered > 0 && answered < this.#threshold
    const silent = this.#inner('self:rest', n - answered)
    this.#relate([this.#of('self:n'), silent], [this.#of('n')])
    for (const key of BARRIERS) {
      const [staff, self, both] = ['staff', 'self', 'both'].map((view) => this.#values.get(`self:${view}:${key}`)!) as [
        number,
        number,
        number,
      ]
      const all = this.#values.get(`barrier:${key}`)!
      const count = (view: string, value: number) =>
        this.#of(`self:${view}:${key}`, isSmall || (value === answered && value > 0))
      const [byStaff, bySelf, byBoth] = [count('staff', staff), count('self', self), count('both', both)]
      const [onlyStaff, onlySelf] = [
        this.#inner(`self:only staff:${key}`, staff - both),
        this.#inner(`self:only self:${key}`, self - both),
      ]
      this.#relate([byBoth, onlyStaff], [byStaff])
      this.#relate([byBoth, onlySelf], [bySelf])
      this.#relate(
        [byBoth, onlyStaff, onlySelf, this.#inner(`self:neither:${key}`, answered - staff - self + both)],
        [this.#of('self:n')],
      )
      const rest = this.#inner(`self:rest:${key}`, all - staff)
      this.#relate([byStaff, rest], [this.#of(`barrier:${key}`)])
      this.#relate([rest, this.#inner(`self:rest not:${key}`, n - answered - all + staff)], [silent])
    }
  }

  #isFew(value: number): boolean {
    return value > 0 && value < this.#threshold
  }

  /** Sums of marks are no people: they are sensitive only in a small group. Missing answers are no property of a person. */
  #printed(id: string, standing: Standing, forced = false): number {
    const value = this.#values.get(id) ?? 0
    const isCount = !/^(marks|squares|unknown:|self:n)/.test(id)
    return this.#system.add({
      id: this.#prefix + id,
      value,
      standing,
      sensitive: forced || (isCount && this.#isFew(value)),
      kin: familyOf(id),
    })
  }

  #of(id: string, forced = false): Term {
    const at = this.#printed(id, 'open', forced)
    if (forced) this.#system.quantities[at]!.sensitive = true
    return [at, 1]
  }

  #inner(id: string, value: number, sensitive = false, most?: number): Term {
    const quantity = { id: `${this.#prefix}~${id}`, value, standing: 'inner' as const, sensitive, kin: familyOf(id) }
    return [this.#system.add(most === undefined ? quantity : { ...quantity, most }), 1]
  }

  #relate(left: readonly Term[], right: readonly Term[]): void {
    this.#system.relate(left, right)
  }
}

/** The table a number belongs to: its list, or the list of its group. */
export function familyOf(id: QuantityId): string {
  const group = / \| (\w+):/.exec(id)
  if (group) return `by ${group[1]}`
  const list = /^~?(\w+)/.exec(id)?.[1] ?? ''
  // The sum of squares says how the sizes are spread.
  return list === 'squares' ? 'size' : list
}
