import { sql } from 'kysely'
import { insertMany } from '../../../platform/database/insert-many.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { createEntries } from '../entry.commands.ts'
import { EMPTY_FACTS, type EntryFacts } from '../entry.ts'
import { changeEntries } from '../entry-bulk.commands.ts'
import { createPlaces } from '../place.commands.ts'
import type { MapWork } from '../work.ts'
import { checkImport, planImport, samePlan, setImport } from './sheet-check.commands.ts'
import { fieldText } from './sheet-field.ts'
import { enterImport } from './sheet-import.commands.ts'
import type { SheetRow } from './sheet-import.queries.ts'
import { asks } from './sheet-import.ts'
import { decided, type PlannedRow, type SheetPlan } from './sheet-plan.ts'

type Decided = { planned: PlannedRow; facts: EntryFacts; stored: SheetRow | undefined }

/**
 * Brings a checked sheet into the map: everything, or nothing. `rest` says which words stay where nothing was chosen. Where the
 * map has changed since the dry run nothing is written: it is done again, and the person looks again.
 */
export async function writeImport(
  work: MapWork,
  id: string,
  rest: 'theirs' | 'ours' | undefined,
): Promise<Result<string>> {
  const entered = await enterImport(work, id, 'write')
  if (!entered.ok) return entered
  const run = entered.value
  const { plan, rows } = await planImport(work, run)
  const stored = new Map(rows.map((row) => [row.number, row]))
  if (!plan.rows.every((row) => samePlan(row, stored.get(row.row)))) {
    await checkImport(work, run, 'changed')
    return ok(id)
  }
  const unanswered = plan.rows.some((row) => asks(row) && Object.keys(stored.get(row.row)?.picks ?? {}).length === 0)
  if (unanswered && !rest) return refuse({ kind: 'invalid', fields: { rest: 'choose' } })
  const all = plan.rows
    .filter(({ outcome }) => outcome === 'new' || outcome === 'differs')
    .map((planned): Decided => {
      const row = stored.get(planned.row)
      return { planned, stored: row, facts: decided(planned, row?.picks ?? {}, rest ?? 'ours') }
    })
  const written = await writeAll(work, id, plan, all)
  if (!written.ok) return written
  await keepChoices(work, id, plan, all)
  const counts = { ...run.counts, ...written.value }
  const { today } = work
  await setImport(work, id, { state: 'done', file: null, doneOn: today, counts: JSON.stringify(counts), stopped: '' })
  return ok(id)
}

async function writeAll(
  work: MapWork,
  batchId: string,
  plan: SheetPlan,
  all: readonly Decided[],
): Promise<Result<{ created: number; changed: number; places: number; providers: number }>> {
  const source = { batchId, verified: false }
  const named = new Set(all.flatMap(({ facts }) => facts.placeIds))
  const wanted = plan.newPlaces.filter((one) => named.has(one.placeId))
  const placed = await createPlaces(
    work,
    wanted.map(({ placeId: _, ...facts }) => facts),
  )
  if (!placed.ok) return placed
  const places = new Map(wanted.map(({ placeId }, at) => [placeId, placed.value[at]!]))
  const onPlaces = (facts: EntryFacts): EntryFacts => ({
    ...facts,
    placeIds: facts.placeIds.map((one) => places.get(one) ?? one),
  })
  const needed = new Set(all.map(({ facts }) => facts.providerId))
  const providers = plan.newProviders
    .filter((one) => needed.has(one.entryId))
    .map(({ entryId, name, authorityId }) => ({
      ...EMPTY_FACTS,
      kind: 'provider' as const,
      entryId,
      name,
      authorityId,
    }))
  const fresh = all
    .filter(({ planned }) => !planned.existing)
    .map(({ planned, facts }) => ({ ...onPlaces(facts), entryId: planned.entryId ?? undefined }))
  const made = await createEntries(work, [...providers, ...fresh], source)
  if (!made.ok) return made
  const written = await changeEntries(
    work,
    all.flatMap(({ planned, facts }) =>
      planned.existing ? [{ entry: planned.existing, facts: onPlaces(facts) }] : [],
    ),
    source,
  )
  if (!written.ok) return written
  return ok({ created: fresh.length, changed: written.value, places: places.size, providers: providers.length })
}

/** Where the map's words stayed, or both: the same sheet again does not ask about them. */
async function keepChoices(
  { tx, viewer }: MapWork,
  mapImportId: string,
  plan: SheetPlan,
  all: readonly Decided[],
): Promise<void> {
  const { associationId } = viewer
  const rows = all.flatMap(({ planned, facts }) =>
    planned.differences
      .filter(({ settled, fills }) => !settled && !fills)
      .map(({ field, theirs }) => ({ field, theirs, ours: fieldText(field, facts, plan.names) }))
      .filter(({ theirs, ours }) => theirs !== ours)
      .map((one) => ({ associationId, mapImportId, entryId: planned.existing?.entryId ?? '', ...one })),
  )
  if (rows.length === 0) return
  await sql`delete from map_sheet_choice c
    using unnest(${rows.map((row) => row.entryId)}::uuid[], ${rows.map((row) => row.field)}::text[]) n (entry_id, field)
    where c.association_id = ${associationId} and c.entry_id = n.entry_id and c.field = n.field`.execute(tx)
  await insertMany(tx, 'mapSheetChoice', rows)
}
