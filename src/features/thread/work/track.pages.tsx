import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatHours } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { ok } from '../../../shared/result.ts'
import { SelectField } from '../../../ui/choice.tsx'
import { NumberField, TextArea, TextField } from '../../../ui/field.tsx'
import type { Route, Viewer } from '../../access/public.ts'
import { offerNames } from '../../map/public.ts'
import { trackTexts } from '../texts/track.ts'
import { writesAs } from '../thread.access.ts'
import { changeTrack, startTrack } from './track.commands.ts'
import { stateOf, TRACK_LANES, type Track, type TrackLane } from './track.ts'
import { DayOf, goOn, loadTrack, shownIn, turnRoutes } from './track-turns.pages.tsx'
import type { WorkThread } from './work.queries.ts'
import { type FieldsProps, type Opened, workForm } from './work-form.pages.tsx'

/** A track most often runs where the one who writes it works. */
function laneOf(viewer: Viewer, thread: WorkThread): TrackLane {
  const as = writesAs(viewer, thread)
  if (as?.unitKind === 'team') return 'team'
  return as && as.authorityKind !== 'association' ? as.authorityKind : 'other'
}

/** What the form is opened on: a track, or none yet; and the names of what is on the map, to choose from. */
type TrackData<One> = { track: One; names: readonly string[] }
type Fields = FieldsProps<TrackData<Track | undefined>>

const TrackFields = ({ data: { track, names }, opened, ...on }: Fields) => {
  const { lang, value, error } = on
  const t = trackTexts(lang)
  const optional = formTexts(lang)('optional')
  const begun = track && stateOf(track, opened.work.today) !== 'coming'
  return (
    <>
      <TextField
        name="name"
        label={t('field.name')}
        hint={t('name.hint')}
        value={value('name')}
        error={error('name')}
        autocomplete="off"
        suggestions={names}
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
      {begun ? (
        <DayOf name="hoursFrom" hint={t('hoursFrom.hint')} optional {...on} />
      ) : (
        <DayOf name="startOn" {...on} />
      )}
      <DayOf name="plannedEndOn" hint={t('plannedEndOn.hint')} optional {...on} />
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

const withNames = async <One,>(track: One, { work }: Opened): Promise<TrackData<One>> => ({
  track,
  names: await offerNames(work.tx, work.viewer),
})

const newForm = workForm<TrackData<undefined>>({
  at: paths.trackNew(':id'),
  action: 'track',
  load: async (opened) => ok(await withNames(undefined, opened)),
  initial: (_, { work, thread }) => ({ lane: laneOf(work.viewer, thread), startOn: work.today }),
  shown: shownIn(['name', 'purpose', 'hours', 'startOn', 'plannedEndOn', 'lane', 'place', 'supervisor']),
  words: (_, { lang }) => {
    const t = trackTexts(lang)
    return { title: t('new.title'), name: t('new.title'), lead: t('new.lead'), submit: t('new.submit') }
  },
  view: TrackFields,
  send: async (work, threadId, _row, typed) => goOn(threadId, 'track-started', await startTrack(work, threadId, typed)),
})

const changeForm = workForm<TrackData<Track>>({
  at: paths.trackChange(':id', ':row'),
  action: 'track',
  async load(opened) {
    const loaded = await loadTrack(opened, 'change')
    return loaded.ok ? ok(await withNames(loaded.value, opened)) : loaded
  },
  initial: ({ track }, { lang, work }) => ({
    name: track.name,
    purpose: track.purpose,
    hours: hoursIn(lang, track.quarterHours),
    ...(stateOf(track, work.today) === 'coming' ? { startOn: track.startOn } : {}),
    plannedEndOn: track.plannedEndOn ?? '',
    lane: track.lane,
    place: track.place,
    supervisor: track.supervisor,
  }),
  hidden: ({ track }) => ({ version: track.version }),
  shown: shownIn(['name', 'purpose', 'hours', 'hoursFrom', 'startOn', 'plannedEndOn', 'lane', 'place', 'supervisor']),
  words: ({ track }, { lang }) => {
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

/** The forms of tracks. */
export const trackRoutes: Route[] = [...newForm, ...changeForm, ...turnRoutes]
