import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Bdi, PlainText } from '../../../ui/inline.tsx'
import { Tag } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import type { TeamLoad } from '../team-load.queries.ts'
import { queueTexts } from '../texts/queue.ts'
import type { Queued } from './queue.queries.ts'

type On = { lang: Lang; today: CalendarDay }

/** Places, people in the queue, days of waiting: figures without names. */
export const QueueFacts = ({ lang, load }: { lang: Lang; load: TeamLoad }) => {
  const t = queueTexts(lang)
  const { active, capacity, waiting, waitingDays } = load
  return (
    <Facts
      items={[
        capacity === null
          ? { value: String(active), label: t('places.active') }
          : {
              value: t('places.of', { active, capacity }),
              label: t('places'),
              note: t('places.free', { free: Math.max(0, capacity - active) }),
            },
        {
          value: String(waiting),
          label: t('queued'),
          note: t('queued.goal'),
          tone: waiting > 0 ? ('attention' as const) : ('plain' as const),
        },
        {
          value: waitingDays === null ? '–' : String(waitingDays),
          label: t('median'),
          note: t(waitingDays === null ? 'median.few' : 'median.note'),
        },
      ]}
    />
  )
}

/** The name in the queue; a protected person stands there without one. */
export const queuedName = (lang: Lang, row: Pick<Queued, 'name' | 'protected'>): string =>
  row.protected ? queueTexts(lang)('protected') : row.name

const Planned = ({ row, lang, today }: On & { row: Queued }) => {
  const t = queueTexts(lang)
  const { intakePlannedOn: day, noShows } = row
  return (
    <>
      {day === null ? (
        <span class="soft">{t('planned.none')}</span>
      ) : day < today ? (
        <Tag tone="danger">{t('planned.past', { date: formatDay(lang, day, 'dayMonth') })}</Tag>
      ) : (
        <>
          <Bdi>{formatDay(lang, day, 'dayMonth')}</Bdi> <Bdi whole>{row.called.time}</Bdi>
        </>
      )}
      {noShows > 0 && <span class="soft cell-line">{t('noShows', { count: noShows })}</span>}
    </>
  )
}

/** What can be done with somebody in the queue: the first is taken in first, unless the team works in parallel. */
const RowActions = ({
  row,
  lang,
  today,
  mayTakeIn,
  alone,
}: On & { row: Queued; mayTakeIn: boolean; alone: boolean }) => {
  const t = queueTexts(lang)
  const due = row.intakePlannedOn !== null && row.intakePlannedOn <= today
  const small = (href: string, text: string, variant: 'primary' | 'secondary' | 'tertiary') => (
    <Button size="small" variant={variant} href={href}>
      {text}
      <span class="vh"> – {queuedName(lang, row)}</span>
    </Button>
  )
  return (
    <div class="row-actions">
      {row.intakePlannedOn !== null && !due && small(paths.appointment(row.referralId), t('tell'), 'tertiary')}
      {mayTakeIn && small(paths.intake(row.referralId), t('takeIn'), 'secondary')}
      {due && small(paths.queueAction(row.queueEntryId, 'kom-inte'), t('noShow'), 'tertiary')}
      {small(
        paths.queueAction(row.queueEntryId, 'kalla'),
        t(row.intakePlannedOn === null ? 'plan' : 'planAgain'),
        'tertiary',
      )}
      {!alone && small(paths.queueAction(row.queueEntryId, 'flytta'), t('move'), 'tertiary')}
    </div>
  )
}

/** The queue in its order. */
export const QueueTable = ({
  rows,
  lang,
  today,
  sequential,
}: On & { rows: readonly Queued[]; sequential: boolean }) => {
  const t = queueTexts(lang)
  const placed = rows.map((row, index) => ({ ...row, number: index + 1 }))
  const columns: Column<(typeof placed)[number]>[] = [
    {
      heading: t('col.person'),
      header: true,
      cell: (row) => (
        <div class="queue-person">
          <bdi class="queue-number">
            <span class="vh">{t('col.place')} </span>
            {row.number}
          </bdi>
          <div>
            <a href={paths.referral(row.referralId)}>
              <Bdi>{queuedName(lang, row)}</Bdi>
            </a>
            <span class="soft cell-line">
              <Bdi whole>{row.caseNumber}</Bdi> · <Bdi>{row.fromName}</Bdi>
            </span>
            {row.moveReason && (
              <div class="soft move-reason">
                <PlainText>{t('moved', { reason: row.moveReason })}</PlainText>
              </div>
            )}
          </div>
        </div>
      ),
    },
    {
      heading: t('col.waited'),
      cell: (row) => (
        <>
          <strong>{t('days', { days: Math.max(0, daysBetween(row.sentOn ?? row.enteredOn, today)) })}</strong>
          {row.wishedStart && (
            <span class="soft cell-line">
              {t('col.wished')}: <Bdi>{formatDay(lang, row.wishedStart, 'dayMonth')}</Bdi>
            </span>
          )}
        </>
      ),
    },
    { heading: t('col.planned'), cell: (row) => <Planned row={row} lang={lang} today={today} /> },
    {
      heading: t('col.do'),
      headingHidden: true,
      cell: (row) => (
        <RowActions
          row={row}
          lang={lang}
          today={today}
          mayTakeIn={!sequential || row.number === 1}
          alone={placed.length === 1}
        />
      ),
    },
  ]
  return <Table caption={t('caption', { count: rows.length })} rows={placed} empty={t('empty')} columns={columns} />
}
