import { allOf, type Certainty } from '../certainty.ts'
import { NEED_LEVELS, type NeedLevel } from '../code.ts'
import { type Entry, isOffer } from '../entry.ts'
import { ageSpan } from '../entry-age.ts'
import { type Reach, reachesAges, reachesArea, reachesNeed } from '../entry-reach.ts'

/** The ages that samordningsförbund work with, both included (domain 2.3). */
export const YOUNGEST = 16
export const ELDEST = 65

export type AgeGroup = { from: number; to: number }
export const AGE_GROUPS: readonly AgeGroup[] = [
  { from: 16, to: 17 },
  { from: 18, to: 19 },
  { from: 20, to: 24 },
  { from: 25, to: 29 },
  { from: 30, to: 44 },
  { from: 45, to: 54 },
  { from: 55, to: 65 },
]

/** Where nothing says an area, coverage is told for the whole association under this name. */
export const WHOLE = ''

export type Where = { ages: AgeGroup; need: NeedLevel; area: string }

/** What coverage needs to know of an entry. */
export type Coverer = Reach & Pick<Entry, 'entryId' | 'kind' | 'status'>

/** One question: who takes these ages with this need in this area? */
export type Cell<E extends Coverer = Coverer> = Where & {
  /** Those who surely do, now. */
  takes: E[]
  /** Those whose entry does not say enough. */
  unsure: E[]
  /** Those who would, but are planned or resting. */
  notNow: E[]
  /** Ages of the group that nobody surely takes. */
  missing: number[]
}

export type CellState = 'gap' | 'partly' | 'covered'

/** Nobody; somebody but not for every age; somebody for every age. */
export const stateOf = (cell: Pick<Cell, 'takes' | 'missing'>): CellState =>
  cell.takes.length === 0 ? 'gap' : cell.missing.length > 0 ? 'partly' : 'covered'

/** Does the entry take these people there? The association as a whole is everybody's area. */
export const reaches = (entry: Reach, { ages, need, area }: Where): Certainty =>
  allOf([
    reachesAges(entry, ages.from, ages.to),
    reachesNeed(entry, need),
    area === WHOLE ? 'yes' : reachesArea(entry, area),
  ])

/** Only what one can take part in covers anybody: not providers, not what is closed. */
export const coversAtAll = (entry: Pick<Entry, 'kind' | 'status'>): boolean =>
  isOffer(entry) && (entry.status === 'active' || entry.status === 'planned' || entry.status === 'paused')

/** The areas that coverage is told by. */
export const areasToTell = (areas: readonly string[]): readonly string[] => (areas.length === 0 ? [WHOLE] : areas)

export type Coverage<E extends Coverer = Coverer> = { areas: readonly string[]; cells: Cell<E>[] }

/**
 * All cells, by area, then need, then age. `doubtful`: entries of which the filter does not know whether they belong; they
 * are never counted as taking anybody.
 */
export function coverageOf<E extends Coverer>(
  entries: readonly E[],
  areas: readonly string[],
  doubtful: readonly E[] = [],
): Coverage<E> {
  const told = areasToTell(areas)
  const cells = told.flatMap((area) =>
    NEED_LEVELS.flatMap((need) =>
      AGE_GROUPS.map((ages): Cell<E> => ({ area, need, ages, takes: [], unsure: [], notNow: [], missing: [] })),
    ),
  )
  const perArea = NEED_LEVELS.length * AGE_GROUPS.length
  const sort = (entry: E, sure: boolean): void => {
    if (!coversAtAll(entry)) return
    const ages = AGE_GROUPS.map((group) => reachesAges(entry, group.from, group.to))
    const needs = NEED_LEVELS.map((need) => reachesNeed(entry, need))
    for (const [at, area] of told.entries()) {
      const there = area === WHOLE ? 'yes' : reachesArea(entry, area)
      if (there === 'no') continue
      for (const [row, need] of needs.entries()) {
        if (need === 'no') continue
        for (const [column, age] of ages.entries()) {
          if (age === 'no') continue
          const cell = cells[at * perArea + row * AGE_GROUPS.length + column]!
          if (!sure || there === 'unsure' || need === 'unsure' || age === 'unsure') cell.unsure.push(entry)
          else if (entry.status === 'active') cell.takes.push(entry)
          else cell.notNow.push(entry)
        }
      }
    }
  }
  for (const entry of entries) sort(entry, true)
  for (const entry of doubtful) sort(entry, false)
  for (const cell of cells) cell.missing = missingAges(cell.takes, cell.ages)
  return { areas: told, cells }
}

/** The ages of a group that none of the entries takes. */
export function missingAges(entries: readonly Reach[], { from, to }: AgeGroup): number[] {
  const taken = new Uint8Array(to - from + 1)
  for (const entry of entries) {
    const span = ageSpan(entry)
    if (span) taken.fill(1, Math.max(0, span.from - from), Math.max(0, span.to - from + 1))
  }
  return Array.from(taken, (one, at) => (one === 0 ? from + at : -1)).filter((age) => age >= 0)
}

/** One cell of its own, with those who come close: they fail in one thing only. */
export function cellOf<E extends Coverer>(
  entries: readonly E[],
  where: Where,
  doubtful: readonly E[] = [],
): Cell<E> & { near: Record<'age' | 'need' | 'area', E[]> } {
  const cell: Cell<E> & { near: Record<'age' | 'need' | 'area', E[]> } = {
    ...where,
    takes: [],
    unsure: [],
    notNow: [],
    missing: [],
    near: { age: [], need: [], area: [] },
  }
  for (const entry of entries) {
    if (!coversAtAll(entry)) continue
    const answer = reaches(entry, where)
    if (answer === 'unsure') cell.unsure.push(entry)
    else if (answer === 'yes') (entry.status === 'active' ? cell.takes : cell.notNow).push(entry)
    else if (entry.status === 'active') {
      const answers = {
        age: reachesAges(entry, where.ages.from, where.ages.to),
        need: reachesNeed(entry, where.need),
        area: where.area === WHOLE ? ('yes' as const) : reachesArea(entry, where.area),
      }
      const failed = (['age', 'need', 'area'] as const).filter((what) => answers[what] !== 'yes')
      if (failed.length === 1) cell.near[failed[0]!].push(entry)
    }
  }
  for (const entry of doubtful) if (coversAtAll(entry) && reaches(entry, where) !== 'no') cell.unsure.push(entry)
  cell.missing = missingAges(cell.takes, where.ages)
  return cell
}
