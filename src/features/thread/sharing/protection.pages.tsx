import { paths } from '../../../paths.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { Route } from '../../access/public.ts'
import { protectionTexts } from '../texts/protection.ts'
import { sharingTexts } from '../texts/sharing.ts'
import { type Colleague, staffOfHolders } from '../work/colleague.queries.ts'
import { withDone } from '../work/work-done.view.tsx'
import { workForm } from '../work/work-form.pages.tsx'
import { type ProtectedIdentity, protectIdentity, protectionOf } from './protection.commands.ts'
import { PROTECTIONS } from './protection.schema.ts'

type Data = { now: ProtectedIdentity; staff: Colleague[] }

const namesOf = (ids: readonly string[], staff: readonly Colleague[]): string =>
  staff.flatMap((one) => (ids.includes(one.userId) ? [one.name] : [])).join(', ')

/** Who may know who a person is. */
export const protectionRoutes: Route[] = workForm<Data>({
  at: paths.protection(':id'),
  action: 'protect',
  several: ['named'],
  load: async ({ work, thread }) => {
    const now = await protectionOf(work, thread.threadId)
    if (!now) return refuse({ kind: 'not-allowed', reason: 'refused.protect' })
    return ok({ now, staff: await staffOfHolders(work.tx, work.viewer, thread.threadId, work.today) })
  },
  // As the boxes send them: in their order, and without the viewer's own, which is always ticked and cannot be taken away.
  initial: ({ now, staff }, { work }) => ({
    level: now.protection,
    named: staff
      .map((one) => one.userId)
      .filter((userId) => userId !== work.viewer.userId && now.namedUserIds.includes(userId))
      .join(' '),
  }),
  hidden: ({ now }) => ({ version: now.version }),
  shown: (values, { lang }, data) => {
    const t = protectionTexts(lang)
    const level = PROTECTIONS.find((one) => one === values.level)
    const named = (values.named ?? '').split(' ')
    return [
      { name: 'level', label: t('level'), value: level ? t(`level.${level}`) : '' },
      { name: 'named', label: t('named'), value: namesOf(named, data?.staff ?? []) },
    ]
  },
  words: (_, { lang }) => {
    const t = protectionTexts(lang)
    return { title: t('title'), name: t('title'), lead: t('lead'), submit: t('submit') }
  },
  before: ({ now }, { lang }) => {
    const t = protectionTexts(lang)
    return <p class="lead-line">{t(`now.${now.protection}`)}</p>
  },
  view: ({ data, lang, opened, value, values, error }) => {
    const t = protectionTexts(lang)
    const me = opened.work.viewer
    return (
      <>
        <RadioGroup
          name="level"
          label={t('level')}
          value={value('level')}
          error={error('level')}
          options={PROTECTIONS.map((one) => ({
            value: one,
            label: t(`level.${one}`),
            ...(one === 'none' ? {} : { hint: t(`level.${one}.hint`) }),
          }))}
          required
        />
        <CheckboxGroup
          name="named"
          label={t('named')}
          hint={t('named.hint')}
          values={[...values('named'), me.userId]}
          error={error('named')}
          options={data.staff.map((one) => {
            const mine = one.userId === me.userId
            return {
              value: one.userId,
              label: mine ? t('named.you', { name: one.name }) : <bdi>{one.name}</bdi>,
              disabled: mine,
            }
          })}
        />
        <Notice tone="attention" title={t('know')}>
          <p>{t('know.text')}</p>
          <p>{t('know.fictive')}</p>
        </Notice>
      </>
    )
  },
  back: ({ thread, lang }) => ({ href: paths.sharing(thread.threadId), text: sharingTexts(lang)('title') }),
  send: async (work, threadId, _row, typed, visit) => {
    const done = await protectIdentity(work, threadId, { ...typed, named: visit.all('named') })
    return done.ok ? ok(withDone(paths.thread(threadId), 'protection-set')) : done
  },
})
