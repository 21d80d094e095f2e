import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { readForm } from '../../platform/form/read-form.ts'
import { mergeStale, openedValues, type Values } from '../../platform/form/stale-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { versionIn } from '../../platform/form/version.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Versions } from '../../ui/versions.tsx'
import { ADMIN } from './admin.view.tsx'
import { ProblemSummary } from './form-problems.view.tsx'
import { type FormProblems, problemsOf } from './problem.view.ts'
import type { Route, Visit } from './route.ts'

/** A field in words: for two versions side by side. */
export type Shown = { name: string; label: string; value: string }

/** A form of the administration about one row: a unit, an authority, its sign-in service. */
export type AdminForm<Row extends { version: number }> = {
  /** The address of a row's form as a pattern, and of the form of a new one where there is one. */
  at: string
  newAt?: string
  /** Where the form is sent to, and where one comes afterwards. */
  action(row: Row | undefined): string
  back: string
  row(visit: Visit): Promise<Row | undefined>
  words(visit: Visit, row: Row | undefined): { title: string; lead?: string | undefined }
  /** What the fields hold when the form is opened. */
  initial(row: Row | undefined): Values
  fields(visit: Visit, row: Row | undefined, values: Values, problems: FormProblems | undefined): Child | Promise<Child>
  before?(visit: Visit, row: Row): Child
  shown(visit: Visit, values: Values): Shown[]
  add?(visit: Visit): Promise<Result<unknown>>
  change(visit: Visit, row: Row, version: number): Promise<Result<unknown>>
}

/** Reads the form by its schema and goes on, or says what is wrong with it. */
export async function readThen<S extends z.ZodType>(
  visit: Visit,
  schema: S,
  run: (value: z.output<S>) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const read = readForm(schema, visit.form)
  return read.ok ? run(read.value) : refuse({ kind: 'invalid', fields: read.problems })
}

/** What was typed, without what belongs to the form itself. */
const typedIn = (visit: Visit): Values =>
  Object.fromEntries(Object.entries(visit.form).filter(([name]) => !name.startsWith('_') && name !== 'version'))

/** The routes of such a form. Saved by somebody else since it was opened, it comes back with both texts and saves nothing. */
export function adminForm<Row extends { version: number }>(form: AdminForm<Row>): Route[] {
  type Came = { values: Values; problems?: FormProblems; versions?: { theirs: Shown[]; yours: Shown[] } }

  async function page(visit: Visit, row: Row | undefined, { values, problems, versions }: Came) {
    const t = formTexts(visit.lang)
    const { token, key } = visit.keys()
    const { title, lead } = form.words(visit, row)
    const opened = row && JSON.stringify(form.initial(row))
    return visit.page({
      title,
      section: 'admin',
      narrow: true,
      failed: problems !== undefined || versions !== undefined,
      status: versions ? 409 : problems ? 422 : 200,
      body: (
        <>
          <ProblemSummary lang={visit.lang} problems={problems} />
          <PageHeading title={title} lead={lead} />
          {versions && <Versions words={t} {...versions} />}
          {row && form.before?.(visit, row)}
          <Form action={form.action(row)} hidden={{ _token: token, _key: key, version: row?.version, _opened: opened }}>
            {await form.fields(visit, row, values, problems)}
            <Actions>
              <Button>{t('save')}</Button>
              <Button variant="tertiary" href={form.back}>
                {t('cancel')}
              </Button>
            </Actions>
          </Form>
        </>
      ),
    })
  }

  /** The row as it stands now, with what both have changed. */
  async function stalePage(visit: Visit) {
    const row = await form.row(visit)
    if (!row) return visit.notFound()
    const saved = form.initial(row)
    const typed = typedIn(visit)
    const merged = mergeStale(openedValues(visit.form._opened) ?? saved, typed, saved)
    const of = (values: Values, names: readonly string[]) =>
      form.shown(visit, values).filter(({ name }) => names.includes(name))
    return page(visit, row, {
      values: merged.values,
      versions: { theirs: of(saved, merged.theirs), yours: of(typed, merged.mine) },
    })
  }

  async function send(visit: Visit, row: Row | undefined, run: () => Promise<Result<unknown>>) {
    const sent = await visit.submit(async () => {
      const done = await run()
      return done.ok ? ok(`${form.back}?klart=saved`) : done
    })
    if ('done' in sent) return sent.done
    if (sent.refused.kind === 'stale') return stalePage(visit)
    const problems = problemsOf(sent.refused)
    return problems === 'absent' ? visit.notFound() : page(visit, row, { values: typedIn(visit), problems })
  }

  const { newAt, add } = form
  const adding: Route[] =
    newAt && add
      ? [
          {
            method: 'get',
            path: newAt,
            guard: ADMIN,
            audit: 'none',
            handle: (visit) => page(visit, undefined, { values: form.initial(undefined) }),
          },
          {
            method: 'post',
            path: newAt,
            guard: ADMIN,
            audit: 'change',
            handle: (visit) => send(visit, undefined, () => add(visit)),
          },
        ]
      : []
  return [
    ...adding,
    {
      method: 'get',
      path: form.at,
      guard: ADMIN,
      audit: 'none',
      async handle(visit) {
        const row = await form.row(visit)
        return row ? page(visit, row, { values: form.initial(row) }) : visit.notFound()
      },
    },
    {
      method: 'post',
      path: form.at,
      guard: ADMIN,
      audit: 'change',
      async handle(visit) {
        const row = await form.row(visit)
        if (!row) return visit.notFound()
        const version = versionIn(visit.form)
        // First whether it is still the same: what is wrong with a text can be said when both stand side by side.
        return send(visit, row, async () =>
          version === row.version ? form.change(visit, row, version) : refuse({ kind: 'stale' }),
        )
      },
    },
  ]
}
