import { paths } from '../../../paths.ts'
import { formatDay, formatHours } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Tag } from '../../../ui/status.tsx'
import type { ThreadState } from '../participant.queries.ts'
import { trackTexts } from '../texts/track.ts'
import type { Rights } from '../thread.access.ts'
import { pauseOn, quarterHoursOn, stateOf, TRACK_ACTIONS, type Track, type TrackState } from './track.ts'
import { WorkButton } from './work-button.view.tsx'

export type TrackSectionProps = {
  lang: Lang
  today: CalendarDay
  thread: { threadId: string; state: ThreadState }
  tracks: readonly Track[]
  /** Former teams whose open rows the viewer's team may close. */
  former?: readonly number[]
  rights: Rights
  /** Whether the plan of whoever has the person is shared with the viewer. */
  knowsPlan: boolean
}

const day = (lang: Lang, value: CalendarDay) => <Bdi>{formatDay(lang, value)}</Bdi>

/** "16 timmar i veckan" */
const hoursText = (lang: Lang, quarters: number): string =>
  trackTexts(lang)('hoursAWeek', { hours: formatHours(lang, quarters / 4) })

/** What it is called; a way to the map where it is there. */
const Name = ({ track }: { track: Track }) =>
  track.entryId ? (
    <a href={paths.mapEntry(track.entryId)}>
      <Bdi>{track.name}</Bdi>
    </a>
  ) : (
    <Bdi>{track.name}</Bdi>
  )

const State = ({ lang, today, track }: { lang: Lang; today: CalendarDay; track: Track }) => {
  const t = trackTexts(lang)
  const state = stateOf(track, today)
  const pause = pauseOn(track.pauses, today) ?? track.pauses.find((one) => one.fromOn > today)
  if (state === 'coming') return <Tag tone="info">{t.parts('state.coming', { date: day(lang, track.startOn) })}</Tag>
  if (pause && state === 'paused')
    return (
      <Tag tone="attention">
        {pause.untilOn
          ? t.parts('state.pausedUntil', { date: day(lang, pause.untilOn) })
          : t.parts('state.paused', { date: day(lang, pause.fromOn) })}
      </Tag>
    )
  if (pause && state === 'running')
    return <Tag tone="info">{t.parts('state.pauseComing', { date: day(lang, pause.fromOn) })}</Tag>
  if (track.plannedEndOn && track.plannedEndOn < today)
    return <Tag tone="danger">{t.parts('state.overdue', { date: day(lang, track.plannedEndOn) })}</Tag>
  return null
}

/** Where, with whom, since when, how long. */
const Facts = ({ lang, track }: { lang: Lang; track: Track }) => {
  const t = trackTexts(lang)
  return (
    <p class="meta meta-list">
      <span>{t(`lane.${track.lane}`)}</span>
      {track.place && (
        <span>
          <Bdi>{track.place}</Bdi>
        </span>
      )}
      {track.supervisor && <span>{t.parts('with', { name: <Bdi>{track.supervisor}</Bdi> })}</span>}
      <span>
        {track.endOn
          ? t.parts('span', { from: day(lang, track.startOn), until: day(lang, track.endOn) })
          : t.parts('since', { date: day(lang, track.startOn) })}
      </span>
      {!track.endOn && track.plannedEndOn && <span>{t.parts('planned', { date: day(lang, track.plannedEndOn) })}</span>}
    </p>
  )
}

const BUTTONS: Record<TrackState, readonly ('change' | 'pause' | 'resume' | 'end')[]> = TRACK_ACTIONS
const HREF = { change: paths.trackChange, pause: paths.trackPause, resume: paths.trackResume, end: paths.trackEnd }

const Going = ({
  lang,
  today,
  thread,
  rights,
  former = [],
  track,
}: Omit<TrackSectionProps, 'tracks'> & { track: Track }) => {
  const t = trackTexts(lang)
  return (
    <li class="work-row">
      <div class="work-row-main">
        <p class="work-row-title">
          <Name track={track} />{' '}
          {track.quarterHours > 0 && <span class="work-row-figure">{hoursText(lang, track.quarterHours)}</span>}
        </p>
        <Facts lang={lang} track={track} />
        <State lang={lang} today={today} track={track} />
        {track.purpose && (
          <p class="own-words">
            <span class="soft">{t('purpose.short')}</span> <q dir="auto">{track.purpose}</q>
          </p>
        )}
      </div>
      {rights.track === 'yes' && (track.mine || former.includes(track.unitId)) && (
        <Actions>
          {BUTTONS[stateOf(track, today)]
            .filter((action) => track.mine || action === 'end')
            .map((action) => (
              <Button
                size="small"
                variant={action === 'change' || action === 'resume' ? 'secondary' : 'tertiary'}
                href={HREF[action](thread.threadId, track.trackId)}
              >
                {t(`action.${action}`)}
                <span class="vh"> – {track.name}</span>
              </Button>
            ))}
        </Actions>
      )}
    </li>
  )
}

const Ended = ({ lang, track }: { lang: Lang; track: Track }) => {
  const t = trackTexts(lang)
  return (
    <li>
      <p class="work-row-title">
        <Name track={track} />{' '}
        {track.quarterHours > 0 && <span class="work-row-figure">{hoursText(lang, track.quarterHours)}</span>}
      </p>
      <Facts lang={lang} track={track} />
      {track.outcome && <p>{t('ended.outcome', { outcome: t(`outcome.${track.outcome}`) })}</p>}
      {track.outcomeNote && (
        <p class="soft plain-text" dir="auto">
          {track.outcomeNote}
        </p>
      )}
    </li>
  )
}

/** What the person does: tracks side by side with hours, and what came of those that ended. */
export const TrackSection = (props: TrackSectionProps) => {
  const { lang, today, thread, tracks, rights } = props
  const t = trackTexts(lang)
  const over = (track: Track) => track.endOn !== null && track.endOn < today
  const going = tracks.filter((track) => !over(track))
  const ended = tracks.filter(over).reverse()
  const now = quarterHoursOn(tracks, today)
  return (
    <Card
      title={t('title')}
      id="spar"
      actions={
        <WorkButton
          lang={lang}
          right={rights.track}
          state={thread.state}
          href={paths.trackNew(thread.threadId)}
          icon="plus"
        >
          {t('add')}
        </WorkButton>
      }
    >
      {going.length === 0 ? (
        <p class="soft">{t(props.knowsPlan ? 'none' : 'hidden')}</p>
      ) : (
        <>
          {thread.state !== 'discharged' && <p>{t('now', { hours: now / 4 })}</p>}
          <ul class="work-list">
            {going.map((track) => (
              <Going {...props} track={track} />
            ))}
          </ul>
        </>
      )}
      {ended.length > 0 && (
        <Details summary={t('ended', { count: ended.length })} variant="plain">
          <ul class="link-list">
            {ended.map((track) => (
              <Ended lang={lang} track={track} />
            ))}
          </ul>
        </Details>
      )}
    </Card>
  )
}
