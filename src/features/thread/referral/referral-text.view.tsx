import type { Child } from 'hono/jsx'
import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { formatPersonNumber } from '../../../shared/person-number.ts'
import { Card } from '../../../ui/card.tsx'
import { DescriptionList } from '../../../ui/facts.tsx'
import { Bdi, PlainText, type Text } from '../../../ui/inline.tsx'
import { Phone } from '../../../ui/phone.tsx'
import { Quote } from '../../../ui/quote.tsx'
import { standingWord } from '../standing.view.tsx'
import { referralTexts } from '../texts/referral.ts'
import { referralDraftTexts } from '../texts/referral-draft.ts'
import { CHECKLIST_ITEMS, type ChecklistAnswer, itemsWith } from './checklist.ts'
import type { Referral } from './referral.queries.ts'

type PartProps = { lang: Lang; referral: Referral; actions?: Text }

const Empty = ({ lang }: { lang: Lang }) => <p class="soft">{referralTexts(lang)('empty')}</p>

const Section = ({ lang, title, text }: { lang: Lang; title: string; text: string }) => (
  <section class="referral-text">
    <h3>{title}</h3>
    {text === '' ? <Empty lang={lang} /> : <PlainText>{text}</PlainText>}
  </section>
)

/** Why: the person's own words first, then the reason, then what was tried. */
export const WhyPart = ({ lang, referral, actions }: PartProps) => {
  const t = referralTexts(lang)
  return (
    <Card title={t('part.why')} actions={actions}>
      <section class="referral-text">
        <h3>{t('part.ownWords')}</h3>
        {referral.ownWords === '' ? <Empty lang={lang} /> : <Quote>{referral.ownWords}</Quote>}
      </section>
      <Section lang={lang} title={t('part.reason')} text={referral.reason} />
      {referral.triedBefore !== '' && <Section lang={lang} title={t('part.triedBefore')} text={referral.triedBefore} />}
    </Card>
  )
}

const HEADING = { yes: 'part.needs', no: 'part.manages', unknown: 'part.unknown' } as const

/** The situation: what the person needs support with, and the language. */
export const SituationPart = ({ lang, referral, actions }: PartProps) => {
  const t = referralTexts(lang)
  const d = referralDraftTexts(lang)
  const answered = (answer: ChecklistAnswer) => {
    const items = itemsWith(referral.checklist, answer)
    if (items.length === 0) return []
    const names = items.map((item) => d(`check.${item}`))
    return [
      {
        term: t(HEADING[answer]),
        description:
          answer === 'yes' ? (
            <ul class="needs">
              {names.map((name) => (
                <li>{name}</li>
              ))}
            </ul>
          ) : (
            formatList(
              lang,
              names.map((name, index) => (index === 0 ? name : name.charAt(0).toLocaleLowerCase() + name.slice(1))),
            )
          ),
      },
    ]
  }
  const language = languageName(lang, referral.language)
  const asked = CHECKLIST_ITEMS.some((item) => referral.checklist[item])
  return (
    <Card title={t('part.situation')} actions={actions}>
      <DescriptionList
        items={[
          ...(asked ? [] : [{ term: t('part.checklist'), description: <span class="soft">{t('empty')}</span> }]),
          ...answered('yes'),
          ...answered('no'),
          ...answered('unknown'),
          {
            term: t('part.language'),
            description: (
              <>
                {referral.interpreter ? t('language.interpreter', { language }) : language}
                {referral.languageSupport !== '' && <PlainText>{referral.languageSupport}</PlainText>}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

const item = (term: string, description: Child) => ({ term, description })

/** Where to, from when, who is the contact, and that the person has said yes. */
export const WherePart = ({ lang, referral, actions }: PartProps) => {
  const t = referralTexts(lang)
  const { toName, toIntervention, wishedStart, agreedHow, agreedOn, fromPhone } = referral
  return (
    <Card title={t('part.where')} actions={actions}>
      <DescriptionList
        items={[
          item(t('part.to'), toName ? <Bdi>{toName}</Bdi> : <span class="soft">{t('empty')}</span>),
          ...(toIntervention === '' ? [] : [item(t('part.intervention'), <span dir="auto">{toIntervention}</span>)]),
          ...(wishedStart ? [item(t('part.wishedStart'), <Bdi>{formatDay(lang, wishedStart)}</Bdi>)] : []),
          item(
            t('part.contact'),
            <>
              <Bdi>{referral.contactName}</Bdi>, <Bdi>{referral.fromName}</Bdi>
              {fromPhone && (
                <>
                  {' · '}
                  <Phone number={fromPhone} />
                </>
              )}
            </>,
          ),
          ...(agreedHow && agreedOn
            ? [item(t('part.agreed'), t(`agreed.${agreedHow}`, { date: formatDay(lang, agreedOn) }))]
            : []),
        ]}
      />
    </Card>
  )
}

/** Number and telephone of the person, for who may see who it is. */
export const PersonFacts = ({ lang, referral }: { lang: Lang; referral: Referral }) => {
  const t = referralTexts(lang)
  const identity = referral.person?.identity
  if (!identity || (!identity.personNumber && identity.phone === '')) return null
  return (
    <DescriptionList
      items={[
        ...(identity.personNumber
          ? [item(t('part.number'), <bdi dir="ltr">{formatPersonNumber(identity.personNumber)}</bdi>)]
          : []),
        ...(identity.phone === '' ? [] : [item(t('part.phone'), <Phone number={identity.phone} />)]),
      ]}
    />
  )
}

/** The answer with its reason: to be told to the person. */
export const DecisionPart = ({ lang, referral }: { lang: Lang; referral: Referral }) => {
  const t = referralTexts(lang)
  const { state, decidedByName, declineGround, decisionReason, redirectName, redirectedTo } = referral
  if (decisionReason === '' && !declineGround && !redirectName && redirectedTo === '') return null
  const better = redirectName ?? redirectedTo
  return (
    <Card title={state === 'withdrawn' ? standingWord(lang, 'withdrawn') : t('part.decision')} tone="first">
      <DescriptionList
        items={[
          ...(declineGround ? [item(t('part.ground'), t(`ground.${declineGround}`))] : []),
          ...(better === '' ? [] : [item(t('part.redirect'), <Bdi>{better}</Bdi>)]),
          ...(decisionReason === '' ? [] : [item(t('part.reasonGiven'), <PlainText>{decisionReason}</PlainText>)]),
          ...(decidedByName ? [item(t('part.decidedBy'), <Bdi>{decidedByName}</Bdi>)] : []),
        ]}
      />
    </Card>
  )
}
