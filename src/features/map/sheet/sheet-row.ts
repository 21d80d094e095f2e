import { columnLetters } from '../../../platform/spreadsheet/column.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { truncate } from '../../../shared/text.ts'
import type { EntryKind } from '../code.ts'
import { type EntryInput, entrySchema } from '../entry.schema.ts'
import type { EntryFacts } from '../entry.ts'
import { type Ages, agesTogether, headingAges } from './sheet-age.ts'
import { type ColumnChoice, isReadAlone, type SheetColumn, type SheetField } from './sheet-column.ts'
import type { SheetProblem, SheetProblemKind } from './sheet-problem.ts'
import { isNothing, tidy } from './sheet-text.ts'
import { type NamingColumn, READERS } from './sheet-value.ts'

/** A row of the sheet as far as it can be read by itself; what its cells name is found in `sheet-reference.ts`. */
export type ReadRow = {
  row: number
  /** Empty: the row does not say. */
  name: string
  facts: EntryFacts
  /** Fields that the row says something about. */
  stated: ReadonlySet<SheetField>
  /** Cells that name something, as they stand. */
  naming: Partial<Record<NamingColumn, string>>
  /** Every cell that has a meaning, to be compared with what the program itself would write there. */
  cells: ReadonlyMap<SheetColumn, string>
  /** What could not be read, by its heading; `from` is its column in the file. */
  unread: readonly { heading: string; text: string; from: number }[]
  problems: readonly SheetProblem[]
  /** A line under the rows that adds them up. */
  isSum: boolean
}

export type RowReader = {
  choices: readonly ColumnChoice[]
  headings: readonly string[]
  today: CalendarDay
  /** Rows that do not say what they are. */
  kind: EntryKind
}

const ERROR_VALUE = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/
/** What people put into a cell to say yes. */
const MARK = /^(?:x+|[✓✔●•*1]|ja|yes|j)$/i
const SUM = /^\s*(?:del)?(?:summa|totalt?|antal totalt)\s*:?\s*$/i
const LONGEST_NAME = 200
const LONGEST_SHOWN = 120
const LONGEST_HEADING = 180
/** After a heading in a sheet that the program wrote: what stood there could not be read when it came in. */
const UNREAD_ENDING = ' (oläst)'

export const unreadHeading = (heading: string): string => `${heading}${UNREAD_ENDING}`
export const isUnreadHeading = (heading: string): boolean => heading.endsWith(UNREAD_ENDING)

/** What is kept is found under this heading. Words that mean something to the language itself get the column beside them. */
export function keptUnder(heading: string, column: number): string {
  const own = heading.endsWith(UNREAD_ENDING) ? heading.slice(0, -UNREAD_ENDING.length) : heading
  const name = own.slice(0, LONGEST_HEADING) || `Kolumn ${columnLetters(column)}`
  return name in {} ? `${name} (${columnLetters(column)})` : name
}

const NAMING: ReadonlySet<SheetColumn> = new Set<NamingColumn>([
  'authority',
  'unit',
  'provider',
  'places',
  'area',
  'intakeUnit',
  'onward',
  'parallel',
  'entryId',
])
const isNaming = (column: SheetColumn): column is NamingColumn => NAMING.has(column)

const AGE_INPUTS = ['ageFrom', 'ageTo', 'allAges'] as const
const FIGURES = ['capacity', 'freePlaces', 'queued', 'waitingDays'] as const
/** The field that a field of the form is part of, where they are called differently. */
const FIELD_OF_INPUT: Partial<Record<keyof EntryInput, SheetField>> = {
  durationFrom: 'duration',
  durationTo: 'duration',
  durationUnit: 'duration',
  allAges: 'ages',
  ageFrom: 'ages',
  ageTo: 'ages',
  capacityOn: 'capacity',
  freePlacesOn: 'freePlaces',
  queuedOn: 'queued',
  waitingDaysOn: 'waitingDays',
}
const TOGETHER: readonly (readonly (keyof EntryInput)[])[] = [
  ['ageFrom', 'ageTo', 'allAges'],
  ['durationFrom', 'durationTo', 'durationUnit'],
]
const SAID: Readonly<Record<string, SheetProblemKind>> = {
  tooLong: 'tooLong',
  email: 'email',
  phone: 'phone',
  website: 'website',
  ageOrder: 'order',
  durationOrder: 'order',
  tooMany: 'openings',
  age: 'ages',
  wholeNumber: 'count',
  waitingDays: 'days',
  day: 'day',
  dayTooLate: 'day',
}

/** Reads one row. Every cell ends up in the facts, or in what is kept as text; none is lost. */
export function readRow(row: { number: number; cells: readonly string[] }, reader: RowReader): ReadRow {
  const { choices, headings, today } = reader
  const at = new Map<SheetColumn, number>()
  choices.forEach((choice, column) => {
    if (isReadAlone(choice)) at.set(choice, column)
  })
  const problems: SheetProblem[] = []
  const unread: ReadRow['unread'][number][] = []
  const source = new Map<keyof EntryInput, { column: number; cell: string }>()
  const naming: ReadRow['naming'] = {}
  const cells = new Map<SheetColumn, string>()
  let input: Partial<EntryInput> = {}
  const marks: { column: number; cell: string; ages: Ages }[] = []
  let beside: { column: number; cell: string; freePlaces: string } | undefined

  const keep = (column: number, text: string): void => {
    unread.push({ heading: keptUnder(headings[column] ?? '', column), text, from: column })
  }
  const tell = (column: number | null, kind: SheetProblemKind, value: string) =>
    problems.push({ row: row.number, column, kind, value: truncate(value, LONGEST_SHOWN) })
  const drop = (column: number, kind: SheetProblemKind, text: string) => {
    tell(column, kind, text)
    keep(column, text)
  }

  choices.forEach((choice, column) => {
    const cell = tidy(row.cells[column] ?? '')
    if (choice === 'skip' || isNothing(cell)) return
    const marked = choice === 'ageMark' && MARK.test(cell) ? headingAges(headings[column] ?? '') : undefined
    if (marked) marks.push({ column, cell, ages: marked })
    else if (!isReadAlone(choice)) keep(column, cell)
    else {
      cells.set(choice, cell)
      if (ERROR_VALUE.test(cell)) drop(column, 'errorValue', cell)
      else if (isNaming(choice)) naming[choice] = cell
      else readCell(choice, column, cell)
    }
  })

  /** Crosses under ages: together they are the ages of the entry, unless it says them elsewhere or they lie apart. */
  function readMarks(): void {
    const [first] = marks
    if (!first) return
    const known = AGE_INPUTS.some((key) => source.has(key))
    const ages = known ? undefined : agesTogether(marks.map((mark) => mark.ages))
    if (ages) {
      const text = (age: number | null) => (age === null ? '' : String(age))
      state({ ageFrom: text(ages.ageFrom), ageTo: text(ages.ageTo) }, first.column, first.cell)
    } else
      for (const { column, cell } of marks) {
        if (known) keep(column, cell)
        else drop(column, 'agesApart', cell)
      }
  }
  function readCell(choice: Exclude<SheetColumn, NamingColumn>, column: number, cell: string): void {
    // A column for the name alone: what else stands there is part of it.
    const alone = choice === 'contactName' && (at.has('contactEmail') || at.has('contactPhone'))
    const read = alone ? { input: { contactName: cell } } : READERS[choice](cell, today)
    const asNote = choice === 'costKr' && !read.input && !at.has('costNote')
    if (asNote) state({ costNote: cell }, column, cell)
    else if (read.input) state(read.input, column, cell)
    if (read.beside) beside = { ...read.beside, column, cell }
    if (read.problem && !asNote) drop(column, read.problem, read.rest ?? cell)
  }
  function state(more: Partial<EntryInput>, column: number, cell: string): void {
    input = { ...input, ...more }
    for (const key of Object.keys(more) as (keyof EntryInput)[]) source.set(key, { column, cell })
  }

  /** Free places said in the cell of all places, on its day: they count where no column for them says anything else. */
  function readBeside(): void {
    if (!beside) return
    const { column, cell, freePlaces } = beside
    if (input.freePlaces === undefined) {
      const on = input.freePlacesOn ?? input.capacityOn
      state({ freePlaces, ...(on === undefined ? {} : { freePlacesOn: on }) }, column, cell)
    } else if (input.freePlaces !== freePlaces) drop(column, 'otherColumn', cell)
  }

  readMarks()
  readBeside()
  const name = (input.name ?? '').replace(/\s+/g, ' ').trim()
  if (name.length > LONGEST_NAME) drop(at.get('name') ?? 0, 'tooLong', name)
  input = { ...input, name: truncate(name, LONGEST_NAME) }
  const facts = parse()
  for (const figure of FIGURES) {
    const [column, cell] = [at.get(`${figure}On`), cells.get(`${figure}On`)]
    if (facts[figure] === null && column !== undefined && cell && !isKept(column)) keep(column, cell)
  }
  const sector = source.get('sector')
  if (facts.sector === null && sector && input.sector && !isKept(sector.column)) keep(sector.column, sector.cell)
  const stated = new Set(
    (Object.keys(input) as (keyof EntryInput)[]).map((key) => FIELD_OF_INPUT[key] ?? (key as SheetField)),
  )
  const isSum = SUM.test(row.cells.find((cell) => !isNothing(cell)) ?? '')
  return { row: row.number, name: input.name ?? '', facts, stated, naming, cells, unread, problems, isSum }

  function isKept(column: number): boolean {
    return unread.some(({ from }) => from === column)
  }
  /** As the form reads it; what it refuses is kept as text, and the rest is read without it. */
  function parse(): EntryFacts {
    for (;;) {
      const read = entrySchema(today).safeParse({ kind: reader.kind, sector: '', ...input, name: input.name || '–' })
      if (read.success) return read.data
      const refused = new Set<string>()
      for (const { path, message } of read.error.issues) {
        const key = path[0] as keyof EntryInput
        refused.add(key)
        const from = source.get(key)
        if (from && !isKept(from.column)) drop(from.column, SAID[message] ?? 'words', from.cell)
      }
      for (const group of TOGETHER) if (group.some((key) => refused.has(key))) for (const key of group) refused.add(key)
      const before = Object.keys(input).length
      input = Object.fromEntries(Object.entries(input).filter(([key]) => !refused.has(key)))
      if (Object.keys(input).length === before) throw new Error(`a row cannot be read: ${read.error.message}`)
    }
  }
}

/** Nothing in any column that counts. */
export const isBlank = ({ cells, unread, stated }: ReadRow): boolean =>
  cells.size === 0 && unread.length === 0 && !stated.has('ages')
