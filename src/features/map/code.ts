/** The closed lists of the map. The words for each are in `codeTexts`; with `.plain` after the key for the public pages. */

/** An entry is one of these, and never two: something that leads to development, something one does, someone who does it. */
export const ENTRY_KINDS = ['intervention', 'activity', 'provider'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** `removed`: came in by mistake and was taken back; kept only in the history. */
export const ENTRY_STATUSES = ['planned', 'active', 'paused', 'closed', 'removed'] as const
export type EntryStatus = (typeof ENTRY_STATUSES)[number]
/** What somebody may choose. */
export const OPEN_STATUSES = ['planned', 'active', 'paused', 'closed'] as const

/** How much support somebody needs to take part. */
export const NEED_LEVELS = ['small', 'medium', 'large'] as const
export type NeedLevel = (typeof NEED_LEVELS)[number]

/** How far from work somebody is; `none`: work is not the aim now. */
export const WORK_DISTANCES = ['near', 'midway', 'far', 'none'] as const
export type WorkDistance = (typeof WORK_DISTANCES)[number]

export const TARGET_GROUPS = [
  'everyone',
  'young',
  'neet',
  'newcomer',
  'little_swedish',
  'low_education',
  'long_unemployed',
  'income_support',
  'sick_listed',
  'activity_compensation',
  'mental_ill_health',
  'neuropsychiatric',
  'physical_ill_health',
  'disability',
  'addiction',
  'parents',
  'violence',
  'debts',
  'housing',
  'lonely',
  'relatives',
  'older',
] as const
export type TargetGroup = (typeof TARGET_GROUPS)[number]

/** How somebody comes in: on their own, by referral, by an authority's decision, through health care. */
export const WAYS_IN = ['self', 'referral', 'decision', 'care'] as const
export type WayIn = (typeof WAYS_IN)[number]

/** What sort of organisation a provider is. */
export const SECTORS = ['municipality', 'region', 'state', 'civil', 'company', 'association'] as const
export type Sector = (typeof SECTORS)[number]

export const DURATION_UNITS = ['day', 'week', 'month'] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]

/** Weekdays as in calendars (RFC 5545). */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export const LINK_KINDS = ['onward', 'parallel'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** Whose an entry is, as the map groups and colours it; `civil`: no authority's. */
export const OWNER_KINDS = ['municipality', 'region', 'employment', 'insurance', 'association', 'civil'] as const
export type OwnerKind = (typeof OWNER_KINDS)[number]
