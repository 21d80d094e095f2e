import { paths } from '../../paths.ts'
import type { Db } from '../../platform/database/db.ts'
import { commaOf, formatDay } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { day } from '../../shared/calendar-day.ts'
import { Prose } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { type Contact, publicContacts } from './contact.queries.ts'
import type { Route } from './route.ts'
import { aboutTexts } from './texts/about.ts'

/** The day the statement was last gone through; changed by whoever does it. */
const ASSESSED = day('2026-11-23')
/** Where somebody reports to the supervising authority (DOS-lagen 13 §). */
const REPORT = 'https://www.digg.se/tdosanmalan'

/** Whom to turn to at each authority; nothing where none has given a contact. */
function Contacts({ lang, contacts }: { lang: Lang; contacts: readonly Contact[] }) {
  if (contacts.length === 0) return null
  const t = aboutTexts(lang)
  return (
    <>
      <h3>{t('contacts')}</h3>
      <ul>
        {contacts.map(({ authority, email, phone }) => (
          <li>
            <Bdi>{authority}</Bdi>:{' '}
            {email && (
              <a href={`mailto:${email}`}>
                <Bdi>{email}</Bdi>
              </a>
            )}
            {email && phone && commaOf(lang)}
            {phone && <Bdi whole>{phone}</Bdi>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The accessibility statement with what lag (2018:1937) 13 § asks for. */
function AccessibilityPage({ lang, contacts }: { lang: Lang; contacts: readonly Contact[] }) {
  const t = aboutTexts(lang)
  return (
    <>
      <PageHeading title={t('accessibility.title')} lead={t('accessibility.lead')} />
      <Prose>
        <h2>{t('accessibility.status')}</h2>
        <p>{t('accessibility.status.text')}</p>
        <h2>{t('accessibility.works')}</h2>
        <p>{t('accessibility.works.text')}</p>
        <h2>{t('accessibility.lacks')}</h2>
        <ul>
          <li>{t('accessibility.lacks.1')}</li>
          <li>{t('accessibility.lacks.2')}</li>
          <li>{t('accessibility.lacks.3')}</li>
        </ul>
        <p>{t('accessibility.burden')}</p>
        <h2>{t('accessibility.tested')}</h2>
        <p>{t('accessibility.tested.text', { date: formatDay(lang, ASSESSED) })}</p>
        <h2>{t('accessibility.tell')}</h2>
        <p>{t('accessibility.tell.text')}</p>
        <Contacts lang={lang} contacts={contacts} />
        <h2>{t('accessibility.supervision')}</h2>
        <p>
          {t('accessibility.supervision.text')} <a href={REPORT}>{t('accessibility.supervision.link')}</a>
        </p>
        <h2>{t('accessibility.provider')}</h2>
        <p>{t('accessibility.provider.text')}</p>
      </Prose>
    </>
  )
}

/** Who is responsible, who may see, what can be asked for; honest that the law sometimes opens a door. */
function PersonalDataPage({ lang, contacts }: { lang: Lang; contacts: readonly Contact[] }) {
  const t = aboutTexts(lang)
  return (
    <>
      <PageHeading title={t('data.title')} lead={t('data.lead')} />
      <Prose>
        {(['controller', 'ground', 'who', 'law'] as const).map((part) => (
          <>
            <h2>{t(`data.${part}`)}</h2>
            <p>{t(`data.${part}.text`)}</p>
          </>
        ))}
        <h2>{t('data.rights')}</h2>
        <ul>
          {(['1', '2', '3', '4', '5'] as const).map((number) => (
            <li>{t(`data.rights.${number}`)}</li>
          ))}
        </ul>
        <p>{t('data.how')}</p>
        <Contacts lang={lang} contacts={contacts} />
        {(['long', 'cookies'] as const).map((part) => (
          <>
            <h2>{t(`data.${part}`)}</h2>
            <p>{t(`data.${part}.text`)}</p>
          </>
        ))}
      </Prose>
    </>
  )
}

/** Pages about the service, for everyone. */
export const aboutRoutes = ({ db }: { db: Db }): Route[] => [
  {
    method: 'get',
    path: paths.accessibility,
    guard: 'public',
    audit: 'none',
    async handle({ lang, page }) {
      const contacts = (await publicContacts(db)).filter((one) => one.kind === 'association')
      const title = aboutTexts(lang)('accessibility.title')
      return page({ title, body: <AccessibilityPage lang={lang} contacts={contacts} />, narrow: true })
    },
  },
  {
    method: 'get',
    path: paths.personalData,
    guard: 'public',
    audit: 'none',
    async handle({ lang, page }) {
      // The association itself is no controller of participants' data.
      const contacts = (await publicContacts(db)).filter((one) => one.kind !== 'association')
      const title = aboutTexts(lang)('data.title')
      return page({ title, body: <PersonalDataPage lang={lang} contacts={contacts} />, narrow: true })
    },
  },
]
