import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import { daysBetween } from '../../shared/calendar-day.ts'
import { Card } from '../../ui/card.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Tag } from '../../ui/status.tsx'
import { ReferralTag, StandingTag } from './standing.view.tsx'
import { todayTexts } from './texts/today.ts'
import type { OpenReferral, Waiting } from './today.queries.ts'
import { Name, type On, Rows } from './today.view.tsx'

/** Some referrals, and where all of them are. */
type Referrals = { rows: readonly OpenReferral[]; href: string }

/** What the viewer's own team is to answer. `href` leads to all of it. */
export const ToDecide = ({ rows, href, lang, today }: On & Referrals) => {
  const t = todayTexts(lang)
  return (
    <Card title={t('toDecide')} tone={rows.length > 0 ? 'first' : 'plain'}>
      {rows.length === 0 ? (
        <p>{t('toDecide.empty')}</p>
      ) : (
        <Rows of={rows} lang={lang} href={href}>
          {rows.map((row) => (
            <li>
              <Name who={row} lang={lang} href={paths.referral(row.referralId)} />
              <span class="today-what">
                <ReferralTag lang={lang} of={row} /> <span class="soft">{t('from', { unit: row.from })}</span>
              </span>
              {row.sentOn && (
                <span class="today-side">
                  <Tag tone="attention">{t('waited', { days: daysBetween(row.sentOn, today) })}</Tag>
                </span>
              )}
            </li>
          ))}
        </Rows>
      )}
    </Card>
  )
}

/** Who waits for a place, and how many places there are. */
export const Queue = ({
  rows,
  active,
  capacity,
  lang,
  today,
}: On & { rows: readonly Waiting[]; active: number; capacity: number | null }) => {
  const t = todayTexts(lang)
  return (
    <Card title={t('queue')} actions={<a href={paths.queue}>{t('queue.all')}</a>}>
      {capacity !== null && <p class="soft">{t('capacity', { active, capacity })}</p>}
      {rows.length === 0 ? (
        <p>{t('queue.empty')}</p>
      ) : (
        <Rows of={rows} lang={lang} href={paths.queue}>
          {rows.map((row) => (
            <li>
              <Name who={row} lang={lang} href={paths.referral(row.referralId)} />
              {row.calledOn && (
                <span class="today-what">
                  <StandingTag lang={lang} standing="called" /> <Bdi>{formatDay(lang, row.calledOn, 'dayMonth')}</Bdi>
                </span>
              )}
              <span class="today-side">
                <Tag tone="attention">{t('waited', { days: daysBetween(row.sentOn ?? row.enteredOn, today) })}</Tag>
              </span>
            </li>
          ))}
        </Rows>
      )}
    </Card>
  )
}

/** What was answered with no, or with something better: for whoever referred to take to the person. */
export const Answers = ({ rows, href, lang }: Pick<On, 'lang'> & Referrals) => {
  const t = todayTexts(lang)
  if (rows.length === 0) return null
  return (
    <Card title={t('answers')} tone="first">
      <Rows of={rows} lang={lang} href={href}>
        {rows.map((row) => (
          <li>
            <Name who={row} lang={lang} href={paths.referral(row.referralId)} />
            <span class="today-what">
              <ReferralTag lang={lang} of={row} />
            </span>
            <span class="today-what">
              {t.parts(row.state === 'redirected' ? 'answers.redirected' : 'answers.declined', {
                unit: <Bdi>{row.to ?? ''}</Bdi>,
              })}
            </span>
          </li>
        ))}
      </Rows>
    </Card>
  )
}

/** What has become of the people one has referred: the state and the days of waiting, all along. */
export const Sent = ({ rows, href, first, lang, today }: On & Referrals & { first?: boolean }) => {
  const t = todayTexts(lang)
  return (
    <Card title={t('sent')} tone={first ? 'first' : 'plain'}>
      {rows.length === 0 ? (
        <p>{t('sent.empty')}</p>
      ) : (
        <Rows of={rows} lang={lang} href={href}>
          {rows.map((row) => (
            <li>
              <Name who={row} lang={lang} href={paths.referral(row.referralId)} />
              <span class="today-what">
                <ReferralTag lang={lang} of={row} /> {row.to && <span class="soft">{t('to', { unit: row.to })}</span>}
              </span>
              {row.sentOn && row.takenInOn === null && (
                <span class="soft today-side">{t('waited', { days: daysBetween(row.sentOn, today) })}</span>
              )}
            </li>
          ))}
        </Rows>
      )}
    </Card>
  )
}
