import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import { type Db, onOneConnection, type Tx } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { HeldRole, Viewer } from './viewer.ts'

type ViewerRow = {
  userId: string
  name: string
  email: string
  language: Lang
  associationId: number
  demo: boolean
  roles: HeldRole[]
  grantees: number[]
  glass: string[]
  sessionId: string
  colorScheme: Viewer['colorScheme']
}

const ofSession = compileOnce(
  (_db, given: { token: string; today: CalendarDay }) => sql<ViewerRow>`
    select user_id as "userId", name, email, language, association_id as "associationId", demo, roles, grantees, glass, session_id as "sessionId", color_scheme as "colorScheme"
    from viewer_of_session(${given.token}, ${given.today})`,
)

/** The viewer behind a session token on a day; roles are read anew at each request, so leaving a unit ends sight at once. */
export async function viewerOfSession(db: Db, token: string, today: CalendarDay): Promise<Viewer | undefined> {
  const [row] = await ofSession(db, { token, today })
  if (!row) return undefined
  const { language, ...rest } = row
  return { ...rest, lang: language }
}

const UUID = /^[0-9a-f-]{36}$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** The settings the policies read. Written as text into one simple query: everything in it is of a form that cannot hold SQL. */
function settingsOf(viewer: Viewer, today: CalendarDay): string {
  const safe = UUID.test(viewer.userId) && DAY.test(today) && viewer.glass.every((id) => UUID.test(id))
  if (!safe || ![viewer.associationId, ...viewer.grantees].every(Number.isInteger))
    throw new TypeError('viewer of a wrong form')
  return [
    `set local app.association = '${viewer.associationId}'`,
    `set local app.viewer = '${viewer.userId}'`,
    `set local app.grantees = '{${viewer.grantees.join(',')}}'`,
    `set local app.glass = '{${viewer.glass.join(',')}}'`,
    `set local app.today = '${today}'`,
  ].join(';')
}

/**
 * Runs `work` in one transaction as the viewer. `keep` decides from the result whether what was written stays: a page that
 * answers a refusal leaves nothing behind.
 */
export function asViewer<T>(
  db: Db,
  viewer: Viewer,
  today: CalendarDay,
  work: (tx: Tx) => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> {
  const begin = `begin;${settingsOf(viewer, today)}`
  return onOneConnection(db, async (connected, send) => {
    // Not waited for: the first statement of the work follows at once. Where it fails, the policies show and take nothing.
    const begun = send(begin)
    begun.catch(() => undefined)
    let result: T
    try {
      result = await work(connected as Tx)
      await begun
    } catch (error) {
      await send('rollback').catch(() => undefined)
      throw error
    }
    await send(keep(result) ? 'commit' : 'rollback')
    return result
  })
}
