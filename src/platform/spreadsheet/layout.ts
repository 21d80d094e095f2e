/** Where the headings stand: `from` counts the rows with something in them from 0; `depth` 0 means that there are none. */
export type Layout = { from: number; depth: 0 | 1 | 2 }

/** Rows looked at for headings: above them stand titles, dates and logotypes. */
const LOOKED_AT = 10

/** What those who read a certain kind of list know about its headings. */
export type HeadingKnowledge = {
  /** Does anybody call a column so? */
  isKnown(heading: string): boolean
  /** Looks the row like one of the list rather than like headings? */
  isData(cells: readonly string[]): boolean
  /** Does the heading stand over several columns, whose own headings are below it? */
  isGroup?(heading: string): boolean
}

/** One text at the beginning of an otherwise empty row says what the whole list is. */
const isTitle = (cells: readonly string[]): boolean =>
  (cells[0] ?? '').trim() !== '' && cells.slice(1).every((cell) => cell.trim() === '')

/** The heading rows of a table, as well as they can be guessed. */
export function guessLayout(rows: readonly (readonly string[])[], knowledge: HeadingKnowledge): Layout {
  const { isKnown, isData, isGroup = () => false } = knowledge
  const known = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '' && isKnown(cell)).length
  let best: Layout & { score: number } = { from: 0, depth: 1, score: 0 }
  for (let from = 0; from < Math.min(LOOKED_AT, rows.length); from++) {
    const upper = rows[from]!
    if (isData(upper)) continue
    const one = known(upper)
    if (one > best.score) best = { from, depth: 1, score: one }
    const lower = rows[from + 1]
    if (!lower || isTitle(upper) || from + 1 === LOOKED_AT || isData(lower) || known(lower) < 2) continue
    const two = known(headingsOf([upper, lower]))
    const grouped = upper.some(isGroup)
    if (two > best.score && two > one && (grouped || two > known(lower))) best = { from, depth: 2, score: two }
  }
  const firstIsData = best.score === 0 && rows.length > 0 && isData(rows[0]!)
  return firstIsData ? { from: 0, depth: 0 } : { from: best.from, depth: best.depth }
}

/** The text over each column. A heading over several columns counts for those to the right of it, up to the next one. */
export function headingsOf(rows: readonly (readonly string[])[]): string[] {
  const clean = (cell: string | undefined) => (cell ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
  const [first = [], second] = rows
  if (!second) return first.map(clean)
  let group = ''
  return Array.from({ length: Math.max(first.length, second.length) }, (_, column) => {
    const [upper, lower] = [clean(first[column]), clean(second[column])]
    if (upper !== '') group = upper
    if (lower === '' || lower === upper) return upper
    return group === '' ? lower : `${group} – ${lower}`
  })
}

/** `3-1`: one row of headings, the fourth with something in it. What cannot be read is one row, the first. */
export function readLayout(typed: string | undefined): Layout {
  const found = /^(\d{1,2})-([012])$/.exec(typed ?? '')
  return found ? { from: Number(found[1]), depth: Number(found[2]) as Layout['depth'] } : { from: 0, depth: 1 }
}
