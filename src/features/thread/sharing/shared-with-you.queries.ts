import { sql } from 'kysely'
import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Viewer } from '../../access/public.ts'

/** Somebody of whom a disclosure opens something to the viewer; the name is empty for a protected identity. */
export type SharedPerson = { threadId: string; name: string; protected: boolean; until: CalendarDay }

const MOST = 12

const shared = compileOnce(
  (_db, { associationId }: { associationId: number }) => sql<SharedPerson>`
    select w.thread_id as "threadId", w.until, i.protection <> 'none' as protected,
      case when i.protection = 'none' then i.given_name || ' ' || i.family_name else '' end as name
    from threads_shared() w join participant_identity i on i.association_id = ${associationId} and i.thread_id = w.thread_id
    order by w.until, i.name_key, w.thread_id limit ${MOST + 1}`,
)

/** People shared with the viewer and not of the own units, what ends first before the others. `more`: there are others on the list of participants. */
export async function sharedWithViewer(tx: Tx, viewer: Viewer): Promise<{ people: SharedPerson[]; more: boolean }> {
  const rows = await shared(tx, { associationId: viewer.associationId })
  return { people: rows.slice(0, MOST), more: rows.length > MOST }
}
