import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'

export type WayOfWorking = 'sequential' | 'parallel'

/** A team in figures: nobody can be told from them. */
export type TeamLoad = {
  unitId: number
  name: string
  authorityName: string
  wayOfWorking: WayOfWorking | null
  /** Places; null where the team has not said. */
  capacity: number | null
  phone: string | null
  active: number
  /** In the queue. */
  waiting: number
  /** Median of calendar days from sent to intake, of those still waiting to today; null below three people. */
  waitingDays: number | null
}

/** The teams of the association, by name, with what a referrer needs to know to choose (function `team_load`). */
export async function teamLoads(tx: Tx): Promise<TeamLoad[]> {
  const { rows } = await sql<TeamLoad>`
    select unit_id as "unitId", name, authority_name as "authorityName", way_of_working as "wayOfWorking", capacity, phone, active, waiting,
      waiting_days as "waitingDays" from team_load()`.execute(tx)
  return rows
}
