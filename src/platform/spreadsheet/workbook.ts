import { unzip } from '../archive/unzip.ts'
import { zip } from '../archive/zip.ts'
import { LIMITS, type MergedCells, type ReadOptions, TableBuilder, type TableResult } from './table.ts'

/** Parts of a workbook that hold no cells. */
const UNWANTED = /(?:^|\/)(?:media|drawings|charts|embeddings|externalLinks|pivot\w*|theme|printerSettings|customXml)\//
const isWanted = (name: string): boolean => /\.(?:xml|rels)$/i.test(name) && !UNWANTED.test(name)

/** Reads one sheet of an Excel workbook (.xlsx, .xlsm): values as text, formulas as the value saved with them. */
export async function readWorkbook(bytes: Uint8Array, options: ReadOptions = {}): Promise<TableResult> {
  const unpacked = await unzip(bytes, isWanted, { total: LIMITS.unpacked, ratio: LIMITS.ratio })
  if (!unpacked.ok)
    return { ok: false, problem: unpacked.problem === 'too-large' ? 'unpacks-too-large' : unpacked.problem }
  if (!unpacked.files.has('[Content_Types].xml')) return { ok: false, problem: 'other-format' }
  // Only what has been checked goes on to the reader, which unpacks without such limits.
  const safe = zip(unpacked.files, 0)
  try {
    const merged = options.fillMerged === true && [...unpacked.files].some(hasMerged)
    return await readSheet(safe, options.sheet, merged)
  } catch (error) {
    // The reader throws on any workbook it cannot make sense of; it runs on nothing but the file.
    if (error instanceof Error) return { ok: false, problem: 'broken' }
    throw error
  }
}

const MERGED = Buffer.from('mergeCell ')
const hasMerged = ([name, part]: [string, Uint8Array]): boolean =>
  name.startsWith('xl/worksheets/') && Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes(MERGED)

async function readSheet(workbook: Uint8Array, wanted: string | undefined, merged: boolean): Promise<TableResult> {
  // Loaded when first needed: it would slow down every start.
  const { readXlsx, streamXlsxRows } = await import('hucre/xlsx')
  const all: string[] = []
  const visible: string[] = []
  await readXlsx(workbook, {
    sheets: (info) => {
      all.push(info.name)
      if (!info.hidden && !info.veryHidden) visible.push(info.name)
      return false
    },
  })
  const sheets = visible.length > 0 ? visible : all
  const sheet = wanted ?? sheets[0]
  if (sheet === undefined) return { ok: false, problem: 'empty' }
  if (!sheets.includes(sheet)) return { ok: false, problem: 'no-such-sheet' }
  const table = new TableBuilder()
  if (sheets.length > 1) table.warn({ kind: 'more-sheets' })
  for await (const row of streamXlsxRows(workbook, { sheet })) {
    const problem = table.add(row.index + 1, row.values.map(textOf))
    if (problem) return { ok: false, problem }
  }
  if (merged) {
    const { sheets: found } = await readXlsx(workbook, { sheets: [sheet], maxRows: 1 })
    table.fill((found[0]?.merges ?? []) satisfies MergedCells[])
  }
  return table.build(sheets, sheet)
}

/** A cell's value as text: numbers as they were typed, days as `YYYY-MM-DD`, clock times as `HH:MM`. */
function textOf(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  // Excel keeps fifteen digits; what follows is an artefact of binary numbers.
  if (typeof value === 'number') return String(Number(value.toPrecision(15)))
  if (typeof value === 'boolean') return String(value)
  return dateText(value)
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return ''
  // Rounded: a clock time is stored as a fraction of a day.
  const [day = '', time = ''] = new Date(Math.round(date.getTime() / 60_000) * 60_000).toISOString().split('T')
  const minutes = time.slice(0, 5)
  if (day < '1900-01-01') return minutes
  return minutes === '00:00' ? day : `${day}T${minutes}`
}
