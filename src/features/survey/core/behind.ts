import { BARRIERS, type Barrier, DURATIONS, durationAt } from './code.ts'
import type { QuantityId } from './quantity.ts'
import type { ReportTable, TableColumn, TableRow } from './report-table.ts'
import type { Rating } from './survey.ts'

/** What a number of a table rests on: how many of how many; `of` null where it is a count. */
export type Behind = { count: QuantityId; of: QuantityId | null }

const groupOf = ({ group }: TableColumn): string => (group ? ` | ${group.replace('.', ':')}` : '')
const MEASURED = /^(share|interval)$/

/** The counts behind a cell; undefined where it is computed from more than a count and its whole (means, kappa, lift). */
export function behind(table: ReportTable, row: TableRow, column: TableColumn): Behind | undefined {
  const whole = (count: QuantityId, of: QuantityId): Behind => ({
    count,
    of: MEASURED.test(column.measure) ? of : null,
  })
  switch (table.id) {
    case 'reasons':
      return whole(`reason:${row.key}`, 'known:reason')
    case 'barriers':
      return row.key === 'marks' ? undefined : whole(`barrier:${row.key}`, 'n')
    case 'per_person':
      return whole(`size:${row.key}`, 'n')
    case 'barriers_by_sex':
    case 'barriers_by_duration':
      return row.key === 'people'
        ? { count: `n${groupOf(column)}`, of: null }
        : whole(`barrier:${row.key}${groupOf(column)}`, `n${groupOf(column)}`)
    case 'mean_by_sex':
    case 'mean_by_duration': {
      const list = table.id === 'mean_by_sex' ? 'sex' : 'duration'
      return column.key === 'people'
        ? { count: row.key === 'all' ? 'n' : `n | ${list}:${row.key}`, of: null }
        : undefined
    }
    case 'pairs': {
      const [first, second] = row.key.split('+')
      if (column.key === 'first') return { count: `barrier:${first}`, of: null }
      if (column.key === 'second') return { count: `barrier:${second}`, of: null }
      if (column.key === 'lift') return undefined
      const of = { share: 'n', of_first: `barrier:${first}`, of_second: `barrier:${second}` }[column.key]
      return { count: `pair:${row.key}`, of: of ?? null }
    }
    case 'ill_health':
      return whole(row.key === 'any' ? 'ill' : `barrier:${row.key}`, 'n')
    case 'self_and_staff':
      return ['staff', 'self', 'both'].includes(column.key)
        ? { count: `self:${column.key}:${row.key}`, of: null }
        : undefined
    case 'intervention':
      return whole(`intervention:${row.key}`, 'known:intervention')
    default:
      return undefined
  }
}

/** Whether a person is one of those a number counts; undefined for numbers that count no people. */
export function countedIn(id: QuantityId): ((one: Rating) => boolean) | undefined {
  const [what, group] = id.split(' | ') as [string, string | undefined]
  const within = group === undefined ? () => true : inGroup(group)
  const has = personHas(what)
  return has && ((one) => within(one) && has(one))
}

function inGroup(group: string): (one: Rating) => boolean {
  const [list, key] = group.split(':')
  return list === 'sex'
    ? ({ sex }) => sex === key
    : ({ months }) => months !== null && DURATIONS[durationAt(months)] === key
}

function personHas(what: string): ((one: Rating) => boolean) | undefined {
  const [kind, ...rest] = what.split(':') as [string, ...string[]]
  const key = rest.join(':')
  const both = (keys: readonly string[], list: readonly string[]) => keys.every((one) => list.includes(one))
  switch (kind) {
    case 'n':
      return () => true
    case 'known':
      return key === 'reason' ? ({ reason }) => reason !== null : ({ inIntervention }) => inIntervention !== null
    case 'barrier':
      return ({ staff }) => staff.includes(key)
    case 'reason':
      return ({ reason }) => reason === key
    case 'size':
      return ({ staff }) => staff.length === Number(key)
    case 'pair':
      return ({ staff }) => both(key.split('+'), staff)
    case 'ill':
      return ({ staff }) => staff.includes(BARRIERS[0]) || staff.includes('physical_ill_health' satisfies Barrier)
    case 'intervention':
      return ({ inIntervention }) => inIntervention === (key === 'yes')
    case 'self': {
      const [view, barrier] = rest as [string, string | undefined]
      if (barrier === undefined) return ({ self }) => self !== null
      return ({ self, staff }) =>
        self !== null && (view === 'self' || staff.includes(barrier)) && (view === 'staff' || self.includes(barrier))
    }
    default:
      return undefined
  }
}
