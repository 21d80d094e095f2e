import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { AppParts } from './app-parts.ts'
import { enter } from './enter.ts'
import { isDemo } from './features/access/demo.queries.ts'
import { demoKnown } from './features/access/demo-known.ts'
import type { PageContent, PublicVisit } from './features/access/public.ts'
import { viewerOfSession } from './features/access/public.ts'
import { paths } from './paths.ts'
import { sessionCookieName, sessionToken } from './platform/accounts.ts'
import { pickLanguage } from './platform/i18n/lang.ts'
import { log, withLogFields } from './platform/log.ts'
import { mustBeForm, noNul, readToEnd, takeAtMost } from './request-body.ts'
import { clientAddress, fromHere, withAddress } from './request-origin.ts'
import { routesOf } from './routes.tsx'
import { dayAt } from './shared/calendar-day.ts'
import { newId } from './shared/ids.ts'
import { errorPage, renderPage } from './shell.tsx'
import { FormProblem } from './visit.ts'

const MB = 1024 * 1024

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
      xFrameOptions: 'DENY',
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

  const demoNow = demoKnown(() => isDemo(db), now)

  for (const route of routesOf(parts)) {
    const limit = route.guard === 'public' ? MB : (route.maxBody ?? 2 * MB)
    app.on(
      route.method.toUpperCase(),
      route.path,
      takeAtMost(limit, route.guard === 'public' ? undefined : route.tooLarge),
      async (c) => {
        const today = dayAt(now())
        const [viewer, demo] = await Promise.all([viewerOf(c, today), demoNow()])
        const lang = pickLanguage({
          user: viewer?.lang,
          query: c.req.query('lang'),
          acceptLanguage: c.req.header('accept-language'),
        })
        const page = (content: PageContent) =>
          renderPage({ c, assets, lang: content.lang ?? lang, viewer, secret, demo }, content)
        const base: PublicVisit = {
          c,
          lang,
          today,
          now: now(),
          address: addressOf(c),
          demo,
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
        return enter(parts, base, route, viewer)
      },
    )
  }

  const answer = async (c: Context, kind: Parameters<typeof errorPage>[1], own?: FormProblem['page']) => {
    const lang = pickLanguage({ query: c.req.query('lang'), acceptLanguage: c.req.header('accept-language') })
    const demo = await demoNow()
    return renderPage({ c, assets, lang, viewer: undefined, secret, demo }, own?.(lang) ?? errorPage(lang, kind))
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
