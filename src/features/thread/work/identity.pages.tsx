import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { formatPersonNumber, parsePersonNumber } from '../../../shared/person-number.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { Route } from '../../access/public.ts'
import { LanguageFields } from '../referral/language.view.tsx'
import { type KnownPerson, knownByNumber } from '../referral/newcomer.queries.ts'
import { WhoFields } from '../referral/newcomer-fields.view.tsx'
import { identityTexts } from '../texts/identity.ts'
import { newcomerTexts } from '../texts/newcomer.ts'
import { changeIdentity, type IdentityFacts, identityOf } from './identity.commands.ts'
import { withDone } from './work-done.view.tsx'
import { type Opened, type Values, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

type Data = { now: IdentityFacts; others: KnownPerson[] }

/** The own unit's other threads of the number that was typed: the way there stands above the form. */
async function othersWith({ visit, thread }: Opened): Promise<KnownPerson[]> {
  const typed = parsePersonNumber(visit.form.personNumber ?? '', visit.today)
  if (!typed.ok) return []
  const known = await knownByNumber(visit.tx, visit.viewer, typed.value.digits12)
  return known.filter((one) => one.threadId !== thread.threadId)
}

const shown = (values: Values, { lang }: Opened): Shown[] => {
  const t = newcomerTexts(lang)
  const own = identityTexts(lang)
  return [
    { name: 'personNumber', label: t('number'), value: values.personNumber ?? '' },
    { name: 'noNumber', label: t('noNumber'), value: own(values.noNumber === 'yes' ? 'yes' : 'no') },
    { name: 'givenName', label: t('givenName'), value: values.givenName ?? '' },
    { name: 'familyName', label: t('familyName'), value: values.familyName ?? '' },
    { name: 'phone', label: t('phone'), value: values.phone ?? '' },
    { name: 'language', label: own('language'), value: languageName(lang, values.language ?? '') },
    { name: 'interpreter', label: own('interpreter'), value: own(values.interpreter === 'yes' ? 'yes' : 'no') },
  ]
}

/** Correcting who the person is: for the unit that has the person, and until then for whoever began the thread. */
export const identityRoutes: Route[] = workForm<Data>({
  at: paths.identity(':id'),
  action: 'identity',
  load: async (opened) => {
    const { work, thread } = opened
    const now = await identityOf(work.tx, work.viewer, thread.threadId)
    return now
      ? ok({ now, others: await othersWith(opened) })
      : refuse({ kind: 'not-allowed', reason: 'refused.identity' })
  },
  initial: ({ now }) => ({
    personNumber: now.personNumber ? formatPersonNumber(now.personNumber) : '',
    noNumber: now.personNumber ? '' : 'yes',
    givenName: now.givenName,
    familyName: now.familyName,
    phone: now.phone,
    language: now.language,
    interpreter: now.interpreter ? 'yes' : 'no',
  }),
  hidden: ({ now }) => ({ version: now.version }),
  shown,
  words: (_, { lang }) => {
    const t = identityTexts(lang)
    return { title: t('title'), name: t('title'), lead: t('lead'), submit: formTexts(lang)('save') }
  },
  before: ({ others }, { lang }) => {
    const t = identityTexts(lang)
    return others.map((other) => (
      <Notice tone="attention" title={t('other')}>
        <p>
          <a href={paths.thread(other.threadId)}>
            {t.parts('other.open', { number: <Bdi whole>{other.caseNumber}</Bdi> })}
          </a>
        </p>
      </Notice>
    ))
  },
  view: ({ lang, value, error }) => (
    <>
      <WhoFields lang={lang} value={value} error={error} />
      <LanguageFields lang={lang} value={value} error={error} />
    </>
  ),
  send: async (work, threadId, _row, typed) => {
    const done = await changeIdentity(work, threadId, typed)
    return done.ok ? ok(withDone(paths.thread(threadId), 'identity-changed')) : done
  },
})
