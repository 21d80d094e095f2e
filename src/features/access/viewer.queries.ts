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
  roles: HeldRole[]
  grantees: number[]
  glass: string[]
  sessionId: string
  colorScheme: Viewer['colorScheme']
  bodies: string
}

const ofSession = compileOnce(
  (_db, given: { token: string; today: CalendarDay }) => sql<ViewerRow>`
    select user_id as "userId", name, email, language, association_id as "associationId", roles, grantees, glass, session_id as "sessionId", color_scheme as "colorScheme", bodies
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
export const asViewer = <T>(
  db: Db,
  viewer: Viewer,
  today: CalendarDay,
  work: (tx: Tx) => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> => within(db, `begin;${settingsOf(viewer, today)}`, work, keep)

/**
 * Runs `work` in one transaction in which nobody is signed in and which is at an association whose map is open: it reads what
 * the map shows to everybody, and nothing of any other table. Nothing is kept of what it might write.
 */
export function asVisitor<T>(
  db: Db,
  associationId: number,
  today: CalendarDay,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (!Number.isInteger(associationId) || !DAY.test(today)) throw new TypeError('visitor of a wrong form')
  const begin = `begin read only;set local app.visited = '${associationId}';set local app.today = '${today}'`
  return within(db, begin, work, () => false)
}

/** One transaction, begun by a statement that needs no values. */
function within<T>(db: Db, begin: string, work: (tx: Tx) => Promise<T>, keep: (result: T) => boolean): Promise<T> {
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
