/** What a column of somebody's list can mean here. */
export const PERSON_TARGETS = [
  'name',
  'givenName',
  'familyName',
  'number',
  'phone',
  'email',
  'language',
  'interpreter',
  'protection',
  'externalId',
  'state',
  'referralOn',
  'referredBy',
  'intakeOn',
  'dischargedOn',
  'destination',
  'contact',
  'contactSince',
  'ownWords',
] as const

export const TRACK_FIELDS = ['name', 'hours', 'startOn', 'endOn', 'place'] as const

export type PersonTarget = (typeof PERSON_TARGETS)[number]
export type TrackField = (typeof TRACK_FIELDS)[number]
/** `track2.hours`: the second of numbered columns. Several rows of one person need only track 1. */
export type TrackTarget = `track${number}.${TrackField}`
export type Target = PersonTarget | TrackTarget
/** `skip`: left out by choice. `null`: nobody has said yet. */
export type ColumnChoice = Target | 'skip' | null

/** More tracks side by side than this are not in anybody's list. */
export const MOST_TRACKS = 6

const TRACK = /^track([1-6])\.(name|hours|startOn|endOn|place)$/

/** Which track and which of its fields; undefined for a fact about the person. */
export function trackOf(target: string): { nth: number; field: TrackField } | undefined {
  const found = TRACK.exec(target)
  return found ? { nth: Number(found[1]), field: found[2] as TrackField } : undefined
}

export const trackTarget = (nth: number, field: TrackField): TrackTarget => `track${nth}.${field}`

export const isTarget = (text: string): text is Target =>
  PERSON_TARGETS.some((target) => target === text) || trackOf(text) !== undefined

/** Targets whose cells are days. */
export const isDayTarget = (target: Target): boolean =>
  ['referralOn', 'intakeOn', 'dischargedOn', 'contactSince'].includes(target) ||
  ['startOn', 'endOn'].includes(trackOf(target)?.field ?? '')

/** Where each fact stands in the file: its column, from 0. */
export type Columns = ReadonlyMap<Target, number>

export const columnsOf = (choices: readonly ColumnChoice[]): Columns =>
  new Map(choices.flatMap((choice, column) => (choice && choice !== 'skip' ? [[choice, column] as const] : [])))
