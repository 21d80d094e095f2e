import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Phone } from '../../../ui/phone.tsx'
import { Notice, Tag } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { ThreadState } from '../participant.queries.ts'
import { assignmentTexts } from '../texts/assignment.ts'
import type { Rights } from '../thread.access.ts'
import {
  type Assignment,
  contactPicture,
  ENDED_BY_DISCHARGE,
  gapFrom,
  gapToldState,
  stateOf,
  TOLD_HOWS,
  type Told,
  toldState,
} from './assignment.ts'
import { WorkButton } from './work-button.view.tsx'

export type AssignmentSectionProps = {
  lang: Lang
  today: CalendarDay
  thread: {
    threadId: string
    state: ThreadState
    openedOn: CalendarDay
    intakeOn: CalendarDay | null
    dischargedOn: CalendarDay | null
    /** Not all contacts are told: that there was none cannot be said. */
    lean: boolean
  }
  assignments: readonly Assignment[]
  /** Former teams whose open rows the viewer's team may close. */
  former?: readonly number[]
  rights: Rights
}

const TONE: Record<Told, 'ok' | 'neutral' | 'attention' | 'danger'> = {
  'in-time': 'ok',
  late: 'neutral',
  'not-yet': 'attention',
  missing: 'danger',
  known: 'neutral',
}

/** "Berättat på ett möte 3 mars 2026", or that it is still to be done. */
const ToldTag = ({ lang, today, contact: one }: { lang: Lang; today: CalendarDay; contact: Assignment }) => {
  const t = assignmentTexts(lang)
  const told = toldState(one, today)
  const how = TOLD_HOWS.find((known) => known === one.toldHow)
  if (!one.toldOn) return <Tag tone={TONE[told]}>{t(`told.${told}`)}</Tag>
  return (
    <Tag tone={TONE[told]}>
      {t.parts(`told.${told}`, { date: <Bdi>{formatDay(lang, one.toldOn)}</Bdi> })}
      {one.toldHow && (
        <>
          {' '}
          <bdi>({how ? t(`how.${how}`) : one.toldHow})</bdi>
        </>
      )}
    </Tag>
  )
}

/** Nobody follows: why, and whether the person knows. */
const Gap = ({ lang, today, contact: one }: { lang: Lang; today: CalendarDay; contact: Assignment }) => {
  const t = assignmentTexts(lang)
  const told = gapToldState(one, today)
  if (!told) return null
  return (
    <>
      <p class="soft">{t.parts('gap.reason', { reason: <bdi>{one.gapReason}</bdi> })}</p>
      {one.mine && (
        <Tag tone={TONE[told]}>
          {t.parts(`gap.told.${told}`, { date: <Bdi>{one.gapToldOn ? formatDay(lang, one.gapToldOn) : ''}</Bdi> })}
        </Tag>
      )}
    </>
  )
}

/** A name the person is to know: not of those who only know them, nor of whose last day it is. */
const asksTold = (one: Assignment, today: CalendarDay): boolean =>
  one.mine && one.role !== 'other' && (one.untilOn === null || one.untilOn > today)

const Contact = ({
  lang,
  today,
  thread,
  rights,
  former = [],
  contact: one,
}: Omit<AssignmentSectionProps, 'assignments'> & { contact: Assignment }) => {
  const t = assignmentTexts(lang)
  const coming = one.fromOn > today
  const day = (value: CalendarDay) => <Bdi>{formatDay(lang, value)}</Bdi>
  const name = <span class="vh"> – {one.name}</span>
  return (
    <li class="work-row">
      <div class="work-row-main">
        <p class="work-row-title">
          <Bdi>{one.name}</Bdi>
        </p>
        <p class="meta meta-list">
          <span>{t(`role.${one.role}`)}</span>
          <span>
            <Bdi>{one.unitName}</Bdi>
          </span>
          {one.unitPhone && (
            <span>
              <Phone number={one.unitPhone} />
            </span>
          )}
          <span>{t.parts(coming ? 'from' : 'since', { date: day(one.fromOn) })}</span>
          {one.untilOn && <span>{t.parts('last', { date: day(one.untilOn) })}</span>}
        </p>
        {asksTold(one, today) && <ToldTag lang={lang} today={today} contact={one} />}
        <Gap lang={lang} today={today} contact={one} />
      </div>
      {rights.contact === 'yes' && (one.mine || former.includes(one.unitId)) && (
        <Actions>
          {stateOf(one) === 'open' && (
            <Button size="small" variant="secondary" href={paths.contactChange(thread.threadId, one.assignmentId)}>
              {t('change')}
              {name}
            </Button>
          )}
          {one.mine && (one.untilOn === null || one.untilOn > today) && (
            <Button
              size="small"
              variant={one.toldOn ? 'tertiary' : 'secondary'}
              href={paths.contactTell(thread.threadId, one.assignmentId)}
            >
              {one.toldOn ? t('letter') : t('tell')}
              {name}
            </Button>
          )}
          {one.mine && gapFrom(one) && (
            <Button
              size="small"
              variant={one.gapToldOn ? 'tertiary' : 'secondary'}
              href={paths.contactGapTell(thread.threadId, one.assignmentId)}
            >
              {t('gap.tell')}
              {name}
            </Button>
          )}
        </Actions>
      )}
    </li>
  )
}

/** In the table of earlier contacts: whether the person knows that nobody follows, and the way to tell. */
const GapTold = ({
  lang,
  today,
  thread,
  rights,
  contact: one,
}: Omit<AssignmentSectionProps, 'assignments'> & { contact: Assignment }) => {
  const t = assignmentTexts(lang)
  const told = one.mine && gapToldState(one, today)
  if (!told) return null
  return (
    <>
      {' '}
      <Tag tone={TONE[told]}>
        {t.parts(`gap.told.${told}`, { date: <Bdi>{one.gapToldOn ? formatDay(lang, one.gapToldOn) : ''}</Bdi> })}
      </Tag>{' '}
      {rights.contact === 'yes' && !one.gapToldOn && (
        <a href={paths.contactGapTell(thread.threadId, one.assignmentId)}>
          {t('gap.tell')}
          <span class="vh"> – {one.name}</span>
        </a>
      )}
    </>
  )
}

const Before = ({
  lang,
  today,
  thread,
  rights,
  rows,
}: Omit<AssignmentSectionProps, 'assignments'> & { rows: Assignment[] }) => {
  const t = assignmentTexts(lang)
  const day = (value: CalendarDay | null) => value && <Bdi>{formatDay(lang, value)}</Bdi>
  return (
    <Details summary={t('before', { count: rows.length })} variant="plain">
      <Table
        caption={t('before.caption')}
        captionHidden
        empty=""
        rows={rows}
        columns={[
          { heading: t('name'), header: true, cell: (row) => <Bdi>{row.name}</Bdi> },
          { heading: t('role'), cell: (row) => t(`role.${row.role}`) },
          { heading: t('fromOn'), cell: (row) => day(row.fromOn) },
          { heading: t('untilOn'), cell: (row) => day(row.untilOn) },
          {
            heading: t('gap'),
            cell: (row) =>
              row.gapReason === ENDED_BY_DISCHARGE ? (
                t('gap.discharge')
              ) : (
                <>
                  <span dir="auto">{row.gapReason || '–'}</span>
                  <GapTold lang={lang} today={today} thread={thread} rights={rights} contact={row} />
                </>
              ),
          },
        ]}
      />
    </Details>
  )
}

/** Who the person's contacts are, whether the person knows, and how often and long there was none. */
export const AssignmentSection = (props: AssignmentSectionProps) => {
  const { lang, today, thread, assignments, rights } = props
  const t = assignmentTexts(lang)
  const picture = contactPicture(assignments, thread, today)
  const ongoing = thread.state !== 'discharged' && !thread.lean
  const without = ongoing && picture.withoutSince
  return (
    <Card
      title={t('title')}
      id="kontakter"
      actions={
        <WorkButton
          lang={lang}
          right={rights.contact}
          state={thread.state}
          href={paths.contactNew(thread.threadId)}
          icon="plus"
          variant={without ? 'primary' : 'secondary'}
        >
          {t('add')}
        </WorkButton>
      }
    >
      {without && (
        <Notice tone="danger">
          <p>
            {t.parts('without', {
              days: picture.daysWithout,
              date: <Bdi>{formatDay(lang, without)}</Bdi>,
            })}
          </p>
        </Notice>
      )}
      {picture.now.length + picture.coming.length > 0 && (
        <ul class="work-list">
          {[...picture.now, ...picture.coming].map((one) => (
            <Contact {...props} contact={one} />
          ))}
        </ul>
      )}
      {thread.lean ? (
        assignments.length === 0 && <p class="soft">{t('notTold')}</p>
      ) : (
        <p class="soft">
          {t.parts('picture', {
            contacts: picture.contacts,
            days: picture.daysWithout,
            date: <Bdi>{formatDay(lang, picture.since)}</Bdi>,
          })}
        </p>
      )}
      {picture.before.length > 0 && <Before {...props} rows={picture.before} />}
    </Card>
  )
}
