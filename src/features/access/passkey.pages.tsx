import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { ok } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { ConfirmPanel } from '../../ui/confirm-panel.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { fieldError, ProblemSummary } from './form-problems.view.tsx'
import { removePasskey, renamePasskey } from './own-account.commands.ts'
import { type Passkey, passkeyOf } from './own-account.queries.ts'
import { passkeyNameSchema } from './own-account.schema.ts'
import { type FormProblems, problemsOf } from './problem.view.ts'
import type { Route, Visit } from './route.ts'
import { ownTexts } from './texts/own.ts'

function renamePage(visit: Visit, passkey: Passkey, name: string, problems?: FormProblems) {
  const { lang } = visit
  const t = ownTexts(lang)
  const { token, key } = visit.keys()
  return visit.page({
    title: t('passkey.rename'),
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <PageHeading title={t('passkey.rename')} />
        <Form action={paths.passkey(passkey.passkeyId)} hidden={{ _token: token, _key: key }}>
          <TextField
            name="name"
            label={t('passkey.name')}
            hint={t('passkey.name.hint')}
            value={name}
            autocomplete="off"
            error={fieldError(lang, problems, 'name')}
            required
          />
          <Actions>
            <Button>{formTexts(lang)('save')}</Button>
            <Button variant="tertiary" href={paths.account}>
              {formTexts(lang)('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

function removePage(visit: Visit, passkey: Passkey, problems?: FormProblems) {
  const { lang } = visit
  const t = ownTexts(lang)
  const { token, key } = visit.keys()
  const title = t('passkey.remove.title', { name: passkey.name ?? t('passkey.unnamed') })
  return visit.page({
    title,
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <ConfirmPanel
          title={title}
          consequences={[t('passkey.remove.consequence')]}
          form={{ action: paths.passkeyRemove(passkey.passkeyId), hidden: { _token: token, _key: key } }}
          confirmText={t('passkey.remove')}
          danger
          cancel={{ href: paths.account, text: formTexts(lang)('cancel') }}
        />
      </>
    ),
  })
}

const ofPath = ({ tx, viewer, c }: Visit) => passkeyOf(tx, viewer, c.req.param('id') ?? '')

/** Naming and removing a passkey; adding one needs the browser (passkey.island.ts). */
export const passkeyRoutes: Route[] = [
  {
    method: 'get',
    path: paths.passkey(':id'),
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const passkey = await ofPath(visit)
      return passkey ? renamePage(visit, passkey, passkey.name ?? '') : visit.notFound()
    },
  },
  {
    method: 'post',
    path: paths.passkey(':id'),
    guard: 'signed-in',
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, form } = visit
      const passkey = await ofPath(visit)
      if (!passkey) return visit.notFound()
      const read = readForm(passkeyNameSchema, form)
      if (!read.ok) return renamePage(visit, passkey, form.name ?? '', { fields: read.problems })
      const sent = await visit.submit(async () => {
        const renamed = await renamePasskey(tx, viewer, passkey.passkeyId, read.value.name)
        return renamed.ok ? ok(`${paths.account}?klart=renamed`) : renamed
      })
      return 'done' in sent ? sent.done : visit.notFound()
    },
  },
  {
    method: 'get',
    path: paths.passkeyRemove(':id'),
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const passkey = await ofPath(visit)
      return passkey ? removePage(visit, passkey) : visit.notFound()
    },
  },
  {
    method: 'post',
    path: paths.passkeyRemove(':id'),
    guard: 'signed-in',
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, now } = visit
      const passkey = await ofPath(visit)
      if (!passkey) return visit.notFound()
      const sent = await visit.submit(async () => {
        const removed = await removePasskey(tx, viewer, now, passkey.passkeyId)
        return removed.ok ? ok(`${paths.account}?klart=removed`) : removed
      })
      if ('done' in sent) return sent.done
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : removePage(visit, passkey, problems)
    },
  },
]
