import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import { newId } from '../../../shared/ids.ts'
import { mayWrite } from '../entry.access.ts'
import { bodiesOf, loadMap, loadPlaces } from '../entry.queries.ts'
import type { MapWork } from '../work.ts'
import { columnsOf } from './sheet-column.ts'
import { fileRows, type SheetImport, type SheetRow, settledChoices } from './sheet-import.queries.ts'
import { countPlan, MOST_ROWS } from './sheet-import.ts'
import { namesOf } from './sheet-names.ts'
import { type PlannedRow, planSheet, type SheetPlan } from './sheet-plan.ts'
import { isBlank, type ReadRow, readRow } from './sheet-row.ts'

/** Rows worked on before other pages get their turn. */
const TURN = 100

/** What becomes of every row of the file, compared with the map as it is now. Writes nothing. */
export async function planImport(
  { tx, viewer, today }: MapWork,
  run: SheetImport,
): Promise<{ plan: SheetPlan; rows: SheetRow[] }> {
  const scope = { associationId: viewer.associationId }
  const [bodies, entries, places, settled, all] = await Promise.all([
    bodiesOf(tx),
    loadMap(tx, scope),
    loadPlaces(tx, scope),
    settledChoices(tx, viewer),
    fileRows(tx, viewer, run.mapImportId, MOST_ROWS + 100),
  ])
  const rows = all.slice(run.headerFrom + run.headerDepth)
  const { choices, headings } = run
  const reader = { choices, headings, today, kind: run.kind }
  const read: ReadRow[] = []
  for (const [at, row] of rows.entries()) {
    const one = readRow(row, reader)
    if (!isBlank(one)) read.push(one)
    if (at % TURN === 0) await breathe()
  }
  const columns = columnsOf(choices)
  const plan = planSheet(read, {
    names: namesOf(bodies, entries, places),
    authorityId: run.authorityId,
    columnAt: (column) => columns.get(column) ?? null,
    headings,
    mayWrite: (authorityId) => mayWrite(viewer, { authorityId }),
    isSettled(entryId, field, ours, theirs) {
      const before = settled.get(`${entryId} ${field}`)
      return before !== undefined && before.ours === ours && before.theirs === theirs
    },
    newId,
  })
  return { plan, rows }
}

/** The dry run: what becomes of every row is kept with it. Choices made before stay where the row still asks the same. */
export async function checkImport(work: MapWork, run: SheetImport, stopped = ''): Promise<void> {
  const { tx, viewer } = work
  const { plan, rows } = await planImport(work, run)
  const before = new Map(rows.map((row) => [row.number, row]))
  const key = { associationId: viewer.associationId, mapImportId: run.mapImportId }
  const judged = plan.rows.map((row) => ({ ...storedOf(row), picks: picksKept(row, before.get(row.row)) }))
  await sql`update map_import_row r set outcome = null, entry_id = null, name = '', differences = '[]', problems = '[]', picks = '{}'
    where association_id = ${key.associationId} and map_import_id = ${key.mapImportId} and outcome is not null`.execute(
    tx,
  )
  for (let at = 0; at < judged.length; at += 1000)
    await sql`update map_import_row r
      set outcome = n.outcome, entry_id = n.entry_id, name = n.name, differences = n.differences, problems = n.problems, picks = n.picks
      from jsonb_to_recordset(${JSON.stringify(judged.slice(at, at + 1000))}::jsonb)
        as n (row_number int, outcome text, entry_id uuid, name text, differences jsonb, problems jsonb, picks jsonb)
      where r.association_id = ${key.associationId} and r.map_import_id = ${key.mapImportId} and r.row_number = n.row_number`.execute(
      tx,
    )
  const counts = countPlan(plan.rows, plan.newPlaces.length, plan.newProviders.length)
  await setImport(work, run.mapImportId, { state: 'checked', counts: JSON.stringify(counts), stopped })
}

const storedOf = (row: PlannedRow) => ({
  row_number: row.row,
  outcome: row.outcome,
  entry_id: row.existing?.entryId ?? null,
  name: row.name,
  differences: row.differences,
  problems: row.problems,
})

function picksKept(row: PlannedRow, before: SheetRow | undefined): SheetRow['picks'] {
  if (!before || before.entryId !== (row.existing?.entryId ?? null)) return {}
  return JSON.stringify(sortedKeys(before.differences)) === JSON.stringify(sortedKeys(row.differences))
    ? before.picks
    : {}
}
/** jsonb keeps no order of keys. */
const sortedKeys = (all: PlannedRow['differences']) =>
  all.map(({ field, ours, theirs, settled }) => [field, ours, theirs, settled])

/** Does the dry run still hold? */
export const samePlan = (row: PlannedRow, stored: SheetRow | undefined): boolean =>
  stored !== undefined &&
  stored.outcome === row.outcome &&
  stored.entryId === (row.existing?.entryId ?? null) &&
  JSON.stringify(sortedKeys(stored.differences)) === JSON.stringify(sortedKeys(row.differences))

export const setImport = ({ tx, viewer }: MapWork, id: string, set: Record<string, unknown>) =>
  tx
    .updateTable('mapImport')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('mapImportId', '=', id)
    .execute()
