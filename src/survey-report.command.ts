import { closeSync, openSync, readSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  compareRounds,
  comparisonTables,
  type FileProblem,
  figuresOf,
  type OutsideRules,
  outsideJson,
  PLAIN_RULES,
  PROTECTION,
  plainly,
  protectSurvey,
  quantitiesOf,
  type ReadRemarks,
  type ReadSurvey,
  type ReportTable,
  reportJson,
  reportPage,
  reportPaper,
  reportSheets,
  type Shown,
  SurveyReader,
  surveyTables,
  type TableRules,
} from './features/survey/public.ts'
import { type Command, UsageError } from './platform/command-line.ts'
import { isLang, type Lang } from './platform/i18n/lang.ts'
import { writePdf } from './platform/pdf/typst.ts'
import { writeWorkbook } from './platform/spreadsheet/write.ts'

const USAGE =
  'npm run -s cli -- survey:report FILE.csv [--compare EARLIER.csv] [--outside [--round 5]] [--format json|html|xlsx|pdf] [--lang sv|en|ar] [--out FILE]'
const FORMATS = ['json', 'html', 'xlsx', 'pdf'] as const
type Format = (typeof FORMATS)[number]
const PIECE = 1 << 20

/** Reads the file piece by piece, so that its size does not matter. */
export function readSurveyFile(path: string): ReadSurvey {
  const reader = new SurveyReader()
  const file = openSync(path, 'r')
  try {
    const piece = new Uint8Array(PIECE)
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) reader.push(piece.subarray(0, size))
  } finally {
    closeSync(file)
  }
  return reader.end()
}

/** What the person at the command line is told of a file that cannot be read. */
function unreadable(path: string, problem: FileProblem): UsageError {
  if (problem.kind === 'empty') return new UsageError(`${path} is empty.`)
  if (problem.kind === 'not-text')
    return new UsageError(`${path} is not a text file. Save the table as CSV (UTF-8) and try again.`)
  if (problem.kind === 'same-heading') return new UsageError(`${path}: two columns are called "${problem.heading}".`)
  return new UsageError(
    `${path} lacks the ${problem.columns.length > 1 ? 'columns' : 'column'} ${problem.columns.join(', ')}.`,
  )
}

const WHY = {
  cells: 'too few or too many cells',
  quote: 'a quotation mark that is never closed',
  code: 'no code, or one longer than 100 characters',
  word: 'not a word of the list',
  number: 'not a whole number that can be right',
  contradiction: '"none" together with a barrier',
} as const

/** One line for each thing the reader of the report should know; nothing when every row was counted. */
export function remarkLines(remarks: ReadRemarks): string[] {
  const { broken, notRated, doubles, columnsIgnored, columnsMissing, repeated } = remarks
  const lines = broken.rows.map(
    ({ line, column, heading, value, problem }) =>
      `Line ${line}, column ${column} (${heading || 'no heading'}): ${JSON.stringify(value)} is ${WHY[problem]}. The row is left out.`,
  )
  if (broken.count > broken.rows.length)
    lines.push(`… and ${broken.count - broken.rows.length} more rows that cannot be read.`)
  if (broken.count > 0) lines.push(`${broken.count} rows are left out, ${remarks.counted} are counted.`)
  if (notRated.count > 0)
    lines.push(
      `${notRated.count} rows without a rating by staff are left out: line ${notRated.lines.slice(0, 10).join(', ')}${notRated.count > 10 ? ' …' : ''}.`,
    )
  for (const { line, firstLine, code } of doubles.rows.slice(0, 10))
    lines.push(`Line ${line}: the code ${JSON.stringify(code)} is on line ${firstLine} too. Both are counted.`)
  if (doubles.count > 10) lines.push(`… and ${doubles.count - 10} more rows with a code that is on an earlier row.`)
  if (repeated > 0) lines.push(`${repeated} cells name a barrier twice; it is counted once.`)
  if (columnsIgnored.length > 0) lines.push(`Columns that are not used: ${columnsIgnored.join(', ')}.`)
  if (columnsMissing.length > 0)
    lines.push(`Columns that are not there, counted as not answered: ${columnsMissing.join(', ')}.`)
  return lines
}

export const surveyReportCommand: Command = {
  summary: 'Counts a needs survey: FILE.csv --format json|html|xlsx|pdf [--out FILE]',
  async run(args) {
    const { values, positionals } = parsed(args)
    const [path] = positionals
    const format = FORMATS.find((one) => one === values.format)
    if (path === undefined || positionals.length > 1 || !format) throw new UsageError(USAGE)
    const read = opened(path)
    const earlier = values.compare === undefined ? undefined : opened(values.compare)
    const outside = values.outside ? outsideRules(values.round) : undefined
    if (format === 'json') return give(outside ? outsideJson(read, outside) : reportJson(read, earlier), values.out)
    if (!isLang(values.lang) || (format !== 'html' && values.out === undefined)) throw new UsageError(USAGE)
    give(await fileOf(format, read, earlier, outside, values.lang), values.out)
  },
}

function give(content: string | Uint8Array, out: string | undefined): void {
  if (out === undefined) process.stdout.write(content)
  else writeFileSync(out, content)
}

/** The tables, plain or protected, as a page, a workbook or paper. */
async function fileOf(
  format: Exclude<Format, 'json'>,
  read: Read,
  earlier: Read | undefined,
  outside: OutsideRules | undefined,
  lang: Lang,
): Promise<string | Uint8Array> {
  const tables = tablesOf(read, earlier, outside)
  const notes = { outside: outside !== undefined, roundTo: outside?.roundTo }
  if (format === 'html') return reportPage(tables, notes, lang)
  if (format === 'xlsx') return writeWorkbook(reportSheets(tables, notes, lang))
  return writePdf(reportPaper(tables, notes, lang))
}

type Read = Extract<ReadSurvey, { ok: true }>

/** What is shown of one survey, or of two: people in both are only told to the team. */
function tablesOf(read: Read, earlier: Read | undefined, outside: OutsideRules | undefined): ReportTable[] {
  const [after, before] = [read, earlier].map((one) => one && shownOf(one, outside))
  const tables = surveyTables(after!.shown, after!.rules)
  if (!earlier || !before) return tables
  const paired = outside ? undefined : compareRounds(earlier.survey, read.survey)
  return [...tables, ...comparisonTables({ before: before.shown, after: after!.shown, rules: after!.rules, paired })]
}

function shownOf({ survey }: Read, outside: OutsideRules | undefined): { shown: Shown; rules: TableRules } {
  const figures = figuresOf(survey)
  if (!outside) return { shown: plainly(quantitiesOf(figures)), rules: PLAIN_RULES }
  const safe = protectSurvey(figures, outside)
  if (safe.tooFew) throw new UsageError('There are too few people for a report outside the team.')
  return safe
}

function outsideRules(round: string | undefined): OutsideRules {
  if (round === undefined) return PROTECTION
  if (!/^([3-9]|10)$/.test(round)) throw new UsageError('--round takes a whole number from 3 to 10.')
  return { ...PROTECTION, roundTo: Number(round) }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'json' },
        out: { type: 'string' },
        outside: { type: 'boolean' },
        round: { type: 'string' },
        lang: { type: 'string', default: 'sv' },
        compare: { type: 'string' },
      },
    })
  } catch {
    throw new UsageError(USAGE)
  }
}

/** The file with what there is to say about it said. */
function opened(path: string): Extract<ReadSurvey, { ok: true }> {
  const read = readAt(path)
  if (!read.ok) throw unreadable(path, read.problem)
  for (const line of remarkLines(read.remarks)) console.error(line)
  return read
}

function readAt(path: string): ReadSurvey {
  try {
    return readSurveyFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new UsageError(`${path} cannot be read: ${error.message}`)
    throw error
  }
}
