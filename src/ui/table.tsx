import { Icon } from './icons.tsx'
import type { Text } from './inline.tsx'

export type Column<Row> = {
  heading: string
  cell: (row: Row) => Text
  /** Figures stand at the end. */
  align?: 'start' | 'end'
  /** The cell that names the row (a person, a place): read before the others, first line of the card on a phone. */
  header?: boolean
  /** The heading is heard but not seen (a column of buttons). */
  headingHidden?: boolean
  /** Sorting lives in the address: where the heading leads, and how the table is sorted by it now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' }
}

export type TableProps<Row> = {
  caption: Text
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** What stands there instead of rows, and what can be done. */
  empty: Text
  /** On a phone: rows become cards with labels (the rule), or the table scrolls on its own (small grids of figures). */
  narrow?: 'stack' | 'scroll'
}

/** Said aloud because a phone shows rows as cards, and a browser then forgets that they are a table. */
const role = (name: string) => ({ role: name })

/** A frame that scrolls can be reached and scrolled by keyboard, and says what it holds. */
const scrollable = (caption: Text) => ({
  tabindex: 0,
  role: 'group',
  'aria-label': typeof caption === 'string' ? caption : undefined,
})

const Heading = <Row,>({ column }: { column: Column<Row> }) => {
  const text = column.headingHidden ? <span class="vh">{column.heading}</span> : column.heading
  const { sort } = column
  if (!sort) return text
  return (
    <a href={sort.href}>
      {text}
      {sort.direction && <Icon name={sort.direction === 'ascending' ? 'up' : 'down'} />}
    </a>
  )
}

/** A table that stays a table for screen readers also when it looks like cards (explicit roles). */
export const Table = <Row,>({ caption, captionHidden, columns, rows, empty, narrow = 'stack' }: TableProps<Row>) =>
  rows.length === 0 ? (
    <div class="table-empty">{empty}</div>
  ) : (
    <div class="table-frame" {...(narrow === 'scroll' ? scrollable(caption) : {})}>
      <table class="table" {...role('table')} data-stacks={narrow === 'stack' ? '' : undefined}>
        <caption class={captionHidden ? 'vh' : undefined}>{caption}</caption>
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {columns.map((column) => (
              <th scope="col" {...role('columnheader')} data-align={column.align} aria-sort={column.sort?.direction}>
                <Heading column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {rows.map((row) => (
            <tr {...role('row')}>
              {columns.map((column) =>
                column.header ? (
                  <th scope="row" {...role('rowheader')} data-align={column.align}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    {...role('cell')}
                    data-align={column.align}
                    data-label={column.headingHidden ? '' : column.heading}
                  >
                    <div>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
