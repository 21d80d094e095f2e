import { formatList, formatNumber, formatPercent } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { type Interval, overlap } from '../core/interval.ts'
import { cellOf, type ReportTable, type TableRow } from '../core/report-table.ts'
import { type CodeWord, codeTexts } from '../texts/code.ts'
import { type ReportWord, reportTexts } from '../texts/report.ts'

/** Fewer people than this are read as counts (standards.md 6). */
const FEW = 20

/**
 * One or two plain sentences under a table. They state only what its figures bear: never a cause, never a difference that chance
 * may explain, never anything that rests on a hidden figure.
 */
export function sentenceOf(table: ReportTable, lang: Lang): string {
  const said = new Sentences(table, lang).say()
  return said === undefined ? reportTexts(lang)('say.tooFew') : said
}

class Sentences {
  readonly #table: ReportTable
  readonly #lang: Lang

  constructor(table: ReportTable, lang: Lang) {
    this.#table = table
    this.#lang = lang
  }

  /** Undefined when too much is hidden. */
  say(): string | undefined {
    const { id, base } = this.#table
    if (typeof base !== 'number') return undefined
    if (base === 0) return this.#t('say.nobody')
    const said = this.#sayOf(id, base)
    return said !== undefined && base < FEW && !said.startsWith(this.#t('say.tooFew'))
      ? `${said} ${this.#t('say.few')}`
      : said
  }

  #sayOf(id: ReportTable['id'], n: number): string | undefined {
    if (id === 'reasons' || id === 'barriers') return this.#most(id, n)
    if (id === 'per_person') return this.#several(n)
    if (id === 'mean_by_duration' || id === 'mean_by_sex') return this.#means()
    if (id === 'barriers_by_sex' || id === 'barriers_by_duration') return this.#groups()
    if (id === 'pairs') return this.#pairs()
    if (id === 'self_and_staff') return this.#views(n)
    if (id.startsWith('compare_')) return this.#compared(n)
    const [row] = id === 'ill_health' ? this.#table.rows.slice(-1) : this.#table.rows
    return row ? this.#counted(id === 'ill_health' ? 'say.ill_health' : 'say.intervention', row, n) : undefined
  }

  #most(id: 'reasons' | 'barriers', n: number): string | undefined {
    const rows = this.#table.rows.filter(({ key }) => key !== 'marks')
    const [count, top] = this.#largest(rows, 'count')
    if (count === 0) return undefined
    const what = formatList(
      this.#lang,
      top.map((row) => this.#name(row)),
    )
    // A count that is no share of its whole (`bearsShare`) is no part of a sentence either.
    if (top.length > 3 || top.some((row) => typeof cellOf(this.#table, row, 'share') !== 'number')) return undefined
    if (top.length > 1) return this.#t(`say.${id}Tie`, { what, count: this.#number(count), n: this.#number(n) })
    return this.#t(`say.${id}`, { what, ...this.#of(count, n) })
  }

  #several(n: number): string | undefined {
    const [none, one] = ['0', '1'].map((key) => this.#cell(key, 'count'))
    // Rounded, the parts may be more than the whole.
    if (typeof none !== 'number' || typeof one !== 'number' || none + one > n) return undefined
    return this.#t('say.per_person', this.#of(n - none - one, n))
  }

  #means(): string | undefined {
    const rows = this.#table.rows.filter(({ key }) => key !== 'all')
    const known = rows.flatMap((row) => {
      const mean = cellOf(this.#table, row, 'mean')
      const interval = cellOf(this.#table, row, 'mean_interval')
      return typeof mean === 'number'
        ? [{ row, mean, interval: Array.isArray(interval) ? (interval as unknown as Interval) : null }]
        : []
    })
    if (known.length < 2) return undefined
    const list = formatList(
      this.#lang,
      known.map(({ row, mean }) =>
        this.#t('say.meansItem', { what: this.#name(row), mean: formatNumber(this.#lang, mean, 2) }),
      ),
    )
    const said = this.#t('say.means', { list })
    const [low, ...others] = known.toSorted((a, b) => a.mean - b.mean)
    const high = others.at(-1)
    if (!low?.interval || !high?.interval) return said
    const more = overlap(low.interval, high.interval)
      ? this.#t('say.overlap')
      : this.#t('say.apart', { high: this.#name(high.row), low: this.#name(low.row) })
    return `${said} ${more}`
  }

  #groups(): string | undefined {
    const groups = [...new Set(this.#table.columns.map(({ group }) => group))].flatMap((group) => {
      const column = this.#table.columns.find((one) => one.group === group)
      const people = this.#table.rows.find(({ key }) => key === 'people')
      if (!group || !column || !people) return []
      const rows = this.#table.rows.filter(({ key }) => key !== 'people')
      const [count, top] = this.#largest(rows, column.key)
      const n = cellOf(this.#table, people, column.key)
      if (typeof n !== 'number' || count === 0 || top.length > 2) return []
      const names = formatList(
        this.#lang,
        top.map((row) => this.#name(row)),
      )
      return [
        this.#t('say.groupsItem', {
          group: this.#inside(group),
          what: names,
          count: this.#number(count),
          n: this.#number(n),
        }),
      ]
    })
    return groups.length === 0
      ? undefined
      : this.#t('say.groups', { list: groups.join(this.#lang === 'ar' ? '؛ ' : '; ') })
  }

  #pairs(): string | undefined {
    if (this.#table.rows.length === 0) return this.#t('say.noPairs')
    const [count, [top, ...more]] = this.#largest(this.#table.rows, 'both')
    const of = top && cellOf(this.#table, top, 'second')
    if (!top || more.length > 0 || typeof of !== 'number') return undefined
    const [first, second] = top.words.map((word) => this.#inside(word))
    return this.#t('say.pairs', { first: first!, second: second!, count: this.#number(count), n: this.#number(of) })
  }

  #views(n: number): string | undefined {
    const known = this.#table.rows.flatMap((row) => {
      const agreement = cellOf(this.#table, row, 'agreement')
      const [staff, self] = ['staff', 'self'].map((column) => cellOf(this.#table, row, column))
      return typeof agreement === 'number' && typeof staff === 'number' && typeof self === 'number'
        ? [{ row, agreement, staff, self }]
        : []
    })
    const [least, next] = known.toSorted((a, b) => a.agreement - b.agreement)
    if (!least) return undefined
    if (least.agreement === 1)
      return known.length === this.#table.rows.length ? this.#t('say.fullAgreement', { n: this.#number(n) }) : undefined
    if (next?.agreement === least.agreement || known.length < this.#table.rows.length) return undefined
    const { row, staff, self } = least
    return this.#t('say.self_and_staff', {
      n: this.#number(n),
      what: this.#name(row),
      staff: this.#number(staff),
      self: this.#number(self),
    })
  }

  /** The largest change as it stands; and of people in both rounds only what chance seldom gives, all barriers taken together. */
  #compared(n: number): string | undefined {
    const { id, rows } = this.#table
    if (id === 'compare_durations') {
      const count = rows.reduce((sum, { values }, at) => sum + Number(values[at]), 0)
      return this.#t('say.compareDurations', { n: this.#number(n), count: this.#number(count) })
    }
    if (id === 'compare_means') {
      const [before, after] = ['before_mean', 'after_mean'].map((key) => this.#cell('all', key))
      if (typeof before !== 'number' || typeof after !== 'number') return undefined
      const written = (value: number) => formatNumber(this.#lang, value, 2)
      return this.#t('say.compareMeans', { before: written(before), after: written(after) })
    }
    const changes = rows.flatMap((row) => {
      const [change, before, after] = ['change', 'before_share', 'after_share'].map((key) =>
        cellOf(this.#table, row, key),
      )
      return typeof change === 'number' && typeof before === 'number' && typeof after === 'number'
        ? [{ row, change, before, after }]
        : []
    })
    const [most] = changes.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
    if (!most) return undefined
    const said =
      most.change === 0
        ? this.#t('say.compareNone')
        : this.#t('say.compareMost', {
            what: this.#name(most.row),
            before: formatPercent(this.#lang, most.before, 1),
            after: formatPercent(this.#lang, most.after, 1),
          })
    return [said, ...this.#paired()].join(' ')
  }

  #paired(): string[] {
    const known = this.#table.rows.flatMap((row) => {
      const [p, appeared, ceased] = ['p', 'appeared', 'ceased'].map((key) => cellOf(this.#table, row, key))
      return typeof appeared === 'number' && typeof ceased === 'number'
        ? [{ row, p: typeof p === 'number' ? p : 1, appeared, ceased }]
        : []
    })
    if (known.length === 0) return []
    // As many questions as there are barriers are asked at once (Bonferroni).
    const [least] = known.toSorted((a, b) => a.p - b.p).filter(({ p }) => p < 0.05 / known.length)
    if (!least) return [this.#t('say.comparePairedNone')]
    const { row, appeared, ceased } = least
    return [
      this.#t('say.comparePaired', {
        what: this.#name(row),
        appeared: this.#number(appeared),
        ceased: this.#number(ceased),
      }),
    ]
  }

  #counted(key: ReportWord, row: TableRow, n: number): string | undefined {
    const [count, share] = ['count', 'share'].map((column) => cellOf(this.#table, row, column))
    return typeof count === 'number' && typeof share === 'number' ? this.#t(key, this.#of(count, n)) : undefined
  }

  /** The largest figure of a column and the rows that have it. */
  #largest(rows: readonly TableRow[], column: string): [number, TableRow[]] {
    const counts = rows.map((row) => cellOf(this.#table, row, column))
    const most = Math.max(0, ...counts.filter((count) => typeof count === 'number'))
    return [most, rows.filter((_, at) => counts[at] === most)]
  }

  #cell(key: string, column: string) {
    const row = this.#table.rows.find((one) => one.key === key)
    return row && cellOf(this.#table, row, column)
  }

  #of(count: number, n: number) {
    return { count: this.#number(count), n: this.#number(n), share: formatPercent(this.#lang, count / n, 1) }
  }

  #t(key: ReportWord, values: Readonly<Record<string, string | number>> = {}): string {
    return reportTexts(this.#lang)(key, values)
  }

  #number(value: number): string {
    return formatNumber(this.#lang, value)
  }

  /** Within a sentence a name begins with a small letter. */
  #inside(key: string): string {
    const word = codeTexts(this.#lang)(key as CodeWord)
    return word.charAt(0).toLowerCase() + word.slice(1)
  }

  #name(row: TableRow): string {
    return row.words.map((word) => this.#inside(word)).join(' + ')
  }
}
