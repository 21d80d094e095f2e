import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { aboutRoutes } from './features/access/about.pages.tsx'
import { accountRoutes } from './features/access/account.pages.tsx'
import { adminRoutes } from './features/access/admin.pages.tsx'
import { ownAccountRoutes } from './features/access/own-account.pages.tsx'
import { passkeyRoutes } from './features/access/passkey.pages.tsx'
import type { Audit, Look, PageContent, PublicVisit, Route, Viewer } from './features/access/public.ts'
import { asViewer, hasRole, viewerOfSession } from './features/access/public.ts'
import { logDenied, logLook } from './features/access/read-log.commands.ts'
import { signInRoutes } from './features/access/sign-in.pages.tsx'
import { startRoutes } from './features/access/start.pages.tsx'
import { welcomeRoutes } from './features/access/welcome.pages.tsx'
import { comparisonRoutes } from './features/map/comparison.pages.tsx'
import { coverageRoutes } from './features/map/coverage.pages.tsx'
import { entryRoutes } from './features/map/entry.pages.tsx'
import { entryFormRoutes } from './features/map/entry-form.pages.tsx'
import { entryListRoutes } from './features/map/entry-list.pages.tsx'
import { entryStatusRoutes } from './features/map/entry-status.pages.tsx'
import { findRoutes } from './features/map/find.pages.tsx'
import { hsdsRoutes } from './features/map/hsds.pages.tsx'
import { neighbourRoutes } from './features/map/neighbour.pages.tsx'
import { overviewRoutes } from './features/map/overview.pages.tsx'
import { placeRoutes } from './features/map/place.pages.tsx'
import { qualityRoutes } from './features/map/quality.pages.tsx'
import { reviewRoutes } from './features/map/review.pages.tsx'
import { reviewRowRoutes } from './features/map/review-rows.pages.tsx'
import { sheetImportRoutes } from './features/map/sheet-import.pages.tsx'
import { sheetOutRoutes } from './features/map/sheet-out.pages.ts'
import { viewsRoutes } from './features/map/views.pages.tsx'
import { wayChartRoutes } from './features/map/way-chart.pages.tsx'
import { personRoutes } from './features/survey/round/person.pages.tsx'
import { personAddRoutes } from './features/survey/round/person-add.pages.tsx'
import { ratingRoutes } from './features/survey/round/rating.pages.tsx'
import { roundRoutes } from './features/survey/round/round.pages.tsx'
import { roundFormRoutes } from './features/survey/round/round-form.pages.tsx'
import { entryUses } from './features/thread/entry-use.queries.ts'
import { exportRoutes } from './features/thread/export.pages.tsx'
import { importRoutes } from './features/thread/import/import.pages.tsx'
import { participantRoutes } from './features/thread/participant.pages.tsx'
import { ExampleThread } from './features/thread/picture/example.view.tsx'
import { intakeRoutes } from './features/thread/referral/intake.pages.tsx'
import { newcomerRoutes } from './features/thread/referral/newcomer.pages.tsx'
import { queueRoutes } from './features/thread/referral/queue.pages.tsx'
import { queueActionRoutes } from './features/thread/referral/queue-action.pages.tsx'
import { referralRoutes } from './features/thread/referral/referral.pages.tsx'
import { referralActionRoutes } from './features/thread/referral/referral-action.pages.tsx'
import { referralDraftRoutes } from './features/thread/referral/referral-draft.pages.tsx'
import { referralListRoutes } from './features/thread/referral/referral-list.pages.tsx'
import { referralSendRoutes } from './features/thread/referral/referral-send.pages.tsx'
import { searchRoutes } from './features/thread/search.pages.tsx'
import { consentRoutes } from './features/thread/sharing/consent.pages.tsx'
import { consentPaperRoutes } from './features/thread/sharing/consent-paper.pages.tsx'
import { consentPreviewRoutes } from './features/thread/sharing/consent-preview.pages.tsx'
import { glassRoutes } from './features/thread/sharing/glass.pages.tsx'
import { protectionRoutes } from './features/thread/sharing/protection.pages.tsx'
import { readsRoutes } from './features/thread/sharing/reads.pages.tsx'
import { sharingRoutes } from './features/thread/sharing/sharing.pages.tsx'
import { teamRooms } from './features/thread/team-room.queries.ts'
import { threadRoutes } from './features/thread/thread.pages.tsx'
import { todayRoutes } from './features/thread/today.pages.tsx'
import { appointmentRoutes } from './features/thread/work/appointment.pages.tsx'
import { entryTracks } from './features/thread/work/entry-track.queries.ts'
import { unitSteps } from './features/thread/work/unit-step.queries.ts'
import { workRoutes } from './features/thread/work/work.pages.tsx'
import { paths } from './paths.ts'
import { type Accounts, sessionCookieName, sessionToken } from './platform/accounts.ts'
import type { Assets } from './platform/assets.ts'
import type { Db } from './platform/database/db.ts'
import { givingWay } from './platform/database/give-way.ts'
import { pickLanguage } from './platform/i18n/lang.ts'
import { log, withLogFields } from './platform/log.ts'
import { mustBeForm, noNul, readToEnd, takeAtMost } from './request-body.ts'
import { type CalendarDay, dayAt } from './shared/calendar-day.ts'
import { isUuid, newId } from './shared/ids.ts'
import { errorPage, renderPage } from './shell.tsx'
import { surveyPeople } from './survey-people.ts'
import { FormProblem, openVisit } from './visit.ts'

export type AppParts = {
  db: Db
  accounts: Accounts
  assets: Assets
  /** The clock; a test may set it. */
  now: () => Date
  origin: string
  secret: string
  /** How many proxies of our own stand before the program; each adds where a request came from to X-Forwarded-For. */
  proxies?: number
  /** The machine itself may be a neighbour of the map: for tests. */
  loopback?: boolean
  /** What stands before the pages: built files, compression. Not in tests in memory. */
  before?: (app: Hono) => void
}

const MB = 1024 * 1024

/** All routes of the product, in the order of the features. */
export const routesOf = (
  parts: Pick<AppParts, 'db' | 'accounts' | 'origin' | 'secret' | 'assets' | 'loopback'>,
): Route[] => [
  ...startRoutes({ ...parts, examplePicture: (lang, today) => <ExampleThread lang={lang} today={today} /> }),
  ...aboutRoutes(parts),
  ...signInRoutes(parts),
  ...accountRoutes(parts),
  ...ownAccountRoutes(parts),
  ...passkeyRoutes,
  ...welcomeRoutes(parts),
  ...adminRoutes(parts),
  ...findRoutes({ ...parts, measures: teamRooms }),
  ...neighbourRoutes(parts),
  ...hsdsRoutes({ ...parts, measures: teamRooms }),
  ...todayRoutes,
  // Names of files before the addresses of imports.
  ...sheetOutRoutes,
  ...sheetImportRoutes,
  ...reviewRoutes,
  ...reviewRowRoutes,
  ...entryListRoutes({ measures: teamRooms }),
  ...entryRoutes({ measures: teamRooms, running: entryTracks }),
  ...overviewRoutes,
  ...viewsRoutes,
  ...wayChartRoutes({ steps: unitSteps }),
  ...comparisonRoutes,
  ...coverageRoutes({ measures: teamRooms }),
  ...entryFormRoutes,
  ...entryStatusRoutes,
  ...placeRoutes,
  ...qualityRoutes({ measures: teamRooms, uses: entryUses }),
  ...roundFormRoutes,
  ...roundRoutes,
  ...personAddRoutes({ unitPeople: surveyPeople }),
  ...personRoutes,
  ...ratingRoutes,
  // Before the thread's own addresses, which begin in the same way.
  ...importRoutes(parts),
  ...participantRoutes,
  ...searchRoutes,
  ...referralListRoutes,
  ...newcomerRoutes,
  ...referralDraftRoutes,
  ...referralSendRoutes,
  ...referralActionRoutes,
  ...appointmentRoutes,
  ...intakeRoutes,
  ...referralRoutes,
  ...queueRoutes,
  ...queueActionRoutes,
  ...threadRoutes,
  ...workRoutes,
  ...sharingRoutes,
  ...consentRoutes,
  ...consentPreviewRoutes,
  ...consentPaperRoutes,
  ...readsRoutes,
  ...glassRoutes,
  ...protectionRoutes,
  ...exportRoutes,
]

/** May this viewer enter? Everyone else finds nothing there. */
const mayEnter = (route: Route, viewer: Viewer): boolean =>
  route.guard === 'public' || route.guard === 'signed-in' || hasRole(viewer, ...route.guard)

export function createApp(parts: AppParts): Hono {
  const { db, assets, now, secret } = parts
  const app = new Hono()
  parts.before?.(app)
  const cookie = sessionCookieName(parts.origin)

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      crossOriginEmbedderPolicy: false,
      strictTransportSecurity: parts.origin.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    }),
  )

  app.use((_c, next) => withLogFields({ requestId: newId() }, next))
  app.use(readToEnd, noNul)

  app.get(paths.health, async (c) => {
    try {
      await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute()
      return c.json({ status: 'ok', time: now().toISOString() })
    } catch {
      return c.json({ status: 'database' }, 503)
    }
  })

  const addressOf = (c: Context): string => clientAddress(c, parts.proxies ?? 0)
  app.on(['GET', 'POST'], '/api/auth/*', takeAtMost(MB / 8), (c) =>
    parts.accounts.handler(withAddress(c, addressOf(c))),
  )

  const viewerOf = async (c: Context, today: ReturnType<typeof dayAt>) => {
    const token = sessionToken(c.req.header('cookie'), cookie, secret)
    return token ? viewerOfSession(db, token, today) : undefined
  }

  for (const route of routesOf(parts)) {
    const limit = route.guard === 'public' ? MB : (route.maxBody ?? 2 * MB)
    app.on(
      route.method.toUpperCase(),
      route.path,
      takeAtMost(limit, route.guard === 'public' ? undefined : route.tooLarge),
      async (c) => {
        const today = dayAt(now())
        const viewer = await viewerOf(c, today)
        const lang = pickLanguage({
          user: viewer?.lang,
          query: c.req.query('lang'),
          acceptLanguage: c.req.header('accept-language'),
        })
        const page = (content: PageContent) =>
          renderPage({ c, assets, lang: content.lang ?? lang, viewer, secret, demo: viewer?.demo ?? false }, content)
        const base: PublicVisit = {
          c,
          lang,
          today,
          now: now(),
          address: addressOf(c),
          page,
          notFound: () => page(errorPage(lang, 'not-found')),
        }
        if (route.method === 'post' && !fromHere(c, parts.origin)) throw new FormProblem('forged')
        if (route.guard === 'public') {
          if (route.method === 'post') await mustBeForm(c)
          const answer = await route.handle({ ...base, viewer })
          // A page that is the same for everybody says so itself.
          if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'private, no-cache')
          return answer
        }
        if (!viewer)
          return route.method === 'get'
            ? c.redirect(`${paths.signIn}?till=${encodeURIComponent(c.req.path)}`, 303)
            : c.redirect(paths.signIn, 303)
        if (!mayEnter(route, viewer)) {
          const absent = await base.notFound()
          absent.headers.set('cache-control', 'no-store')
          return absent
        }

        let effects: (() => Promise<void> | void)[] = []
        let looks: Look[] = []
        const response = await givingWay(async () => {
          let finished: () => Promise<void> = async () => undefined
          const made = await asViewer(
            db,
            viewer,
            today,
            async (tx) => {
              const open = await openVisit(base, route, viewer, tx, secret, page, base.notFound)
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
        if (response.status < 400) for (const effect of effects) await effect()
        else if (response.status === 404 && ABOUT_PERSONS.some((begins) => route.path.startsWith(begins)))
          await logAttempt(parts, viewer, today, c.req.param('id'))
        else if (looks.length > 0) await logRefusedLooks(parts, viewer, today, route.audit, looks)
        response.headers.set('cache-control', 'no-store')
        response.headers.set('x-robots-tag', 'noindex, nofollow')
        return response
      },
    )
  }

  const answer = (c: Context, kind: Parameters<typeof errorPage>[1], own?: FormProblem['page']) => {
    const lang = pickLanguage({ query: c.req.query('lang'), acceptLanguage: c.req.header('accept-language') })
    return renderPage({ c, assets, lang, viewer: undefined, secret, demo: false }, own?.(lang) ?? errorPage(lang, kind))
  }
  app.notFound(async (c) => {
    const absent = await answer(c, 'not-found')
    // What somebody signed in was refused is nobody's to keep.
    absent.headers.set('cache-control', 'no-store')
    return absent
  })
  app.onError((error, c) => {
    if (error instanceof FormProblem) return answer(c, error.kind, error.page)
    if (error instanceof HTTPException && error.status < 500) return answer(c, 'broken')
    log.error('request failed', { path: c.req.routePath, error })
    return answer(c, isDatabaseDown(error) ? 'database' : 'bug')
  })
  return app
}

/** Addresses with the id of a thread or a referral in them. */
const ABOUT_PERSONS = [paths.participants, paths.referrals]

/** Somebody asked for a thread that is absent or not theirs: the attempt stays in the read log, though the page leaves nothing. */
async function logAttempt({ db }: AppParts, viewer: Viewer, today: CalendarDay, id: string | undefined): Promise<void> {
  if (isUuid(id)) await asViewer(db, viewer, today, (tx) => logDenied(tx, viewer, id))
}

/** A page that says why something cannot be done, or a form that comes back, has shown the person too: the look stays. */
async function logRefusedLooks(
  { db }: AppParts,
  viewer: Viewer,
  today: CalendarDay,
  audit: Audit,
  looks: readonly Look[],
): Promise<void> {
  const what = audit === 'change' || audit === 'none' ? 'view' : audit
  await asViewer(db, viewer, today, async (tx) => {
    for (const look of looks) await logLook(tx, viewer, what, look)
  })
}

/** A form is sent from our own pages: by Origin, or by Sec-Fetch-Site where a browser leaves Origin out. */
function fromHere(c: Context, origin: string): boolean {
  const sent = c.req.header('origin')
  if (sent && sent !== 'null') return sent === origin || new URL(c.req.url).origin === sent
  return c.req.header('sec-fetch-site') === 'same-origin'
}

/** Lost connections (the database restarts) are told apart from bugs: the form can be sent again. */
const isDatabaseDown = (error: unknown): boolean => {
  const code = (error as { code?: string }).code ?? ''
  return (
    /^(08|57P|53300|ECONN|EPIPE|ENOENT)/.test(code) ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(
      String(error),
    )
  )
}

/**
 * Where a request comes from: the socket's other end, or what the outermost of our own proxies saw there. What a request says
 * of itself beyond that does not count.
 */
function clientAddress(c: Context, proxies: number): string {
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
  const seen = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  const outermost = proxies > 0 ? seen.at(-proxies) : undefined
  return outermost || socket?.remoteAddress || '127.0.0.1'
}

/** The account library counts requests by address. */
function withAddress(c: Context, address: string): Request {
  const request = new Request(c.req.raw)
  request.headers.set('x-real-client', address)
  return request
}
