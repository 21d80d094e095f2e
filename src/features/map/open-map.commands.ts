import { sql } from 'kysely'
import { ok, type Result, refuse } from '../../shared/result.ts'
import type { MapWork } from './work.ts'

/** Opens the association's map to everybody, or closes it; the keeper's to decide. */
export async function setMapPublic({ tx }: MapWork, open: boolean): Promise<Result<boolean>> {
  const { rows } = await sql<{ done: boolean }>`select set_map_public(${open}) as done`.execute(tx)
  return rows[0]?.done ? ok(open) : refuse({ kind: 'not-allowed', reason: 'notYours' })
}
