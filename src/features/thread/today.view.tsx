import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Tag } from '../../ui/status.tsx'
import { todayTexts } from './texts/today.ts'
import type { MyParticipant, MyStep, OneOf, Who } from './today.queries.ts'

export type On = { lang: Lang; today: CalendarDay }

export const Name = ({ who, lang, href }: { who: Who; lang: Lang; href?: string }) => (
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

type Beyond = { of: readonly OneOf[]; lang: Lang; href?: string | undefined }

/** How many there are beyond a list, as its last line, and the way there. */
const More = ({ of, lang, href }: Beyond) => {
  const more = totalOf(of) - of.length
  if (more <= 0) return null
  const text = todayTexts(lang)('andMore', { count: more })
  return <li>{href ? <a href={href}>{text}</a> : text}</li>
}

/** A list with what there is beyond it. */
export const Rows = ({ children, ...beyond }: Beyond & { children: Child }) => (
  <ul class="today-rows">
    {children}
    <More {...beyond} />
  </ul>
)

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
      <More of={rows} lang={lang} />
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
