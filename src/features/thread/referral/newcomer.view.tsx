import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card, Stack } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { FormKeys } from '../../access/public.ts'
import type { Entry } from '../../map/public.ts'
import { newcomerTexts } from '../texts/newcomer.ts'
import { EntryNotice } from './entry-notice.view.tsx'
import type { KnownPerson } from './newcomer.queries.ts'
import { PROTECTIONS } from './newcomer.schema.ts'
import { WhoFields } from './newcomer-fields.view.tsx'
import { FormErrors, problemSentence } from './referral-form.view.tsx'

type NewcomerFormProps = {
  lang: Lang
  keys: FormKeys
  typed: Readonly<Record<string, string>>
  problems: Readonly<Record<string, string>>
  /** People of the same name that the own unit knows. */
  same: readonly KnownPerson[]
  /** The entry of the map the referral begins at. */
  entry?: Entry | undefined
}

/** On to somebody who is known, with the entry the referral begins at. */
const referralOnFrom = (threadId: string, entryId: string | undefined): string =>
  entryId ? `${paths.newReferralOn(threadId)}?post=${entryId}` : paths.newReferralOn(threadId)

const LABELS = { personNumber: 'number', givenName: 'givenName', protection: 'protection' } as const

const Same = ({ lang, same, entry }: { lang: Lang; same: readonly KnownPerson[]; entry?: Entry | undefined }) => {
  const t = newcomerTexts(lang)
  return (
    <Notice tone="attention" title={t('same.title')} live="alert">
      <p>{t('same.text')}</p>
      <ul class="same-people">
        {same.map((person) => (
          <li>
            <a href={referralOnFrom(person.threadId, entry?.entryId)}>
              {t.parts('same.continue', { name: <Bdi>{person.name}</Bdi> })}
            </a>
            <span class="soft">
              {t.parts('same.facts', {
                number: <Bdi whole>{person.caseNumber}</Bdi>,
                date: <Bdi>{formatDay(lang, person.openedOn)}</Bdi>,
              })}
            </span>
          </li>
        ))}
      </ul>
      <Actions>
        <Button variant="secondary" form="newcomer" name="someoneElse" value="yes">
          {t('same.other')}
        </Button>
      </Actions>
    </Notice>
  )
}

/** Who the referral is about: a number or the tick that there is none, a name, a telephone number. */
export const NewcomerForm = ({ lang, keys, typed, problems, same, entry }: NewcomerFormProps) => {
  const t = newcomerTexts(lang)
  const errorOf = (name: string) => {
    const problem = problems[name]
    return problem ? problemSentence(lang, problem, (key) => t(key as 'problem.name')) : undefined
  }
  const listed = Object.entries(LABELS).flatMap(([name, key]) => {
    const text = errorOf(name)
    return text ? [{ name, label: t(key), text }] : []
  })
  return (
    <>
      <FormErrors lang={lang} problems={listed} />
      <PageHeading title={t('title')} lead={t('lead')} />
      {entry ? (
        <EntryNotice lang={lang} entry={entry} />
      ) : (
        <p>
          <a href={paths.map}>{t('map')}</a>
        </p>
      )}
      {same.length > 0 && <Same lang={lang} same={same} entry={entry} />}
      <Form
        action={paths.newReferral}
        id="newcomer"
        hidden={{ _token: keys.token, _key: keys.key, entry: entry?.entryId }}
      >
        <WhoFields lang={lang} value={(name) => typed[name]} error={errorOf} />
        <RadioGroup
          name="protection"
          label={t('protection')}
          hint={t('protection.hint')}
          value={typed.protection ?? 'none'}
          error={errorOf('protection')}
          options={PROTECTIONS.map((value) => ({ value, label: t(`protection.${value}`) }))}
        />
        <Actions>
          <Button icon="arrow">{t('begin')}</Button>
          <Button variant="tertiary" href={paths.referrals}>
            {t('cancel')}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

type OnThreadProps = {
  lang: Lang
  keys: FormKeys
  threadId: string
  caseNumber: string
  name: string
  /** The viewer typed a number that is known. */
  found: boolean
  /** Referrals of this person that are not finished. */
  open: readonly { referralId: string; draft: boolean; toName: string | null }[]
  entry?: Entry | undefined
}

/** A new referral about somebody the own unit already has a thread for. */
export const OnThread = ({ lang, keys, threadId, caseNumber, name, found, open, entry }: OnThreadProps) => {
  const t = newcomerTexts(lang)
  return (
    <Stack>
      {found && (
        <Notice tone="info" title={t('on.found')} live="status">
          <p>{t('on.foundText')}</p>
        </Notice>
      )}
      <PageHeading
        title={t.parts('on.title', { name: <Bdi>{name}</Bdi> })}
        meta={[t.parts('case', { number: <Bdi whole>{caseNumber}</Bdi> })]}
        lead={t('on.lead')}
      />
      {entry && <EntryNotice lang={lang} entry={entry} />}
      {open.length > 0 && (
        <Card title={t('on.open')}>
          <ul class="same-people">
            {open.map((one) => (
              <li>
                <a href={paths.referral(one.referralId)}>
                  {one.draft ? t('on.openDraft') : t.parts('on.openTo', { unit: <Bdi>{one.toName}</Bdi> })}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Form
        action={paths.newReferralOn(threadId)}
        hidden={{ _token: keys.token, _key: keys.key, entry: entry?.entryId }}
      >
        <Actions>
          <Button icon="arrow" variant={open.length > 0 ? 'secondary' : 'primary'}>
            {t('on.begin')}
          </Button>
          <Button variant="tertiary" href={paths.thread(threadId)}>
            {t('cancel')}
          </Button>
        </Actions>
      </Form>
    </Stack>
  )
}
