import { paths } from '../../paths.ts'
import { sessionCookieName } from '../../platform/accounts.ts'
import { LANGS } from '../../platform/i18n/lang.ts'
import type { Route } from './route.ts'
import { safeTarget } from './target.ts'

/** What the signed-in user does with the own account. */
export const accountRoutes = ({ origin }: { origin: string }): Route[] => [
  {
    method: 'post',
    path: paths.signOut,
    guard: 'signed-in',
    audit: 'none',
    async handle({ tx, viewer, c, form }) {
      const sessions = tx.deleteFrom('accountSession').where('userId', '=', viewer.userId)
      await (form.everywhere ? sessions : sessions.where('id', '=', viewer.sessionId)).execute()
      const name = sessionCookieName(origin)
      const secure = name.startsWith('__Secure-') ? '; Secure' : ''
      c.header('set-cookie', `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`)
      return c.redirect(paths.start, 303)
    },
  },
  {
    method: 'post',
    path: paths.language,
    guard: 'signed-in',
    audit: 'none',
    async handle({ tx, viewer, c, form }) {
      const language = LANGS.find((one) => one === form.language)
      if (language) await tx.updateTable('accountUser').set({ language }).where('id', '=', viewer.userId).execute()
      return c.redirect(safeTarget(form.till), 303)
    },
  },
]
