import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { versionIn } from '../../platform/form/version.ts'
import { isUuid } from '../../shared/ids.ts'
import { ok, type Refusal, refuse } from '../../shared/result.ts'
import { RadioGroup } from '../../ui/choice.tsx'
import { ConfirmPanel } from '../../ui/confirm-panel.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Notice } from '../../ui/status.tsx'
import type { Route, Visit } from '../access/public.ts'
import { ENTRY_STATUSES } from './code.ts'
import { mayWrite } from './entry.access.ts'
import { setEntryStatus } from './entry.commands.ts'
import { loadEntry } from './entry.queries.ts'
import type { Entry } from './entry.ts'
import { codeTexts } from './texts/code.ts'
import { entryTexts } from './texts/entry.ts'
import { entryFormTexts } from './texts/entry-form.ts'

/** The entry of the address, also one that was taken back. */
async function entryOf({ tx, viewer, c }: Visit): Promise<Entry | undefined> {
  const entryId = c.req.param('id')
  if (!isUuid(entryId)) return undefined
  const entry = await loadEntry(tx, viewer, entryId)
  return entry && mayWrite(viewer, entry) ? entry : undefined
}

function statusPage(visit: Visit, entry: Entry, refusal?: Refusal) {
  const { lang } = visit
  const t = entryFormTexts(lang)
  const form = formTexts(lang)
  const keys = visit.keys()
  const invalid = refusal?.kind === 'invalid'
  const problem = form('problem.choose')
  return visit.page({
    title: t('status.title', { name: entry.name }),
    section: 'map',
    narrow: true,
    ...(refusal ? { failed: true, status: invalid ? (422 as const) : (409 as const) } : {}),
    body: (
      <>
        {invalid && <ErrorSummary title={form('summary', { count: 1 })} errors={[{ name: 'status', text: problem }]} />}
        {refusal && !invalid && (
          <Notice tone="danger" live="alert">
            <p>{entryTexts(lang)('refused.stale')}</p>
          </Notice>
        )}
        <ConfirmPanel
          title={t.parts('status.title', { name: <bdi>{entry.name}</bdi> })}
          form={{
            action: paths.mapStatus(entry.entryId),
            hidden: { _token: keys.token, _key: keys.key, version: entry.version },
          }}
          confirmText={t('status.save')}
          cancel={{ href: paths.mapEntry(entry.entryId), text: form('cancel') }}
        >
          <RadioGroup
            name="status"
            label={t('fact.status')}
            hint={t('status.hint')}
            value={refusal ? (visit.form.status ?? '') : entry.status}
            options={ENTRY_STATUSES.map((status) =>
              status === 'removed'
                ? { value: status, label: t('status.removed'), hint: t('status.removed.hint') }
                : { value: status, label: codeTexts(lang)(`status.${status}`) },
            )}
            error={invalid ? problem : undefined}
            required
          />
        </ConfirmPanel>
      </>
    ),
  })
}

async function send(visit: Visit) {
  const entry = await entryOf(visit)
  if (!entry) return visit.notFound()
  const sent = await visit.submit(async () => {
    // Taken back: absent, except to the form that did it and is sent twice.
    if (entry.status === 'removed') return refuse({ kind: 'not-found' })
    const status = ENTRY_STATUSES.find((one) => one === visit.form.status)
    if (!status) return refuse({ kind: 'invalid', fields: { status: 'choose' } })
    const done = await setEntryStatus(visit, entry.entryId, versionIn(visit.form), status)
    if (!done.ok) return done
    return ok(status === 'removed' ? paths.map : `${paths.mapEntry(entry.entryId)}?klart=status`)
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'not-found' ? visit.notFound() : statusPage(visit, entry, sent.refused)
}

/** Opening, pausing, closing an entry, and taking back what came in by mistake. */
export const entryStatusRoutes: Route[] = [
  {
    method: 'get',
    path: paths.mapStatus(':id'),
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const entry = await entryOf(visit)
      return entry && entry.status !== 'removed' ? statusPage(visit, entry) : visit.notFound()
    },
  },
  { method: 'post', path: paths.mapStatus(':id'), guard: 'signed-in', audit: 'change', handle: send },
]
