import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { formatHours } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { RadioGroup, SelectField } from '../../ui/choice.tsx'
import { DateField, NumberField, TextArea, TextField } from '../../ui/field.tsx'
import type { Route, Viewer } from '../access/public.ts'
import type { Values } from './stale-form.ts'
import { trackTexts } from './texts/track.ts'
import { writesAs } from './thread.access.ts'
import { changeTrack, endTrack, pauseTrack, resumeTrack, startTrack } from './track.commands.ts'
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
import type { WorkThread } from './work.queries.ts'
import { type Done, withDone } from './work-done.view.tsx'
import { type FieldsProps, type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

const goOn = (threadId: string, done: Done, result: Result<string>): Result<string> =>
  result.ok ? ok(withDone(paths.thread(threadId), done)) : result

async function loadTrack({ work, thread, rowId }: Opened, action: TrackAction): Promise<Result<Track>> {
  const track = (await tracksOfThread(work.tx, work.viewer, thread.threadId)).find((one) => one.trackId === rowId)
  if (!track) return refuse({ kind: 'not-found' })
  const state = stateOf(track, work.today)
  return TRACK_ACTIONS[state].includes(action)
    ? ok(track)
    : refuse({ kind: 'conflict', reason: `refused.track.${state}` })
}

/** A track most often runs where the one who writes it works. */
function laneOf(viewer: Viewer, thread: WorkThread): TrackLane {
  const as = writesAs(viewer, thread)
  if (as?.unitKind === 'team') return 'team'
  return as && as.authorityKind !== 'association' ? as.authorityKind : 'other'
}

/** The fields in words, for the summary and for two versions. */
const shownIn =
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

type Fields = FieldsProps<Track | undefined>

const Day = ({
  name,
  hint,
  optional,
  lang,
  value,
  error,
}: Pick<Fields, 'lang' | 'value' | 'error'> & { name: string; hint?: string; optional?: boolean }) => (
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

const TrackFields = ({ data, opened, ...on }: Fields) => {
  const { lang, value, error } = on
  const t = trackTexts(lang)
  const optional = formTexts(lang)('optional')
  const begun = data && stateOf(data, opened.work.today) !== 'coming'
  return (
    <>
      <TextField
        name="name"
        label={t('field.name')}
        hint={t('name.hint')}
        value={value('name')}
        error={error('name')}
        autocomplete="off"
        required
      />
      <TextArea
        name="purpose"
        label={t('field.purpose')}
        hint={t('purpose.hint')}
        mark={optional}
        value={value('purpose')}
        error={error('purpose')}
      />
      <NumberField
        name="hours"
        label={t('field.hours')}
        hint={t('hours.hint')}
        unit={t('hours.unit')}
        decimal
        value={value('hours')}
        error={error('hours')}
        required
      />
      {begun ? <Day name="hoursFrom" hint={t('hoursFrom.hint')} optional {...on} /> : <Day name="startOn" {...on} />}
      <Day name="plannedEndOn" hint={t('plannedEndOn.hint')} optional {...on} />
      <SelectField
        name="lane"
        label={t('field.lane')}
        value={value('lane')}
        error={error('lane')}
        options={TRACK_LANES.map((lane) => ({ value: lane, label: t(`lane.${lane}`) }))}
        required
      />
      <TextField
        name="place"
        label={t('field.place')}
        mark={optional}
        value={value('place')}
        error={error('place')}
        autocomplete="off"
      />
      <TextField
        name="supervisor"
        label={t('field.supervisor')}
        hint={t('supervisor.hint')}
        mark={optional}
        value={value('supervisor')}
        error={error('supervisor')}
        autocomplete="off"
      />
    </>
  )
}

const hoursIn = (lang: Lang, quarters: number): string => formatHours(lang, quarters / 4)

const newForm = workForm<undefined>({
  at: paths.trackNew(':id'),
  action: 'track',
  load: async () => ok(undefined),
  initial: (_, { work, thread }) => ({ lane: laneOf(work.viewer, thread), startOn: work.today }),
  shown: shownIn(['name', 'purpose', 'hours', 'startOn', 'plannedEndOn', 'lane', 'place', 'supervisor']),
  words: (_, { lang }) => {
    const t = trackTexts(lang)
    return { title: t('new.title'), name: t('new.title'), lead: t('new.lead'), submit: t('new.submit') }
  },
  view: TrackFields,
  send: async (work, threadId, _row, typed) => goOn(threadId, 'track-started', await startTrack(work, threadId, typed)),
})

const changeForm = workForm<Track>({
  at: paths.trackChange(':id', ':row'),
  action: 'track',
  load: (opened) => loadTrack(opened, 'change'),
  initial: (track, { lang, work }) => ({
    name: track.name,
    purpose: track.purpose,
    hours: hoursIn(lang, track.quarterHours),
    ...(stateOf(track, work.today) === 'coming' ? { startOn: track.startOn } : {}),
    plannedEndOn: track.plannedEndOn ?? '',
    lane: track.lane,
    place: track.place,
    supervisor: track.supervisor,
  }),
  hidden: ({ version }) => ({ version }),
  shown: shownIn(['name', 'purpose', 'hours', 'hoursFrom', 'startOn', 'plannedEndOn', 'lane', 'place', 'supervisor']),
  words: (track, { lang }) => {
    const t = trackTexts(lang)
    return {
      title: t.parts('change.title', { name: <bdi>{track.name}</bdi> }),
      name: t('change.page'),
      submit: formTexts(lang)('save'),
    }
  },
  view: TrackFields,
  send: async (work, threadId, rowId, typed) =>
    goOn(threadId, 'track-changed', await changeTrack(work, threadId, rowId, typed)),
})

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
      <Day name="fromOn" {...on} />
      <Day name="untilOn" hint={trackTexts(on.lang)('untilOn.hint')} optional {...on} />
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
  view: (on) => <Day name="backOn" {...on} />,
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
        <Day name="endOn" {...on} />
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

/** The forms of tracks. */
export const trackRoutes: Route[] = [...newForm, ...changeForm, ...pauseForm, ...resumeForm, ...endForm]
