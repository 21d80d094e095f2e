import type { Tx } from '../../../platform/database/db.ts'
import { readDelimited } from '../../../platform/spreadsheet/delimited.ts'
import { readTableApart } from '../../../platform/spreadsheet/read-apart.ts'
import type { TableRow } from '../../../platform/spreadsheet/table.ts'
import type { Viewer } from '../../access/public.ts'
import { barrierWords, reasonWords } from './code-words.view.ts'
import { reasonsOf } from './list.queries.ts'
import { type ReadPeople, readPeople } from './person-file.ts'
import { ratersOf } from './round.queries.ts'
import type { Round } from './round.ts'

export type UploadProblem = 'empty' | 'many' | 'file'
export type Upload = { ok: true; rows: TableRow[] } | { ok: false; problem: UploadProblem }

const MOST_PEOPLE = 5_000

/** The rows of what was pasted or uploaded; a file counts before what was pasted. */
export async function uploadedRows(pasted: string, file: File | undefined): Promise<Upload> {
  const read = file
    ? await readTableApart({
        bytes: new Uint8Array(await file.arrayBuffer()),
        fileName: file.name,
        mostRows: MOST_PEOPLE + 1,
        mostColumns: 50,
      })
    : readDelimited(new TextEncoder().encode(pasted), 'paste')
  if (read.ok) {
    const { rows } = read.value
    return rows.length > MOST_PEOPLE + 1 ? { ok: false, problem: 'many' } : { ok: true, rows }
  }
  if (read.problem === 'too-many-rows') return { ok: false, problem: 'many' }
  return { ok: false, problem: read.problem === 'empty' ? 'empty' : 'file' }
}

/** The people in those rows, as this round takes them. */
export async function uploadedPeople(
  tx: Tx,
  viewer: Viewer,
  round: Round,
  rows: readonly TableRow[],
): Promise<ReadPeople> {
  const [raters, reasons] = await Promise.all([ratersOf(tx, round.unitId), reasonsOf(tx, viewer, round.reasonList)])
  const own = reasons.flatMap(({ key, label, code }) =>
    [label, code].flatMap((word) => (word ? [[word.toLowerCase(), key] as const] : [])),
  )
  return readPeople(rows, {
    raters,
    reasons: reasons.map(({ key }) => key),
    reasonWords: new Map([...reasonWords(), ...own]),
    barrierWords: barrierWords(),
  })
}

/** The rows as text again, so that what came in a file can be mended on the page. */
export const asText = (rows: readonly TableRow[]): string =>
  rows
    .map(({ cells }) =>
      cells
        .map((cell) => cell.replace(/[\t\n\r]+/g, ' '))
        .join('\t')
        .trimEnd(),
    )
    .join('\n')
