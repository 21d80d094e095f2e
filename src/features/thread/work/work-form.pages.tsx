import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { mergeStale, openedValues, type Values } from '../../../platform/form/stale-form.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Refusal, Result } from '../../../shared/result.ts'
import { CASE_ROLES, groundOf, type PageContent, type Route, type Visit } from '../../access/public.ts'
import { workTexts } from '../texts/work.ts'
import type { WorkAction } from '../thread.access.ts'
import { mayEnter, type Typed, type Work } from './work.commands.ts'
import { type WorkThread, workThread } from './work.queries.ts'
import { problemText, RefusedView, type Shown, WorkFormView } from './work-form.view.tsx'

export type { Values }

/** A form opened on a thread, and on one of its rows where the address names one. */
export type Opened = { work: Work; thread: WorkThread; lang: Lang; rowId: string; visit: Visit }

export type FieldsProps<Data> = {
  data: Data
  lang: Lang
  opened: Opened
  /** The text of a field, as typed or as it stands. */
  value(name: string): string
  /** All texts of a field that can be sent several times. */
  values(name: string): string[]
  /** What is wrong with a field, in words. */
  error(name: string): string | undefined
}

export type WorkForm<Data> = {
  /** The address as a pattern; `action` tells who may enter and when. */
  at: string
  action: WorkAction
  /** What the form needs to be shown. Refuses where the row is absent or in a state in which this cannot be done. */
  load(opened: Opened): Promise<Result<Data>>
  /** What the fields hold when the form is opened. */
  initial(data: Data, opened: Opened): Values
  /** Hidden facts of the row the form was opened on, so that a stale form is known. */
  hidden?(data: Data): Record<string, string | number>
  /** The fields in words, in the order of the page. */
  shown(values: Values, opened: Opened, data?: Data): Shown[]
  words(data: Data, opened: Opened): { title: Child; name: string; lead?: Child; submit: string; danger?: boolean }
  before?(data: Data, opened: Opened): Child
  view(props: FieldsProps<Data>): Child
  /** Runs the command; gives the address to go on to. */
  send(work: Work, threadId: string, rowId: string, typed: Typed, visit: Visit): Promise<Result<string>>
  /** Where "back" leads; the thread unless said. */
  back?(opened: Opened): { href: string; text?: string }
  long?: boolean
  /** Islands the form needs. */
  islands?: readonly string[]
  /** Fields that are sent several times; their texts stand in `Values` with blanks between. */
  several?: readonly string[]
  maxBody?: number
}

const STATUS = { invalid: 422, stale: 409, conflict: 409, 'not-allowed': 403, 'not-found': 404 } as const

async function open(visit: Visit): Promise<Opened | undefined> {
  const threadId = visit.c.req.param('id') ?? ''
  const rowId = visit.c.req.param('row') ?? ''
  if (visit.c.req.param('row') !== undefined && !isUuid(rowId)) return undefined
  const thread = await workThread(visit.tx, visit.viewer, threadId)
  return thread && { work: visit, thread, lang: visit.lang, rowId, visit }
}

const saw = (visit: Visit, { threadId, acl }: WorkThread): Promise<void> =>
  visit.saw({ threadId, ground: groundOf(visit.viewer, threadId, acl) })

/** The two routes of a form: shown, and sent. Everything a form has in common is decided here. */
export function workForm<Data>(form: WorkForm<Data>): Route[] {
  const backOf = (opened: Opened) => form.back?.(opened) ?? { href: paths.thread(opened.thread.threadId) }

  const typedIn = (visit: Visit): Values => ({
    ...visit.form,
    ...Object.fromEntries((form.several ?? []).map((name) => [name, visit.all(name).join(' ')])),
  })

  /** A form that changes a row remembers what stood in it, so that two changes can be told apart. Not texts of any length. */
  const remembered = (initial: Values): string | undefined =>
    form.hidden && !form.long ? JSON.stringify(initial) : undefined

  /** What the fields hold in the answer; where somebody else was faster also what each of the two changed. */
  const answered = (visit: Visit, opened: Opened, data: Data, initial: Values, refusal: Refusal | undefined) => {
    if (!refusal) return { values: initial }
    const typed = typedIn(visit)
    if (refusal.kind !== 'stale') return { values: typed }
    const before = openedValues(visit.form._opened)
    const fields = Object.fromEntries(
      Object.entries(typed).filter(([name]) => !name.startsWith('_') && name !== 'version'),
    )
    const merged = before ? mergeStale(before, fields, initial) : { values: typed, mine: undefined, theirs: undefined }
    const of = (values: Values, names: readonly string[] | undefined) =>
      form.shown(values, opened, data).filter((one) => names === undefined || names.includes(one.name))
    return { values: merged.values, versions: { theirs: of(initial, merged.theirs), yours: of(typed, merged.mine) } }
  }

  const page = async (visit: Visit, opened: Opened, refusal?: Refusal): Promise<Response> => {
    const { thread, lang } = opened
    const loaded = await form.load(opened)
    const content: Partial<PageContent> = {
      section: 'participants',
      narrow: true,
      ...(form.islands ? { islands: form.islands } : {}),
      status: refusal ? STATUS[refusal.kind] : 200,
    }
    const common = { lang, thread, back: backOf(opened) }
    if (!loaded.ok) return refusedPage(visit, opened, loaded.refusal)
    const data = loaded.value
    const initial = form.initial(data, opened)
    const { values, versions } = answered(visit, opened, data, initial, refusal)
    const { title, name, lead, submit, danger } = form.words(data, opened)
    const problems = refusal?.kind === 'invalid' ? refusal.fields : {}
    const keys = visit.keys()
    const t = workTexts(lang)
    return visit.page({
      ...content,
      title: name,
      failed: refusal !== undefined,
      body: (
        <WorkFormView
          {...common}
          title={title}
          lead={lead}
          done={refusal ? undefined : visit.c.req.query('klart')}
          action={visit.c.req.path}
          hidden={{ _token: keys.token, _key: keys.key, ...form.hidden?.(data), _opened: remembered(initial) }}
          submit={submit}
          danger={danger}
          long={form.long}
          shown={form.shown(values, opened, data)}
          problems={problems}
          versions={versions}
          refused={refusal && 'reason' in refusal ? t(refusal.reason as 'refused.not-yours') : undefined}
          before={form.before?.(data, opened)}
        >
          {form.view({
            data,
            lang,
            opened,
            value: (field) => values[field] ?? '',
            values: (field) => (values[field] ?? '').split(' ').filter(Boolean),
            error: (field) => (problems[field] ? problemText(lang, problems[field]) : undefined),
          })}
        </WorkFormView>
      ),
    })
  }

  const refusedPage = (visit: Visit, opened: Opened, refusal: Refusal): Response | Promise<Response> => {
    if (refusal.kind === 'not-found') return visit.notFound()
    const t = workTexts(opened.lang)
    const reason = 'reason' in refusal ? refusal.reason : 'refused.stale'
    return visit.page({
      title: t('refused.title'),
      section: 'participants',
      narrow: true,
      status: STATUS[refusal.kind],
      failed: visit.c.req.method === 'POST',
      body: (
        <RefusedView
          lang={opened.lang}
          thread={opened.thread}
          back={backOf(opened)}
          title={t('refused.title')}
          reason={t(reason as 'refused.stale')}
          typed={visit.c.req.method === 'POST' ? form.shown(typedIn(visit), opened) : []}
        />
      ),
    })
  }

  return [
    {
      method: 'get',
      path: form.at,
      guard: CASE_ROLES,
      audit: 'view',
      async handle(visit) {
        const opened = await open(visit)
        if (!opened) return visit.notFound()
        const { thread } = opened
        await saw(visit, thread)
        const entered = await mayEnter(visit, thread.threadId, form.action)
        return entered.ok ? page(visit, opened) : refusedPage(visit, opened, entered.refusal)
      },
    },
    {
      method: 'post',
      path: form.at,
      guard: CASE_ROLES,
      audit: 'change',
      maxBody: form.maxBody,
      async handle(visit) {
        const opened = await open(visit)
        if (!opened) return visit.notFound()
        const sent = await visit.submit(() => form.send(visit, opened.thread.threadId, opened.rowId, visit.form, visit))
        if ('done' in sent) return sent.done
        const { refused } = sent
        if (refused.kind !== 'not-found') await saw(visit, opened.thread)
        return refused.kind === 'not-found' || refused.kind === 'not-allowed'
          ? refusedPage(visit, opened, refused)
          : page(visit, opened, refused)
      },
    },
  ]
}
