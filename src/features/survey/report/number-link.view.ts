import type { LeftOutReason, ReportTable, TableColumn, TableRow } from '../core/report-table.ts'

/** Which number is asked for: of a row, or how many people a table is about, or who is not in it. Without `column`: all of a row. */
export type NumberPlace = { row?: TableRow; column?: TableColumn; people?: 'people' | LeftOutReason }

/** Where the numbers of a table lead. */
export type NumberLinks = {
  href: (place: NumberPlace) => string
  /** Whether each number is a stop of the tab key. Rows always are; hundreds of numbers only for whoever asks for it. */
  stops: boolean
  /** The same page with, or without, those stops. */
  toggle: string
}

const LEFT_OUT = 'utan-'

/** `page` is the report, `behind` what is behind its numbers, `query` what it is about, `stopsIn` the table whose numbers are stops. */
export const numberLinks =
  (page: string, behind: string, query: string, stopsIn: string | undefined) =>
  ({ id }: ReportTable): NumberLinks => {
    const more = (asked: Record<string, string>) => `${query ? `${query}&` : '?'}${new URLSearchParams(asked)}`
    const stops = stopsIn === id
    return {
      href: ({ row, column, people }) =>
        behind +
        more({
          tabell: id,
          ...(row ? { rad: row.key } : {}),
          ...(column ? { tal: column.key } : {}),
          ...(people ? { tal: people === 'people' ? 'personer' : LEFT_OUT + people } : {}),
        }),
      stops,
      toggle: `${page}${stops ? query : more({ siffror: id })}#${id}`,
    }
  }

/** The number an address asks for; undefined where there is no such number. */
export function numberPlaceOf(
  tables: readonly ReportTable[],
  asked: { tabell?: string | undefined; rad?: string | undefined; tal?: string | undefined },
): ({ table: ReportTable } & NumberPlace) | undefined {
  const table = tables.find(({ id }) => id === asked.tabell)
  if (!table) return undefined
  if (asked.rad === undefined) {
    if (asked.tal === 'personer') return { table, people: 'people' }
    const left = table.leftOut.find(({ why }) => asked.tal === LEFT_OUT + why)
    return left && { table, people: left.why }
  }
  const row = table.rows.find(({ key }) => key === asked.rad)
  const column = table.columns.find(({ key }) => key === asked.tal)
  if (!row || (asked.tal !== undefined && !column)) return undefined
  return { table, row, ...(column ? { column } : {}) }
}
