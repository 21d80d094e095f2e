import { agreementOf, kappaOf } from './agreement.ts'
import { BARRIERS, DURATIONS, PAIRS, SEXES } from './code.ts'
import { exactly, round4 } from './facts.ts'
import { meanInterval, shareInterval } from './interval.ts'
import { from, HIDDEN, type Hidden, type Shown } from './quantity.ts'
import { REASONS } from './reason.ts'
import type { LeftOutReason, Measure, ReportTable, TableColumn, TableRow, Value } from './report-table.ts'

/**
 * What is left out on purpose.
 * - `fewestForShare`: no per cent of fewer people
 * - `rounded`: the counts are rounded, so what rests on differences between them is not computed
 */
export type TableRules = { fewestForShare: number; rounded: boolean }
export const PLAIN_RULES: TableRules = { fewestForShare: 1, rounded: false }

/** Whether so many of so many are told as a share. Rounded counts may be more than their rounded whole, and then are no share of it. */
export const bearsShare = (part: number, whole: number, { fewestForShare }: TableRules): boolean =>
  whole >= Math.max(1, fewestForShare) && part <= whole

/** Every table of domain.md 3.2 from the numbers that may be shown. */
export function surveyTables(shown: Shown, rules: TableRules = PLAIN_RULES): ReportTable[] {
  const tables = new Tables(shown, rules)
  return [
    tables.reasons(),
    tables.barriers(),
    tables.perPerson(),
    tables.means('mean_by_duration', 'duration', DURATIONS),
    tables.means('mean_by_sex', 'sex', SEXES),
    tables.barriersBy('barriers_by_sex', 'sex', SEXES),
    tables.barriersBy('barriers_by_duration', 'duration', DURATIONS),
    tables.pairs(),
    tables.illHealth(),
    tables.selfAndStaff(),
    tables.intervention(),
  ]
}

const column = (key: string, measure: Measure, word = key, group: string | null = null): TableColumn => ({
  key,
  word,
  group,
  measure,
})
const COUNTED = [column('count', 'count'), column('share', 'share'), column('interval', 'interval')]

class Tables {
  readonly #shown: Shown
  readonly #rules: TableRules

  constructor(shown: Shown, rules: TableRules) {
    this.#shown = shown
    this.#rules = rules
  }

  reasons(): ReportTable {
    const base = this.#known('reason')
    const rows = REASONS.filter((reason) => this.#shown(`reason:${reason}`) !== 0).map((reason) =>
      this.#counted(reason, `reason.${reason}`, `reason:${reason}`, base),
    )
    return { id: 'reasons', base, leftOut: this.#leftOut('reason'), columns: COUNTED, rows }
  }

  barriers(): ReportTable {
    const base = this.#shown('n')
    const rows = BARRIERS.map((key) => this.#counted(key, `barrier.${key}`, `barrier:${key}`, base))
    const marks = this.#shown('marks')
    const total: TableRow = { key: 'marks', words: ['row.marks'], values: [marks, null, null] }
    return { id: 'barriers', base, leftOut: [], columns: COUNTED, rows: [...rows, total] }
  }

  perPerson(): ReportTable {
    const base = this.#shown('n')
    const sizes = BARRIERS.map((_, size) => size).filter(
      (size) => size <= 7 || BARRIERS.slice(size - 1).some((_, at) => this.#shown(`size:${size + at}`) !== 0),
    )
    const rows = sizes.map((size) => this.#counted(String(size), `size.${size}`, `size:${size}`, base))
    return { id: 'per_person', base, leftOut: [], columns: COUNTED, rows }
  }

  means(id: 'mean_by_sex' | 'mean_by_duration', list: 'sex' | 'duration', keys: readonly string[]): ReportTable {
    const columns = [
      column('people', 'count'),
      column('marks', 'count'),
      column('mean', 'mean'),
      column('mean_interval', 'meanInterval', 'interval'),
    ]
    const row = (key: string, words: string, of: string): TableRow => {
      const [n, marks, squares] = [this.#shown(`n${of}`), this.#shown(`marks${of}`), this.#shown(`squares${of}`)]
      return {
        key,
        words: [words],
        values: [
          n,
          marks,
          from([n, marks], (n, marks) => (n === 0 ? null : exactly(marks / n))),
          this.#rules.rounded ? null : from([n, marks, squares], meanInterval),
        ],
      }
    }
    const rows = keys.map((key) => row(key, `${list}.${key}`, ` | ${list}:${key}`))
    return {
      id,
      base: this.#known(list),
      leftOut: this.#leftOut(list),
      columns,
      rows: [...rows, row('all', 'row.all', '')],
    }
  }

  barriersBy(
    id: 'barriers_by_sex' | 'barriers_by_duration',
    list: 'sex' | 'duration',
    keys: readonly string[],
  ): ReportTable {
    const columns = keys.flatMap((key) => [
      column(`${key}_count`, 'count', 'count', `${list}.${key}`),
      column(`${key}_share`, 'share', 'share', `${list}.${key}`),
      column(`${key}_interval`, 'interval', 'interval', `${list}.${key}`),
    ])
    const rows = BARRIERS.map((barrier) => ({
      key: barrier,
      words: [`barrier.${barrier}`],
      values: keys.flatMap((key) =>
        this.#shares(this.#shown(`barrier:${barrier} | ${list}:${key}`), this.#shown(`n | ${list}:${key}`)),
      ),
    }))
    const people: TableRow = {
      key: 'people',
      words: ['row.people'],
      values: keys.flatMap((key) => [this.#shown(`n | ${list}:${key}`), null, null]),
    }
    return { id, base: this.#known(list), leftOut: this.#leftOut(list), columns, rows: [...rows, people] }
  }

  /** Pairs nobody has are left out: the table says so. */
  pairs(): ReportTable {
    const base = this.#shown('n')
    const columns = [
      column('first', 'count'),
      column('second', 'count'),
      column('both', 'count'),
      column('share', 'share'),
      column('of_first', 'share'),
      column('of_second', 'share'),
      column('lift', 'ratio'),
    ]
    const rows = PAIRS.map(([a, b]) => [BARRIERS[a]!, BARRIERS[b]!] as const)
      .filter(([a, b]) => this.#shown(`pair:${a}+${b}`) !== 0)
      .map(([a, b]) => {
        const [both, first, second] = [
          this.#shown(`pair:${a}+${b}`),
          this.#shown(`barrier:${a}`),
          this.#shown(`barrier:${b}`),
        ]
        const lift = from([both, first, second, base], (both, first, second, n) =>
          first * second === 0 || this.#rules.rounded ? null : round4((both * n) / (first * second)),
        )
        const values = [
          first,
          second,
          both,
          this.#share(both, base),
          this.#share(both, first),
          this.#share(both, second),
          lift,
        ]
        return { key: `${a}+${b}`, words: [`barrier.${a}`, `barrier.${b}`], values }
      })
    return { id: 'pairs', base, leftOut: [], columns, rows }
  }

  illHealth(): ReportTable {
    const base = this.#shown('n')
    const rows = [
      this.#counted('mental_ill_health', 'barrier.mental_ill_health', 'barrier:mental_ill_health', base),
      this.#counted('physical_ill_health', 'barrier.physical_ill_health', 'barrier:physical_ill_health', base),
      this.#counted('any', 'row.any_ill_health', 'ill', base),
    ]
    return { id: 'ill_health', base, leftOut: [], columns: COUNTED, rows }
  }

  selfAndStaff(): ReportTable {
    const base = this.#shown('self:n')
    const columns = [
      column('staff', 'count'),
      column('self', 'count'),
      column('both', 'count', 'both_views'),
      column('agreement', 'share'),
      column('agreement_interval', 'interval', 'interval'),
      column('kappa', 'index'),
      column('kappa_interval', 'indexInterval', 'kappa_interval'),
    ]
    const rows = BARRIERS.map((key) => {
      const numbers = [base, ...['staff', 'self', 'both'].map((view) => this.#shown(`self:${view}:${key}`))]
      const [, staff, self, both] = numbers as [number | Hidden, number | Hidden, number | Hidden, number | Hidden]
      const raters = <T>(compute: (raters: { n: number; first: number; second: number; both: number }) => T) =>
        from(numbers, (n, first, second, both) => compute({ n, first, second, both }))
      const { fewestForShare, rounded } = this.#rules
      const enough = !rounded && (base === HIDDEN || base >= fewestForShare)
      const values: Value[] = [
        staff,
        self,
        both,
        enough ? raters(agreementOf) : null,
        enough ? raters(({ n, first, second, both }) => shareInterval(n - first - second + 2 * both, n)) : null,
        rounded ? null : raters((all) => kappaOf(all).kappa),
        rounded ? null : raters((all) => kappaOf(all).interval),
      ]
      return { key, words: [`barrier.${key}`], values }
    })
    const left = from([this.#shown('n'), base], (n, base) => n - base)
    return {
      id: 'self_and_staff',
      base,
      leftOut: [{ why: 'notSelfRated' as const, count: left }].filter(({ count }) => count !== 0),
      columns,
      rows,
    }
  }

  intervention(): ReportTable {
    const base = this.#known('intervention')
    const rows = ['yes', 'no'].map((key) => this.#counted(key, `row.intervention_${key}`, `intervention:${key}`, base))
    return { id: 'intervention', base, leftOut: this.#leftOut('intervention'), columns: COUNTED, rows }
  }

  #counted(key: string, word: string, id: string, base: number | Hidden): TableRow {
    return { key, words: [word], values: this.#shares(this.#shown(id), base) }
  }

  #shares(count: number | Hidden, base: number | Hidden): Value[] {
    const interval = (part: number, whole: number) =>
      bearsShare(part, whole, this.#rules) ? shareInterval(part, whole) : null
    return [
      count,
      this.#share(count, base),
      base !== HIDDEN && base < this.#rules.fewestForShare ? null : from([count, base], interval),
    ]
  }

  #share(count: number | Hidden, base: number | Hidden): Value {
    return from([count, base], (part, whole) => (bearsShare(part, whole, this.#rules) ? exactly(part / whole) : null))
  }

  /** How many have a known answer. */
  #known(what: Exclude<LeftOutReason, 'notSelfRated'>): number | Hidden {
    return from([this.#shown('n'), this.#shown(`unknown:${what}`)], (n, unknown) => n - unknown)
  }

  #leftOut(why: Exclude<LeftOutReason, 'notSelfRated'>): ReportTable['leftOut'] {
    const count = this.#shown(`unknown:${why}`)
    return count === 0 ? [] : [{ why, count }]
  }
}
