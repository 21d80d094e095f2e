import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/db.ts'

/** A map that everybody may read. `state` names what it says now: whatever is changed of it, it is another. */
export type OpenMap = { associationId: number; name: string; shortName: string; state: string }

/** The maps that are open, for pages where nobody is signed in. */
export async function openMaps(db: Db): Promise<OpenMap[]> {
  const { rows } = await sql<OpenMap>`
    select association_id as "associationId", name, short_name as "shortName", state from open_maps()`.execute(db)
  return rows
}

/** The state of the map that is read in this transaction. */
export async function mapState(tx: Tx): Promise<string> {
  const { rows } = await sql<{ state: string }>`select map_state_now() as state`.execute(tx)
  return rows[0]!.state
}

/** Is the map of this transaction's association open to everybody? */
export async function mapIsPublic(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`select map_is_public() as open`.execute(tx)
  return rows[0]?.open ?? false
}
