import type {
  DurationUnit,
  EntryKind,
  EntryStatus,
  NeedLevel,
  Sector,
  TargetGroup,
  WayIn,
  Weekday,
  WorkDistance,
} from '../../src/features/map/code.ts'
import type { EntryFacts } from '../../src/features/map/entry.ts'
import type { authorities, UnitKey } from '../organisation.ts'

/** When it is open: weekdays, hours, and the period as days from today. */
export type OpenSeed = {
  on?: string
  at?: `${string}-${string}`
  period?: [number | null, number | null]
  note?: string
}

/** An entry of Demo Town's map as it is told here: keys for what it names, days before today for when. */
export type EntrySeed = {
  key: string
  kind: EntryKind
  /** null: no authority's. */
  owner: keyof typeof authorities | null
  unit?: UnitKey
  /** The provider's key. */
  by?: string
  sector?: Sector
  name: string
  other?: string[]
  groups?: TargetGroup[]
  /** `16-29`, `18-`, `-65` or `all`; nothing: not stated. */
  ages?: string
  need?: NeedLevel[]
  work?: WorkDistance[]
  method?: string
  /** Places, free ones, in queue, days of waiting; stated as many days ago. */
  room?: { places?: number; free?: number; queue?: number; wait?: number; ago?: number }
  time?: [number | null, number | null, DurationUnit]
  conditions?: string
  languages?: string[]
  /** A function, its mailbox, its number. */
  contact?: [name: string, email: string, phone: string, website?: string]
  ways?: WayIn[]
  refer?: string
  needs?: string
  intake?: UnitKey
  parallelNote?: string
  cost?: number
  costNote?: string
  sv: string
  easy?: string
  en?: string
  ar?: string
  words?: string[]
  unread?: Record<string, string>
  at?: string[]
  open?: OpenSeed[]
  onward?: string[]
  parallel?: string[]
  status?: EntryStatus
  /** Not for everybody. */
  hidden?: true
  /** Days ago. */
  created?: number
  /** Days ago; null: never. */
  verified?: number | null
  /** What was otherwise until as many days ago. */
  was?: { until: number; facts: Partial<EntryFacts> }
}

export type PlaceSeed = {
  key: string
  owner: keyof typeof authorities | null
  name: string
  address?: string
  postalCode?: string
  city?: string
  area?: string
  at?: [latitude: number, longitude: number]
  how?: string
  accessibility?: string
  virtual?: true
}

export const weekdaysOf = (text = ''): Weekday[] => (text ? (text.split(' ') as Weekday[]) : [])

/** Monday to Friday. */
export const WORKDAYS = 'MO TU WE TH FR'
