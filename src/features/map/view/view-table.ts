import { type Attributes, html, type Markup, type MarkupChild } from '../../../ui/markup.ts'

// Tables of the pictures: every part says what it is, so that they stay tables where a narrow page lays them out as lists.

export const columnHead = (inside: Markup, attributes: Attributes = {}): Markup =>
  html('th', { scope: 'col', role: 'columnheader', ...attributes }, inside)

/** A row: what it is about, and its cells. */
export const pictureRow = (head: Markup, cells: readonly MarkupChild[]): Markup =>
  html('tr', { role: 'row' }, html('th', { scope: 'row', role: 'rowheader' }, head), cells)

/** A cell, with what its column is called where there is no head above it. */
export const pictureCell = (label: string | undefined, of: string | undefined, ...inside: MarkupChild[]): Markup =>
  html('td', { role: 'cell', class: of, 'data-label': label }, ...inside)

export const pictureTable = ({
  of,
  caption,
  captionHidden = false,
  heads,
  rows,
}: {
  of: string
  caption: Markup
  captionHidden?: boolean
  heads: readonly Markup[]
  rows: readonly Markup[]
}): Markup =>
  html(
    'table',
    { class: of, role: 'table' },
    html('caption', captionHidden ? { class: 'vh' } : {}, caption),
    html('thead', { role: 'rowgroup' }, html('tr', { role: 'row' }, heads)),
    html('tbody', { role: 'rowgroup' }, rows),
  )
