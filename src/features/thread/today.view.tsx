import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Tag } from '../../ui/status.tsx'
import { ReferralTag, StandingTag } from './standing.view.tsx'
import { todayTexts } from './texts/today.ts'
import type { MyParticipant, MyStep, OneOf, OpenReferral, Waiting, Who } from './today.queries.ts'

type On = { lang: Lang; today: CalendarDay }

const Name = ({ who, lang, href }: { who: Who; lang: Lang; href?: string }) => (
  <a href={href ?? paths.thread(who.threadId)}>
    {who.protected ? todayTexts(lang)('protected') : <Bdi>{who.name}</Bdi>}
  </a>
)

/** When something is due, in words: late is said first and loudest. */
const Due = ({ day, lang, today }: On & { day: CalendarDay }) => {
  const t = todayTexts(lang)
  const late = daysBetween(day, today)
  if (late > 0) return <Tag tone="danger">{t('overdue', { days: late })}</Tag>
  if (late === 0) return <Tag tone="attention">{t('dueToday')}</Tag>
  return <span class="soft">{t('due', { date: formatDay(lang, day, 'dayMonth') })}</span>
}

const totalOf = (rows: readonly OneOf[]): number => rows[0]?.total ?? 0

/** A list with what there is beyond it, and the way there. */
const Rows = ({ of, lang, href, children }: { of: readonly OneOf[]; lang: Lang; href?: string; children: Child }) => {
  const more = totalOf(of) - of.length
  const text = more > 0 ? todayTexts(lang)('andMore', { count: more }) : ''
  return (
    <ul class="today-rows">
      {children}
      {text && <li>{href ? <a href={href}>{text}</a> : text}</li>}
    </ul>
  )
}

export const Mine = ({ rows, lang, today }: On & { rows: readonly MyParticipant[] }) => {
  const t = todayTexts(lang)
  return (
    <Card title={t('mine')} tone="first">
      {rows.length === 0 ? (
        <p>{t('mine.empty')}</p>
      ) : (
        <Rows of={rows} lang={lang} href={paths.participants}>
          {rows.map((row) => (
            <li>
              <Name who={row} lang={lang} />
              {row.step && row.stepDue ? (
                <span class="today-what">
                  <Bdi>{row.step}</Bdi> <Due day={row.stepDue} lang={lang} today={today} />
                </span>
              ) : (
                <span class="today-what">
                  <Tag tone="attention">{t('noStep')}</Tag>
                </span>
              )}
              {row.lastDay && (
                <span class="soft today-side">{t('lastSeen', { date: formatDay(lang, row.lastDay, 'dayMonth') })}</span>
              )}
            </li>
          ))}
        </Rows>
      )}
    </Card>
  )
}

export const Steps = ({ rows, lang, today }: On & { rows: readonly MyStep[] }) => {
  const t = todayTexts(lang)
  return (
    <Card title={t('steps')}>
      {rows.length === 0 ? (
        <p>{t('steps.empty')}</p>
      ) : (
        <Rows of={rows} lang={lang}>
          {rows.map((row) => (
            <li>
              <span class="today-what">
                <strong dir="auto">{row.what}</strong>
              </span>
              <span class="today-what">
                <Name who={row} lang={lang} /> <Due day={row.dueOn} lang={lang} today={today} />
              </span>
              <Button size="small" variant="secondary" icon="check" href={paths.stepDone(row.threadId, row.nextStepId)}>
                {t('steps.done')}
                <span class="vh"> – {row.what}</span>
              </Button>
            </li>
          ))}
        </Rows>
      )}
    </Card>
  )
}

const Lacking = ({
  heading,
  text,
  rows,
  lang,
}: {
  heading: string
  text: string
  rows: readonly OneOf[]
  lang: Lang
}) => (
  <div class="today-lack">
    <h3>{heading}</h3>
    <p>{text}</p>
    <ul class="today-names">
      {rows.map((who) => (
        <li>
          <Name who={who} lang={lang} />
        </li>
      ))}
      {totalOf(rows) > rows.length && <li>{todayTexts(lang)('andMore', { count: totalOf(rows) - rows.length })}</li>}
    </ul>
  </div>
)

/** Who has no next step, who has no contact: the gaps that nobody else would see. */
export const Needs = ({
  withoutStep,
  withoutContact,
  lang,
}: {
  withoutStep: readonly OneOf[]
  withoutContact: readonly OneOf[]
  lang: Lang
}) => {
  const t = todayTexts(lang)
  if (withoutStep.length + withoutContact.length === 0) return null
  return (
    <Card title={t('needs')}>
      {withoutContact.length > 0 && (
        <Lacking
          heading={t('noContact')}
          text={t('noContact.text', { count: totalOf(withoutContact) })}
          rows={withoutContact}
          lang={lang}
        />
      )}
      {withoutStep.length > 0 && (
        <Lacking
          heading={t('noStep')}
          text={t('noStep.text', { count: totalOf(withoutStep) })}
          rows={withoutStep}
          lang={lang}
        />
      )}
    </Card>
  )
}

export const ToDecide = ({ rows, lang, today }: On & { rows: readonly OpenReferral[] }) => {
  const t = todayTexts(lang)
  return (
    <Card title={t('toDecide')} tone={rows.length > 0 ? 'first' : 'plain'}>
      {rows.length === 0 ? (
        <p>{t('toDecide.empty')}</p>
      ) : (
        <Rows of={rows} lang={lang} href={paths.referrals}>
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
export const Answers = ({ rows, lang }: Pick<On, 'lang'> & { rows: readonly OpenReferral[] }) => {
  const t = todayTexts(lang)
  if (rows.length === 0) return null
  return (
    <Card title={t('answers')} tone="first">
      <Rows of={rows} lang={lang} href={paths.referrals}>
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
export const Sent = ({ rows, first, lang, today }: On & { rows: readonly OpenReferral[]; first?: boolean }) => {
  const t = todayTexts(lang)
  return (
    <Card title={t('sent')} tone={first ? 'first' : 'plain'}>
      {rows.length === 0 ? (
        <p>{t('sent.empty')}</p>
      ) : (
        <Rows of={rows} lang={lang} href={paths.referrals}>
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
