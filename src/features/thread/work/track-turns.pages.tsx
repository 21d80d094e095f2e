import { paths } from '../../../paths.ts'
import type { Values } from '../../../platform/form/stale-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { RadioGroup } from '../../../ui/choice.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import type { Route } from '../../access/public.ts'
import { trackTexts } from '../texts/track.ts'
import { endTrack, pauseTrack, resumeTrack } from './track.commands.ts'
import { tracksOfThread } from './track.queries.ts'
import {
  stateOf,
  TRACK_ACTIONS,
  TRACK_LANES,
  TRACK_OUTCOMES,
  type Track,
  type TrackAction,
  type TrackLane,
} from './track.ts'
import { type Done, withDone } from './work-done.view.tsx'
import { type FieldsProps, type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

export const goOn = (threadId: string, done: Done, result: Result<string>): Result<string> =>
  result.ok ? ok(withDone(paths.thread(threadId), done)) : result

export async function loadTrack({ work, thread, rowId }: Opened, action: TrackAction): Promise<Result<Track>> {
  const track = (await tracksOfThread(work.tx, work.viewer, thread.threadId)).find((one) => one.trackId === rowId)
  if (!track) return refuse({ kind: 'not-found' })
  const state = stateOf(track, work.today)
  return TRACK_ACTIONS[state].includes(action)
    ? ok(track)
    : refuse({ kind: 'conflict', reason: `refused.track.${state}` })
}

/** The fields in words, for the summary and for two versions. */
export const shownIn =
  (names: readonly string[]) =>
  (values: Values, { lang }: Opened): Shown[] => {
    const t = trackTexts(lang)
    const words = (name: string, value: string): string => {
      if (name === 'lane') return TRACK_LANES.some((one) => one === value) ? t(`lane.${value as TrackLane}`) : ''
      const outcome = name === 'outcome' && TRACK_OUTCOMES.find((one) => one === value)
      return outcome ? t(`outcome.${outcome}`) : value
    }
    return names.map((name) => ({
      name,
      label: t(`field.${name as 'name'}`),
      value: words(name, values[name] ?? ''),
    }))
  }

export const DayOf = ({
  name,
  hint,
  optional,
  lang,
  value,
  error,
}: Pick<FieldsProps<unknown>, 'lang' | 'value' | 'error'> & { name: string; hint?: string; optional?: boolean }) => (
  <DateField
    name={name}
    label={trackTexts(lang)(`field.${name as 'startOn'}`)}
    hint={hint}
    mark={optional ? formTexts(lang)('optional') : undefined}
    format={formTexts(lang)('dayFormat')}
    value={value(name)}
    error={error(name)}
    required={!optional}
  />
)

const pauseForm = workForm<Track>({
  at: paths.trackPause(':id', ':row'),
  action: 'track',
  load: (opened) => loadTrack(opened, 'pause'),
  initial: (_, { work }) => ({ fromOn: work.today }),
  hidden: ({ version }) => ({ version }),
  shown: shownIn(['fromOn', 'untilOn', 'reason']),
  words: (track, { lang }) => {
    const t = trackTexts(lang)
    return {
      title: t.parts('pause.title', { name: <bdi>{track.name}</bdi> }),
      name: t('pause.page'),
      lead: t('pause.lead'),
      submit: t('pause.submit'),
    }
  },
  view: (on) => (
    <>
      <DayOf name="fromOn" {...on} />
      <DayOf name="untilOn" hint={trackTexts(on.lang)('untilOn.hint')} optional {...on} />
      <TextArea
        name="reason"
        label={trackTexts(on.lang)('field.reason')}
        mark={formTexts(on.lang)('optional')}
        value={on.value('reason')}
        error={on.error('reason')}
      />
    </>
  ),
  send: async (work, threadId, rowId, typed) =>
    goOn(threadId, 'track-paused', await pauseTrack(work, threadId, rowId, typed)),
})

const resumeForm = workForm<Track>({
  at: paths.trackResume(':id', ':row'),
  action: 'track',
  load: (opened) => loadTrack(opened, 'resume'),
  initial: (_, { work }) => ({ backOn: work.today }),
  hidden: ({ version }) => ({ version }),
  shown: shownIn(['backOn']),
  words: (track, { lang }) => {
    const t = trackTexts(lang)
    return {
      title: t.parts('resume.title', { name: <bdi>{track.name}</bdi> }),
      name: t('resume.page'),
      submit: t('resume.submit'),
    }
  },
  view: (on) => <DayOf name="backOn" {...on} />,
  send: async (work, threadId, rowId, typed) =>
    goOn(threadId, 'track-resumed', await resumeTrack(work, threadId, rowId, typed)),
})

const endForm = workForm<Track>({
  at: paths.trackEnd(':id', ':row'),
  action: 'track',
  load: (opened) => loadTrack(opened, 'end'),
  initial: (_, { work }) => ({ endOn: work.today }),
  hidden: ({ version }) => ({ version }),
  shown: shownIn(['outcome', 'endOn', 'outcomeNote']),
  words: (track, { lang }) => {
    const t = trackTexts(lang)
    return {
      title: t.parts('end.title', { name: <bdi>{track.name}</bdi> }),
      name: t('end.page'),
      submit: t('end.submit'),
    }
  },
  view: (on) => {
    const t = trackTexts(on.lang)
    return (
      <>
        <RadioGroup
          name="outcome"
          label={t('field.outcome')}
          value={on.value('outcome')}
          error={on.error('outcome')}
          options={TRACK_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
          required
        />
        <DayOf name="endOn" {...on} />
        <TextArea
          name="outcomeNote"
          label={t('field.outcomeNote')}
          hint={t('outcomeNote.hint')}
          mark={formTexts(on.lang)('optional')}
          value={on.value('outcomeNote')}
          error={on.error('outcomeNote')}
        />
      </>
    )
  },
  send: async (work, threadId, rowId, typed) =>
    goOn(threadId, 'track-ended', await endTrack(work, threadId, rowId, typed)),
})

/** What a track goes through: paused, taken up again, ended. */
export const turnRoutes: Route[] = [...pauseForm, ...resumeForm, ...endForm]
