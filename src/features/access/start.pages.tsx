import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Db } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { demoAccounts } from './demo.queries.ts'
import type { Route } from './route.ts'
import { DemoStart } from './start.view.tsx'
import { startTexts } from './texts/start.ts'

/** The picture of an example thread; given by the composition root, since access knows no thread. */
export type ExamplePicture = (lang: Lang, today: CalendarDay) => Child

/** The front page: of a demo, what it is and its roles; of a real installation, the way to signing in. */
export function startRoutes({ db, examplePicture }: { db: Db; examplePicture: ExamplePicture }): Route[] {
  return [
    {
      method: 'get',
      path: paths.start,
      guard: 'public',
      audit: 'none',
      async handle({ c, lang, page, viewer, today }) {
        if (viewer) return c.redirect(paths.today, 303)
        const accounts = await demoAccounts(db)
        if (accounts.length === 0) return c.redirect(paths.signIn, 303)
        return page({
          title: startTexts(lang)('start.title'),
          body: <DemoStart lang={lang} accounts={accounts} picture={examplePicture(lang, today)} />,
          wide: true,
        })
      },
    },
  ]
}
