/**
 * A small world for the comparison: one association with its authorities, units, users and threads. Everything is named by its
 * place in its list; days are counted from the day the world is built. Nothing here knows the database.
 */
export type Disclosable = 'plan' | 'attendance' | 'assessment' | 'health' | 'economy' | 'notes'
export type RowCategory = Disclosable | 'course' | 'identity' | 'held' | 'referral'

export type World = {
  /** For so many days after its part a unit sees what the others do. */
  sightDays: number
  authorities: { kind: 'municipality' | 'region' | 'employment' | 'insurance' | 'association' }[]
  units: { authority: number; kind: 'office' | 'team' | 'care' | 'association' }[]
  users: User[]
  threads: Thread[]
}

export type User = { active: boolean; roles: Role[] }
export type Role = {
  unit: number
  role: 'caseworker' | 'team_member' | 'team_leader' | 'association_head' | 'administrator' | 'log_reviewer'
  from: number
  /** Last day, or null. */
  until: number | null
}

/** `late`: written after the disclosures, so that the stamp and not the refresh decides. */
export type Row = {
  table: RowTable
  unit: number
  also: number | null
  category: RowCategory
  late: boolean
  /** Of a referral: a draft where it is left out. `also` is its receiver. */
  sent?: Sent
  /** Of a discharge: its day, and the day on which the thread was taken up again. Today where it is left out. */
  ended?: { on: number; reopened: number | null }
}
/** `taken`: the receiver has taken the person in. The day is that of sending and of the answer. */
export type Sent = { state: 'sent' | 'accepted' | 'taken' | 'declined'; on: number }
export type RowTable =
  | 'referral'
  | 'queue_entry'
  | 'assignment'
  | 'track'
  | 'note'
  | 'household_member'
  | 'next_step'
  | 'discharge'
  | 'thread_event'

export type Disclosure = {
  /** The unit that decided; its authority's rows are opened. */
  unit: number
  to: { authority: number } | { unit: number }
  categories: Disclosable[]
  /** Which consent, or null for a statutory ground. */
  consent: number | null
  from: number
  until: number
  withdrawn: boolean
}

export type Thread = {
  home: number
  team: number | null
  active: boolean
  /** The day the team took the person in. */
  intake: number | null
  /** The day the thread ended; null while it goes on. Never of an active one. */
  ended: number | null
  /** The home unit is the first. */
  holders: { unit: number; since: number; until: number | null }[]
  protection: 'none' | 'marking' | 'protected_registration'
  named: number[]
  given: string
  family: string
  /** Number in the list of made-up personal numbers, or null. */
  number: number | null
  rows: Row[]
  consents: { unit: number; withdrawn: boolean }[]
  disclosures: Disclosure[]
  glass: { user: number; unit: number; open: boolean }[]
}
