import { paths } from '../../../paths.ts'
import { formatDay, formatInstant, formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Card } from '../../../ui/card.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Tag } from '../../../ui/status.tsx'
import { daysLeft } from '../../access/public.ts'
import { sharingTexts } from '../texts/sharing.ts'
import type { GlassToReview, LapsingConsent, LiftedProtection } from './secrecy-due.queries.ts'

type Props = {
  lang: Lang
  today: CalendarDay
  glasses: readonly GlassToReview[]
  consents: readonly LapsingConsent[]
  lifted: readonly LiftedProtection[]
}

/** On a start page: broken glass to look through, consents to ask for again. Nothing where there is nothing to do. */
export const SecrecyDue = ({ lang, today, glasses, consents, lifted }: Props) => {
  if (glasses.length + consents.length + lifted.length === 0) return null
  const t = sharingTexts(lang)
  const name = (who: { name: string; protected: boolean }) =>
    who.protected ? t('due.protected') : <Bdi>{who.name}</Bdi>
  const title = () => {
    if (glasses.length + consents.length === 0) return t('due.lifted')
    return t(consents.length === 0 ? 'due.glasses' : glasses.length === 0 ? 'due' : 'due.all')
  }
  return (
    <Card title={title()}>
      <ul class="today-rows">
        {glasses.map((one) => (
          <li>
            <a href={paths.glassReview(one.threadId, one.breakGlassId)}>{name(one)}</a>
            <span class="today-what">
              <Tag tone="danger">{t('due.glass')}</Tag>{' '}
              <span class="soft">
                {t.parts('due.glass.by', {
                  name: <Bdi>{one.userName}</Bdi>,
                  time: <Bdi>{formatInstant(lang, one.openedAt)}</Bdi>,
                })}
              </span>
            </span>
          </li>
        ))}
        {lifted.map((one) => (
          <li>
            <a href={paths.thread(one.threadId)}>
              <Bdi>{one.caseNumber}</Bdi>
            </a>
            <span class="today-what">
              <Tag tone="attention">{t('due.lifted')}</Tag>{' '}
              <span class="soft">
                {t.parts('due.lifted.by', {
                  name: <Bdi>{one.liftedBy}</Bdi>,
                  date: <Bdi>{formatDay(lang, one.liftedOn, 'dayMonth')}</Bdi>,
                })}
              </span>
            </span>
          </li>
        ))}
        {consents.map((one) => (
          <li>
            <a href={paths.sharing(one.threadId)}>{name(one)}</a>
            <span class="today-what">
              <Tag tone="attention">{t('left', { days: daysLeft(one, today) })}</Tag>{' '}
              <span class="soft">
                {t.parts('due.consent', {
                  receivers: <Bdi>{formatList(lang, one.receivers)}</Bdi>,
                  date: <Bdi>{formatDay(lang, one.validUntil, 'dayMonth')}</Bdi>,
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
