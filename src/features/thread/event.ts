import type { CalendarDay } from '../../shared/calendar-day.ts'

/** What can happen to a person. Closed: timeline, flow analysis and reports all read these words. */
const EVENT_KINDS = [
  'thread-begun',
  'identity-changed',
  'referral-drafted',
  'referral-sent',
  'referral-received',
  'study-visit-planned',
  'study-visit-done',
  'referral-accepted',
  'referral-declined',
  'referral-redirected',
  'referral-withdrawn',
  'referral-reopened',
  'queue-entered',
  'queue-moved',
  'queue-left',
  'intake-planned',
  'intake',
  'intake-no-show',
  'assignment-began',
  'assignment-ended',
  'contact-told',
  'track-started',
  'track-changed',
  'track-paused',
  'track-resumed',
  'track-ended',
  'note-written',
  'note-corrected',
  'objection-recorded',
  'household-changed',
  'step-added',
  'step-changed',
  'step-done',
  'step-dropped',
  'consent-given',
  'consent-withdrawn',
  'disclosure-decided',
  'disclosure-ended',
  'glass-broken',
  'discharged',
  'reopened',
  'imported',
] as const

export type EventKind = (typeof EVENT_KINDS)[number]

/** Secrecy categories of events: the six that a disclosure names, and three that are not disclosed one by one (ADR 0040). */
export type Category =
  | ('plan' | 'attendance' | 'assessment' | 'health' | 'economy' | 'notes')
  | ('identity' | 'held' | 'referral')

/** The tables an event can be about; their keys are `<table>_id`. */
export type Subject =
  | 'thread'
  | 'participant_identity'
  | 'referral'
  | 'queue_entry'
  | 'assignment'
  | 'track'
  | 'track_pause'
  | 'note'
  | 'note_objection'
  | 'household_member'
  | 'next_step'
  | 'consent'
  | 'disclosure'
  | 'break_glass'
  | 'discharge'

/** One event as it is recorded: the row it is about carries the same unit, authority and category. */
export type NewEvent = {
  threadId: string
  kind: EventKind
  subject: Subject
  subjectId: string
  category: Category
  unitId: number
  authorityId: number
  /** The second unit that owns the row (a referral's receiver). */
  alsoUnitId?: number | null
  /** The day it happened, which may be earlier than the day it was recorded. */
  on: CalendarDay
  /** Facts only, no free text: the text stays in its row, under its own category. */
  data?: Record<string, string | number | boolean | null>
}
