import { headingsOf } from '../../../platform/spreadsheet/layout.ts'
import { readTable } from '../../../platform/spreadsheet/read.ts'
import { day } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { somePlace } from '../entry.build.ts'
import type { Entry, EntryFacts } from '../entry.ts'
import type { Place } from '../place.ts'
import { columnsOf } from './sheet-column.ts'
import { guessColumns, guessLayout } from './sheet-heading.ts'
import { namesOf } from './sheet-names.ts'
import { type Planner, planSheet } from './sheet-plan.ts'
import { isBlank, readRow } from './sheet-row.ts'

export const today = day('2026-11-02')
export const bodies = {
  authorities: [
    { authorityId: 1, kind: 'municipality' as const, name: 'Norrby kommun' },
    { authorityId: 2, kind: 'region' as const, name: 'Region Norr' },
  ],
  units: [{ unitId: 10, authorityId: 1, kind: 'team' as const, name: 'Teamet', phone: null, active: true }],
}
export const place = (name: string): Place => ({ ...somePlace({ name }), placeId: newId(), version: 1 })
export const entry = (facts: EntryFacts, places: Place[] = []): Entry => ({
  ...facts,
  entryId: newId(),
  placeIds: places.map((one) => one.placeId),
  places,
  verifiedOn: null,
  verifiedBy: null,
  createdOn: today,
  changedAt: '2026-11-01T00:00:00Z',
  version: 1,
})

/** What becomes of a file on a map of these entries, headings and columns guessed; the municipality (1) writes. */
export async function plan(bytes: Uint8Array, entries: Entry[], options: Partial<Planner> & { sheet?: string } = {}) {
  const table = await readTable(bytes, 'karta.csv', { fillMerged: true, sheet: options.sheet })
  if (!table.ok) throw new Error(table.problem)
  const all = table.value.rows
  const { from, depth } = guessLayout(all.slice(0, 200).map((row) => row.cells))
  const headings = headingsOf(all.slice(from, from + depth).map((row) => row.cells))
  const choices = guessColumns(headings)
  const at = columnsOf(choices)
  const reader = { choices, headings, today, kind: 'intervention' as const }
  const rows = all
    .slice(from + depth)
    .map((row) => readRow(row, reader))
    .filter((row) => !isBlank(row))
  const names = namesOf(
    bodies,
    entries,
    entries.flatMap((one) => one.places),
  )
  return {
    choices,
    ...planSheet(rows, {
      names,
      authorityId: 1,
      columnAt: (column) => at.get(column) ?? null,
      headings,
      mayWrite: (authorityId) => authorityId === 1,
      isSettled: () => false,
      newId,
      ...options,
    }),
  }
}
export const csv = (text: string): Uint8Array => new TextEncoder().encode(text)
