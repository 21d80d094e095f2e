import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { day } from '../../shared/calendar-day.ts'
import { Prose } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import type { Route } from './route.ts'
import { aboutTexts } from './texts/about.ts'

/** The day the statement was last gone through; changed by whoever does it. */
const ASSESSED = day('2026-11-23')
/** Where somebody reports to the supervising authority (DOS-lagen 13 §). */
const REPORT = 'https://www.digg.se/tdosanmalan'

/** The accessibility statement with what lag (2018:1937) 13 § asks for. */
function AccessibilityPage({ lang }: { lang: Lang }) {
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
function PersonalDataPage({ lang }: { lang: Lang }) {
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
export const aboutRoutes: Route[] = [
  {
    method: 'get',
    path: paths.accessibility,
    guard: 'public',
    audit: 'none',
    handle: ({ lang, page }) =>
      page({ title: aboutTexts(lang)('accessibility.title'), body: <AccessibilityPage lang={lang} />, narrow: true }),
  },
  {
    method: 'get',
    path: paths.personalData,
    guard: 'public',
    audit: 'none',
    handle: ({ lang, page }) =>
      page({ title: aboutTexts(lang)('data.title'), body: <PersonalDataPage lang={lang} />, narrow: true }),
  },
]
