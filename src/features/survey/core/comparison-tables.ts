import { BARRIERS, DURATIONS, SEXES } from './code.ts'
import { type Comparison, differenceInterval } from './comparison.ts'
import { exactly } from './facts.ts'
import { from, HIDDEN, type Hidden, type Shown } from './quantity.ts'
import { REASONS } from './reason.ts'
import type { Measure, ReportTable, TableColumn, TableRow, Value } from './report-table.ts'
import { bearsShare, PLAIN_RULES, type TableRules } from './survey-tables.ts'

/** What two rounds are compared by. `paired` is what is known of people who are in both; without it only the tables are compared. */
export type Compared = { before: Shown; after: Shown; rules?: TableRules; paired?: Comparison | undefined }

const column = (key: string, measure: Measure, word = key, group: string | null = null): TableColumn => ({
  key,
  word,
  group,
  measure,
})
const SHARES = [
  column('before', 'count'),
  column('before_share', 'share', 'before_share'),
  column('after', 'count'),
  column('after_share', 'share', 'after_share'),
  column('change', 'change'),
]

/** A round against an earlier one, in tables like those of a report. What is hidden in one of them is in no difference. */
export function comparisonTables(compared: Compared): ReportTable[] {
  const tables = new Tables(compared)
  const { paired } = compared
  return [
    tables.reasons(),
    tables.barriers(),
    tables.means(),
    tables.intervention(),
    ...(paired && paired.paired > 0 ? [tables.durations(paired)] : []),
  ]
}

class Tables {
  readonly #before: Shown
  readonly #after: Shown
  readonly #rules: TableRules
  readonly #paired: Comparison | undefined

  constructor({ before, after, rules = PLAIN_RULES, paired }: Compared) {
    this.#before = before
    this.#after = after
    this.#rules = rules
    this.#paired = paired
  }

  reasons(): ReportTable {
    const both = (id: string) => [this.#before(id), this.#after(id)]
    const rows = REASONS.filter((key) => both(`reason:${key}`).some((count) => count !== 0)).map((key) =>
      this.#shares(key, `reason.${key}`, `reason:${key}`, 'reason'),
    )
    return { id: 'compare_reasons', base: this.#known(this.#after, 'reason'), leftOut: [], columns: SHARES, rows }
  }

  barriers(): ReportTable {
    const paired = this.#paired
    const independent = paired !== undefined && paired.paired === 0
    const columns = [
      ...SHARES,
      ...(independent ? [column('change_interval', 'changeInterval', 'interval')] : []),
      ...(paired && !independent ? [column('appeared', 'count'), column('ceased', 'count'), column('p', 'p')] : []),
    ]
    const rows = BARRIERS.map((key, at) => {
      const row = this.#shares(key, `barrier.${key}`, `barrier:${key}`, undefined)
      const change = paired?.barriers[at]
      const more: Value[] = independent
        ? [this.#interval(`barrier:${key}`)]
        : change
          ? [change.appeared, change.ceased, change.p]
          : []
      return { ...row, values: [...row.values, ...more] }
    })
    return { id: 'compare_barriers', base: this.#after('n'), leftOut: [], columns, rows }
  }

  means(): ReportTable {
    const columns = [column('before_mean', 'mean'), column('after_mean', 'mean'), column('mean_change', 'meanChange')]
    const row = (key: string, word: string, of: string): TableRow => {
      const [before, after] = [this.#before, this.#after].map((shown) =>
        from([shown(`n${of}`), shown(`marks${of}`)], (n, marks) => (n === 0 ? null : exactly(marks / n))),
      ) as [number | Hidden | null, number | Hidden | null]
      const change =
        before === HIDDEN || after === HIDDEN
          ? HIDDEN
          : before === null || after === null
            ? null
            : exactly(after - before)
      return { key, words: [word], values: [before, after, change] }
    }
    const rows = [
      ...DURATIONS.map((key) => row(key, `duration.${key}`, ` | duration:${key}`)),
      ...SEXES.map((key) => row(key, `sex.${key}`, ` | sex:${key}`)),
      row('all', 'row.all', ''),
    ]
    return { id: 'compare_means', base: this.#after('n'), leftOut: [], columns, rows }
  }

  intervention(): ReportTable {
    const rows = ['yes', 'no'].map((key) =>
      this.#shares(key, `row.intervention_${key}`, `intervention:${key}`, 'intervention'),
    )
    return {
      id: 'compare_intervention',
      base: this.#known(this.#after, 'intervention'),
      leftOut: [],
      columns: SHARES,
      rows,
    }
  }

  /** People in both rounds: time with support before by row, now by column. */
  durations({ durations, paired }: Comparison): ReportTable {
    const keys = [...DURATIONS, 'unknown']
    const columns = keys.map((key) =>
      column(key, 'count', 'count', key === 'unknown' ? 'row.unknown' : `duration.${key}`),
    )
    const rows = keys.map((key, at) => ({
      key,
      words: [key === 'unknown' ? 'row.unknown' : `duration.${key}`],
      values: durations[at]!,
    }))
    return { id: 'compare_durations', base: paired, leftOut: [], columns, rows }
  }

  #shares(key: string, word: string, id: string, list: string | undefined): TableRow {
    const side = (shown: Shown): [number | Hidden, Value] => {
      const [count, base] = [shown(id), list === undefined ? shown('n') : this.#known(shown, list)]
      const share = from([count, base], (part, whole) =>
        bearsShare(part, whole, this.#rules) ? exactly(part / whole) : null,
      )
      return [count, share]
    }
    const [[before, beforeShare], [after, afterShare]] = [side(this.#before), side(this.#after)]
    const change: Value =
      beforeShare === HIDDEN || afterShare === HIDDEN
        ? HIDDEN
        : typeof beforeShare === 'number' && typeof afterShare === 'number' && !this.#rules.rounded
          ? exactly(afterShare - beforeShare)
          : null
    return { key, words: [word], values: [before, beforeShare, after, afterShare, change] }
  }

  #interval(id: string): Value {
    const numbers = [this.#after(id), this.#after('n'), this.#before(id), this.#before('n')]
    return from(numbers, (a, n, b, m) => (n > 0 && m > 0 ? differenceInterval(a, n, b, m) : null)) as Value
  }

  #known(shown: Shown, list: string): number | Hidden {
    return from([shown('n'), shown(`unknown:${list}`)], (n, unknown) => n - unknown)
  }
}
