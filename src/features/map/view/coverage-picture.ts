import type { Measures } from '../measure.ts'
import { type Cell, type CellState, type Coverage, coverageOf, stateOf } from './coverage.ts'
import { type Room, roomOf } from './coverage-room.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import { type Overlap, overlapsOf } from './overlap.ts'

/** A cell with all that is drawn of it. */
export type DrawnCell = Cell<DrawnEntry> & {
  state: CellState
  overlaps: Overlap<DrawnEntry>[]
  doubles: number
  room: Room
}
export type DrawnCoverage = Pick<Coverage, 'areas'> & { cells: DrawnCell[] }

/** The coverage with overlaps, places and queue in each cell. */
export function drawnCoverage(
  entries: readonly DrawnEntry[],
  areas: readonly string[],
  doubtful: readonly DrawnEntry[],
  measures: Measures,
): DrawnCoverage {
  const coverage = coverageOf(entries, areas, doubtful)
  return {
    ...coverage,
    cells: coverage.cells.map((cell) => {
      const overlaps = overlapsOf(cell)
      return {
        ...cell,
        state: stateOf(cell),
        overlaps,
        doubles: new Set(overlaps.flatMap(({ entries: several }) => several)).size,
        room: roomOf(cell.takes, measures),
      }
    }),
  }
}

/** How many cells are how. */
export function tally(cells: readonly DrawnCell[]): { gap: number; partly: number; doubles: number; full: number } {
  const count = (of: (cell: DrawnCell) => boolean) => cells.filter(of).length
  return {
    gap: count(({ state }) => state === 'gap'),
    partly: count(({ state }) => state === 'partly'),
    doubles: count(({ doubles }) => doubles > 0),
    full: count(({ room }) => room.full),
  }
}
