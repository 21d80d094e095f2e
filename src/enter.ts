import type { AppParts } from './app-parts.ts'
import type { Audit, Look, PublicVisit, Route, Viewer } from './features/access/public.ts'
import { asViewer, hasRole } from './features/access/public.ts'
import { logDenied, logLook, SightEnded } from './features/access/read-log.commands.ts'
import { paths } from './paths.ts'
import type { Db } from './platform/database/db.ts'
import { givingWay } from './platform/database/give-way.ts'
import type { CalendarDay } from './shared/calendar-day.ts'
import { isUuid } from './shared/ids.ts'
import { openVisit } from './visit.ts'

type SignedInRoute = Exclude<Route, { guard: 'public' }>
type Parts = Pick<AppParts, 'db' | 'secret'>

/** May this viewer enter? Everyone else finds nothing there. */
const mayEnter = (route: SignedInRoute, viewer: Viewer): boolean =>
  route.guard === 'signed-in' || hasRole(viewer, ...route.guard)

/**
 * Answers somebody who is signed in: the route's handler in one transaction as the viewer, which stands only where the answer is
 * no refusal. What was looked at is written before anything is shown.
 */
export async function enter(
  { db, secret }: Parts,
  base: PublicVisit,
  route: SignedInRoute,
  viewer: Viewer,
): Promise<Response> {
  const { c, today } = base
  if (!mayEnter(route, viewer)) {
    const absent = await base.notFound()
    absent.headers.set('cache-control', 'no-store')
    return absent
  }
  let effects: (() => Promise<void> | void)[] = []
  let looks: Look[] = []
  let response = await givingWay(async () => {
    let finished: () => Promise<void> = async () => undefined
    const made = await asViewer(
      db,
      viewer,
      today,
      async (tx) => {
        const open = await openVisit(base, route, viewer, tx, secret, base.page, base.notFound)
        effects = open.effects
        looks = open.looks
        const answer = await route.handle(open.visit)
        if (
          answer.status === 200 &&
          route.method === 'get' &&
          route.audit !== 'none' &&
          route.audit !== 'change' &&
          open.looks.length === 0
        )
          throw new Error(`${route.path} showed something without writing it into the read log`)
        finished = open.finished
        return answer
      },
      (answer) => answer.status < 400,
    )
    // Sent before the end of the transaction, answered with it: where a look was not written, nothing stands and nothing is shown.
    await finished()
    return made
  })
  const absent = () => response.status === 404 && ABOUT_PERSONS.some((begins) => route.path.startsWith(begins))
  if (response.status < 400) for (const effect of effects) await effect()
  else if (!absent() && looks.length > 0 && !(await mayStillLook(db, viewer, today, route.audit, looks)))
    response = await base.notFound()
  if (absent()) await logAttempt(db, viewer, today, c.req.param('id'))
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-robots-tag', 'noindex, nofollow')
  return response
}

/** Addresses with the id of a thread or a referral in them. */
const ABOUT_PERSONS = [paths.participants, paths.referrals]

/** Somebody asked for a thread that is absent or not theirs: the attempt stays in the read log, though the page leaves nothing. */
async function logAttempt(db: Db, viewer: Viewer, today: CalendarDay, id: string | undefined): Promise<void> {
  if (isUuid(id)) await asViewer(db, viewer, today, (tx) => logDenied(tx, viewer, id))
}

/**
 * A page that says why something cannot be done, or a form that comes back, shows the person too: the look is written in a
 * transaction of its own. False where the sight ended meanwhile: then nothing is to be shown any more.
 */
async function mayStillLook(
  db: Db,
  viewer: Viewer,
  today: CalendarDay,
  audit: Audit,
  looks: readonly Look[],
): Promise<boolean> {
  const what = audit === 'change' || audit === 'none' ? 'view' : audit
  try {
    await givingWay(() =>
      asViewer(db, viewer, today, async (tx) => {
        for (const look of looks) await logLook(tx, viewer, what, look)
      }),
    )
    return true
  } catch (error) {
    if (error instanceof SightEnded) return false
    throw error
  }
}
