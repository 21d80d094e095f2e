import { from, type Hidden, type QuantityId, type Shown } from './quantity.ts'
import type { ReportTable, TableColumn, TableRow } from './report-table.ts'

/**
 * How a number comes about, from its parts in this order:
 * - `count`: so many · `share`, `interval`: so many, of so many · `sum`: marks, people
 * - `mean`: marks, people · `meanInterval`: marks, people, sum of squares
 * - `lift`: both, all, first, second
 * - `agreement`, `agreementInterval`, `kappa`, `kappaInterval`: both, all, staff, self
 * - `change`, `changeInterval`: so many of so many now, so many of so many before
 * - `meanChange`: marks, people now, marks, people before
 * - `p`: how many have got it, how many have lost it
 */
export type How =
  | 'count'
  | 'sum'
  | 'share'
  | 'interval'
  | 'mean'
  | 'meanInterval'
  | 'lift'
  | 'agreement'
  | 'agreementInterval'
  | 'kappa'
  | 'kappaInterval'
  | 'change'
  | 'changeInterval'
  | 'meanChange'
  | 'p'

/** A whole number a number rests on: of this round, of the earlier one, or of those who are in both. */
export type Part = { side: 'now' | 'before' | 'both'; id: QuantityId }

/** What a number of a table rests on. */
export type Basis = { how: How; parts: readonly Part[] }

const now = (...ids: QuantityId[]): Part[] => ids.map((id) => ({ side: 'now', id }))
const before = (...ids: QuantityId[]): Part[] => ids.map((id) => ({ side: 'before', id }))
const both = (...ids: QuantityId[]): Part[] => ids.map((id) => ({ side: 'both', id }))
const of = (how: How, ...parts: Part[]): Basis => ({ how, parts })

/** What a cell rests on; undefined where the table has no number there. */
export function basisOf(table: ReportTable, row: TableRow, column: TableColumn): Basis | undefined {
  const { key } = row
  switch (table.id) {
    case 'reasons':
      return counted(column, `reason:${key}`, 'known:reason')
    case 'barriers':
      if (key === 'marks') return column.measure === 'count' ? of('sum', ...now('marks', 'n')) : undefined
      return counted(column, `barrier:${key}`, 'n')
    case 'per_person':
      return counted(column, `size:${key}`, 'n')
    case 'mean_by_duration':
      return meanOf(column, key === 'all' ? '' : ` | duration:${key}`)
    case 'mean_by_sex':
      return meanOf(column, key === 'all' ? '' : ` | sex:${key}`)
    case 'barriers_by_sex':
    case 'barriers_by_duration': {
      const group = ` | ${column.group?.replace('.', ':')}`
      if (key === 'people') return column.measure === 'count' ? of('count', ...now(`n${group}`)) : undefined
      return counted(column, `barrier:${key}${group}`, `n${group}`)
    }
    case 'pairs':
      return pairOf(column, key)
    case 'ill_health':
      return counted(column, key === 'any' ? 'ill' : `barrier:${key}`, 'n')
    case 'self_and_staff':
      return viewsOf(column, key)
    case 'intervention':
      return counted(column, `intervention:${key}`, 'known:intervention')
    case 'compare_reasons':
      return changeOf(column, `reason:${key}`, 'known:reason')
    case 'compare_barriers':
      return pairedOf(column, key) ?? changeOf(column, `barrier:${key}`, 'n')
    case 'compare_intervention':
      return changeOf(column, `intervention:${key}`, 'known:intervention')
    case 'compare_means':
      return meanChangeOf(column, GROUP_OF_ROW[key] ?? ` | duration:${key}`)
    case 'compare_durations':
      return of('count', ...both(`moved:${key}:${column.key}`))
  }
}

/** How many people a table is about. */
export function basisOfPeople({ id }: ReportTable): Basis {
  if (id === 'compare_durations') return of('count', ...both('paired'))
  const known = {
    reasons: 'known:reason',
    compare_reasons: 'known:reason',
    mean_by_sex: 'known:sex',
    barriers_by_sex: 'known:sex',
    mean_by_duration: 'known:duration',
    barriers_by_duration: 'known:duration',
    intervention: 'known:intervention',
    compare_intervention: 'known:intervention',
    self_and_staff: 'self:n',
  }
  return of('count', ...now(known[id as keyof typeof known] ?? 'n'))
}

/** Who is not in a table. */
export const basisOfLeftOut = (why: ReportTable['leftOut'][number]['why']): Basis =>
  of('count', ...now(why === 'notSelfRated' ? 'self:none' : `unknown:${why}`))

function counted({ measure }: TableColumn, count: QuantityId, whole: QuantityId): Basis {
  if (measure === 'count') return of('count', ...now(count))
  return of(measure === 'share' ? 'share' : 'interval', ...now(count, whole))
}

function meanOf({ key }: TableColumn, group: string): Basis {
  const [people, marks] = [`n${group}`, `marks${group}`]
  if (key === 'people') return of('count', ...now(people))
  if (key === 'marks') return of('sum', ...now(marks, people))
  return key === 'mean'
    ? of('mean', ...now(marks, people))
    : of('meanInterval', ...now(marks, people, `squares${group}`))
}

function pairOf({ key }: TableColumn, pair: string): Basis {
  const [first, second] = pair.split('+').map((barrier) => `barrier:${barrier}`) as [string, string]
  const having = `pair:${pair}`
  switch (key) {
    case 'first':
      return of('count', ...now(first))
    case 'second':
      return of('count', ...now(second))
    case 'both':
      return of('count', ...now(having))
    case 'lift':
      return of('lift', ...now(having, 'n', first, second))
    default:
      return of('share', ...now(having, key === 'share' ? 'n' : key === 'of_first' ? first : second))
  }
}

const VIEWS: Readonly<Record<string, How>> = {
  agreement: 'agreement',
  agreement_interval: 'agreementInterval',
  kappa: 'kappa',
  kappa_interval: 'kappaInterval',
}

function viewsOf({ key }: TableColumn, barrier: string): Basis {
  const how = VIEWS[key]
  if (!how) return of('count', ...now(`self:${key}:${barrier}`))
  return of(how, ...now(`self:both:${barrier}`, 'self:n', `self:staff:${barrier}`, `self:self:${barrier}`))
}

function changeOf({ key, measure }: TableColumn, count: QuantityId, whole: QuantityId): Basis {
  if (measure === 'change' || measure === 'changeInterval')
    return of(measure, ...now(count, whole), ...before(count, whole))
  const side = key.startsWith('before') ? before : now
  return measure === 'count' ? of('count', ...side(count)) : of('share', ...side(count, whole))
}

/** People in both rounds who have got a barrier, or lost it. */
function pairedOf({ key }: TableColumn, barrier: string): Basis | undefined {
  if (key === 'appeared' || key === 'ceased') return of('count', ...both(`${key}:${barrier}`))
  return key === 'p' ? of('p', ...both(`appeared:${barrier}`, `ceased:${barrier}`)) : undefined
}

const GROUP_OF_ROW: Readonly<Record<string, string>> = { all: '', man: ' | sex:man', woman: ' | sex:woman' }

function meanChangeOf({ key }: TableColumn, group: string): Basis {
  const [marks, people] = [`marks${group}`, `n${group}`]
  if (key === 'mean_change') return of('meanChange', ...now(marks, people), ...before(marks, people))
  return of('mean', ...(key === 'before_mean' ? before : now)(marks, people))
}

/** A part of one round as far as it may be shown. */
export function partValue(shown: Shown, id: QuantityId): number | Hidden {
  const known = /^known:(.*)$/.exec(id)?.[1]
  const without = (all: number, some: number) => all - some
  if (known) return from([shown('n'), shown(`unknown:${known}`)], without)
  return id === 'self:none' ? from([shown('n'), shown('self:n')], without) : shown(id)
}
