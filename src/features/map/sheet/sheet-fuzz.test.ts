import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { unzip } from '../../../platform/archive/unzip.ts'
import { headingsOf } from '../../../platform/spreadsheet/layout.ts'
import { readTable } from '../../../platform/spreadsheet/read.ts'
import { writeCsv, writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import { day } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { someEntry } from '../entry.build.ts'
import type { Entry } from '../entry.ts'
import { columnsOf, fieldOf, SHEET_COLUMNS } from './sheet-column.ts'
import { guessColumns, guessLayout } from './sheet-heading.ts'
import { namesOf } from './sheet-names.ts'
import { decided, planSheet } from './sheet-plan.ts'
import { isBlank, type ReadRow, readRow } from './sheet-row.ts'
import { headingOf, mapWorkbook } from './sheet-template.ts'
import { isNothing } from './sheet-text.ts'

// Workbooks as they never should be: nothing makes it throw, no row and no cell is lost, no formula runs or is written.

const today = day('2026-11-02')
const MEANT = [
  '16-29 år',
  'från 18',
  'alla åldrar',
  'ca 3 mån',
  '6–12 månader',
  'en termin',
  'Unga, föräldrar',
  'kosmonauter',
  'Ja',
  'x',
  '12',
  '12,5',
  'mån-fre 8-16',
  'Kommunen',
  'Ingen',
  'hej@prov.example',
  '08-465 004 10',
  'www.prov.example',
  '2026-03-01',
  '31 februari',
  'gratis',
  '200 kr',
  'arabiska, klingonska',
  '=1+1',
  '+46',
  '-',
  '@SUM(A1)',
  '#REF!',
  '\'=HYPERLINK("x")',
  '__proto__',
  'constructor',
  '  ',
  'NA',
  '<b>',
  '\u202eabc',
  'Å'.repeat(300),
]
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...MEANT) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }).filter((one) => !/[\p{Cc}\ufeff\ufffe\uffff]/u.test(one)),
  },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.date({ min: new Date('1901-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 2, arbitrary: fc.constant(null) },
)
const heading = fc.oneof(
  fc.constantFrom(
    ...SHEET_COLUMNS.map((column) => headingOf(column)),
    'Insats',
    'Målgrupp',
    'Ålder från',
    'Ålder till',
    '16-17',
    '18–24 år',
    '30+',
    'Övrigt',
    '',
    'Namn',
    'Namn',
  ),
  fc.string({ maxLength: 12 }).filter((one) => !/\p{Cc}/u.test(one)),
)
const books = fc.integer({ min: 1, max: 12 }).chain((width) =>
  fc.record({
    title: fc.array(fc.constantFrom('Matris 2026', null), { maxLength: 2 }),
    headings: fc.array(heading, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    formulas: fc.array(
      fc.tuple(fc.nat(12), fc.nat(width - 1), fc.constantFrom('1+1', 'HYPERLINK("http://x")', 'SUM(A1:A9)')),
      { maxLength: 3 },
    ),
    merges: fc.array(fc.tuple(fc.nat(12), fc.nat(width - 1), fc.nat(5), fc.nat(3)), { maxLength: 3 }),
  }),
)

const existing = ['16-29 år', '12', 'Å'].map(
  (name): Entry => ({
    ...someEntry({ name, authorityId: 1 }),
    entryId: newId(),
    places: [],
    verifiedOn: null,
    verifiedBy: null,
    createdOn: today,
    changedAt: '',
    version: 1,
  }),
)
const names = namesOf(
  { authorities: [{ authorityId: 1, kind: 'municipality', name: 'Norrby kommun' }], units: [] },
  existing,
  [],
)

/** Reads a file as the import does. */
async function read(bytes: Uint8Array) {
  const table = await readTable(bytes, 'karta.xlsx', { fillMerged: true })
  if (!table.ok) return undefined
  const rows = table.value.rows.filter((row) => row.cells.some((one) => one.trim() !== ''))
  const { from, depth } = guessLayout(rows.slice(0, 200).map((row) => row.cells))
  const found = depth === 0 ? [] : headingsOf(rows.slice(from, from + depth).map((row) => row.cells))
  const headings = Array.from({ length: table.value.width }, (_, at) => found[at] ?? '')
  const choices = guessColumns(headings)
  const body = rows.slice(from + depth)
  const reads = body.map((row) => readRow(row, { choices, headings, today, kind: 'intervention' }))
  const at = columnsOf(choices)
  const plan = planSheet(
    reads.filter((row) => !isBlank(row)),
    {
      names,
      authorityId: 1,
      columnAt: (column) => at.get(column) ?? null,
      headings,
      mayWrite: () => true,
      isSettled: () => false,
      newId,
    },
  )
  return { body, choices, reads, plan }
}

/** Cells of a row that are neither in a field nor kept as text. */
const lost = (
  row: ReadRow,
  cells: readonly string[],
  choices: NonNullable<Awaited<ReturnType<typeof read>>>['choices'],
) =>
  cells.filter((text, column) => {
    const choice = choices[column]
    if (!choice || choice === 'skip' || isNothing(text.trim())) return false
    if (row.unread.some(({ from }) => from === column)) return false
    if (choice === 'keep' || choice === 'name') return choice === 'keep' || row.name === ''
    // A cross that is not kept is among the ages.
    const field = choice === 'ageMark' ? 'ages' : fieldOf(choice)
    if (choice in row.naming) return false
    // A contact's cell may be only an address; a cost in words is about the cost.
    if (choice === 'contactName' && (row.stated.has('contactEmail') || row.stated.has('contactPhone'))) return false
    if (choice === 'costKr' && row.stated.has('costNote')) return false
    return field === null || !row.stated.has(field)
  })

describe('any workbook', () => {
  test('is read without failing; no row and no cell is lost', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(books, async ({ title, headings, rows, formulas, merges }) => {
        const bytes = await writeXlsx({
          sheets: [
            {
              name: 'A',
              rows: [...title.map((one) => [one]), headings, ...rows],
              cells: new Map(
                formulas.map(([row, column, formula]) => [`${row + 1},${column}`, { formula, value: 'sparat' }]),
              ),
              merges: merges.map(([startRow, startCol, tall, wide]) => ({
                startRow,
                startCol,
                endRow: startRow + tall,
                endCol: startCol + wide,
              })),
            },
          ],
        })
        const found = await read(bytes)
        if (!found) return
        const { body, choices, reads, plan } = found
        expect(reads.map((row) => row.row)).toEqual(body.map((row) => row.number))
        const blank = reads.filter(isBlank).length
        expect(plan.rows).toHaveLength(body.length - blank)
        reads.forEach((row, number) => {
          expect(lost(row, body[number]!.cells, choices)).toEqual([])
        })
        for (const row of plan.rows) {
          if (row.outcome === 'out') expect(row.problems.length).toBeGreaterThan(0)
          else expect(decided(row, {}, 'theirs').name.length).toBeLessThanOrEqual(200)
        }
      }),
      { numRuns: 150 },
    ),
  )

  test('any bytes with the name of a workbook', { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, zipped) => {
        await read(zipped ? new Uint8Array([0x50, 0x4b, 3, 4, ...bytes]) : bytes)
      }),
      { numRuns: 100 },
    ),
  )
})

test('no formula is ever written, whatever an entry is called', { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...MEANT.filter((one) => one.trim() !== '')), { minLength: 1, maxLength: 6 }),
      async (texts) => {
        const entries = texts.map((text) => ({
          ...existing[0]!,
          entryId: newId(),
          name: text,
          method: text,
          unread: { [text]: text },
        }))
        const sheets = mapWorkbook(entries, namesOf(names.bodies, entries, []))
        const unpacked = await unzip(await writeWorkbook(sheets), (name) => name.includes('worksheets'), {
          total: 1e8,
          ratio: 1000,
        })
        if (!unpacked.ok) throw new Error(unpacked.problem)
        for (const part of unpacked.files.values()) expect(Buffer.from(part).toString('utf8')).not.toMatch(/<f[ >]/)
        const csv = Buffer.from(writeCsv(texts.map((text) => [text])))
          .toString('utf8')
          .slice(1)
        for (const line of csv.split('\r\n')) expect(line).not.toMatch(/^"?[=+\-@]/)
      },
    ),
    { numRuns: 30 },
  ),
)
