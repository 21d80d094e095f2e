import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { formatPersonNumber } from '../../../shared/person-number.ts'
import { Card } from '../../../ui/card.tsx'
import { DescriptionList } from '../../../ui/facts.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { Phone } from '../../../ui/phone.tsx'
import { ReferralTag } from '../standing.view.tsx'
import { identityTexts } from '../texts/identity.ts'
import type { Rights } from '../thread.access.ts'
import type { StoryRows, Thread } from '../thread.queries.ts'
import { WorkButton } from './work-button.view.tsx'

type IdentitySectionProps = {
  lang: Lang
  thread: Thread
  rights: Rights
  referrals: StoryRows['referrals']
  /** What the viewer may call a unit. */
  unitName: (unitId: number) => string
}

/** How the person is reached, and the referrals: what one looks for when one is to call. */
export const IdentitySection = ({ lang, thread, rights, referrals, unitName }: IdentitySectionProps) => {
  const t = identityTexts(lang)
  const { identity } = thread
  // Somebody something was disclosed to needs to reach the person, not to know the number.
  const holds = rights.withdraw === 'yes'
  const item = (term: string, description: Text) => ({ term, description })
  const language = languageName(lang, thread.language)
  return (
    <Card
      title={t('section')}
      id="personen"
      actions={
        identity && (
          <WorkButton lang={lang} right={rights.identity} state={thread.state} href={paths.identity(thread.threadId)}>
            {t('change')}
          </WorkButton>
        )
      }
    >
      <DescriptionList
        items={[
          ...(identity
            ? [
                item(
                  t('phone'),
                  identity.phone ? <Phone number={identity.phone} /> : <span class="soft">{t('phone.none')}</span>,
                ),
                ...(identity.email
                  ? [
                      item(
                        t('email'),
                        <a href={`mailto:${identity.email}`}>
                          <Bdi>{identity.email}</Bdi>
                        </a>,
                      ),
                    ]
                  : []),
                ...(holds
                  ? [
                      item(
                        t('number'),
                        identity.personNumber ? (
                          <bdi dir="ltr">{formatPersonNumber(identity.personNumber)}</bdi>
                        ) : (
                          <span class="soft">{t('number.none')}</span>
                        ),
                      ),
                    ]
                  : []),
              ]
            : []),
          item(t('language'), thread.interpreter ? t('language.interpreter', { language }) : language),
          ...(referrals.length > 0
            ? [
                item(
                  t('referrals'),
                  <ul class="plain-list">
                    {referrals.map((one) => (
                      <li>
                        <a href={paths.referral(one.referralId)}>
                          {one.toUnitId === null || one.state === 'draft'
                            ? t('referral.draft')
                            : t.parts('referral.to', { unit: <Bdi>{unitName(one.toUnitId)}</Bdi> })}
                        </a>{' '}
                        <ReferralTag lang={lang} of={one} />
                      </li>
                    ))}
                  </ul>,
                ),
              ]
            : []),
        ]}
      />
    </Card>
  )
}
