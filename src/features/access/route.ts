import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Tx } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Result } from '../../shared/result.ts'
import type { Look, LookKind } from './read-log.commands.ts'
import type { Role, Viewer } from './viewer.ts'

/** Who may enter: everyone, everyone signed in, or holders of one of these roles. Everyone else gets what is absent (404). */
export type Guard = 'public' | 'signed-in' | readonly Role[]

/**
 * What is left behind of a visit: a kind of look in the read log, `change` (the command's own event), or `none` where the
 * page shows nothing about a participant. Declared for every route, checked by the composition root at every answer.
 */
export type Audit = LookKind | 'change' | 'none'

/** What a page shows; the shell around it (navigation, language, banner) is put on by the composition root. */
export type PageContent = {
  title: string
  /** Where the page has a language of its own: an invitation in the language of the invited. */
  lang?: Lang
  body: Child
  /** The navigation item this page belongs to. */
  section?: 'today' | 'participants' | 'referrals' | 'map' | 'survey' | 'admin'
  /** An error page of a form: the title begins with "Fel:". */
  failed?: boolean
  /** Names of the islands the page needs, e.g. `upload.island`. */
  islands?: readonly string[]
  status?: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503
  /** Shown to somebody else than who may be signed in on this device: no ways, no account, nothing to choose but what is on the page. */
  alone?: boolean
  /** A wide page (the thread, tables), or a narrow one (forms, reading). */
  wide?: boolean
  narrow?: boolean
}

/** A visit to a public page. */
export type PublicVisit = {
  c: Context
  /** Who is signed in, where somebody is. */
  viewer?: Viewer | undefined
  lang: Lang
  today: CalendarDay
  now: Date
  /** The network address the visit comes from; attempts to sign in are counted by it. */
  address: string
  /** The database was seeded as a demo: every page says so. */
  demo: boolean
  page(content: PageContent): Response | Promise<Response>
  notFound(): Response | Promise<Response>
}

/** Hidden fields every form carries: against forgery, and so that a form sent twice counts once. */
export type FormKeys = { token: string; key: string }

/** A visit by somebody signed in: one transaction, as this viewer. */
export type Visit = Omit<PublicVisit, 'viewer'> & {
  viewer: Viewer
  tx: Tx
  /** Fresh hidden fields for a form on the page. */
  keys(): FormKeys
  /** The form sent, as text fields (several of one name: the last; see `all`). Its token is already checked. */
  form: Record<string, string>
  all(field: string): string[]
  file(field: string): File | undefined
  /**
   * Writes the look into the read log; a route with an audit kind must call it before it answers 200. A form that comes back
   * refused calls it too: that look is written after everything else was taken back.
   */
  saw(look: Look): Promise<void>
  /** Runs a command once for a form key and goes to the place it returns; a second send goes to the same place. */
  submit(run: () => Promise<Result<string>>): Promise<Submitted>
  /** After the transaction is committed; for effects outside the database. */
  afterCommit(effect: () => Promise<void> | void): void
}

/** Done: the redirect to send. Refused: nothing was written, and the page says why. */
export type Submitted = { done: Response } | { refused: Extract<Result<string>, { ok: false }>['refusal'] }

export type Route =
  | {
      method: 'get' | 'post'
      path: string
      guard: 'public'
      audit: 'none'
      handle(visit: PublicVisit): Response | Promise<Response>
    }
  | {
      method: 'get' | 'post'
      path: string
      guard: Exclude<Guard, 'public'>
      audit: Audit
      /** Largest body in bytes; 1 MB (a long note) unless said. */
      maxBody?: number
      /** What is answered to a larger one; the general page for it unless said. */
      tooLarge?(lang: Lang): PageContent
      handle(visit: Visit): Response | Promise<Response>
    }
