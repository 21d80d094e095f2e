import type { DB } from '../../../../db/types.ts'
import type { NewRow } from '../../../platform/database/insert-many.ts'
import { type CalendarDay, earlier } from '../../../shared/calendar-day.ts'
import { foldName } from '../../../shared/text.ts'
import type { NewEvent, Subject } from '../event.ts'
import { ENDED_BY_DISCHARGE, KNOWN_BEFORE } from '../work/assignment.ts'
import type { Destination } from '../work/discharge.ts'
import { trackStart } from './import-check.ts'
import { type FilePerson, openedOn, stateOf } from './import-person.ts'
import { takenInOn } from './import-plan.ts'
import type { PersonFacts, TrackFacts } from './import-row.ts'

/** Who writes, where and when. `newId` gives keys; `referredBy` the sentence that keeps who referred. */
export type Writer = {
  associationId: number
  unitId: number
  authorityId: number
  userId: string
  today: CalendarDay
  newId: () => string
  referredBy: (who: string) => string
}

type RowsOf<Table extends keyof DB> = NewRow<Table>[]

/** Everything that is written for a number of people, by table, in the order in which it is written. */
export type ImportRows = {
  holds: { threadId: string; day: CalendarDay }[]
  thread: RowsOf<'thread'>
  participantIdentity: RowsOf<'participantIdentity'>
  referral: RowsOf<'referral'>
  queueEntry: RowsOf<'queueEntry'>
  assignment: RowsOf<'assignment'>
  track: RowsOf<'track'>
  discharge: RowsOf<'discharge'>
  importMark: RowsOf<'importMark'>
  events: NewEvent[]
}

export const noRows = (): ImportRows => ({
  holds: [],
  thread: [],
  participantIdentity: [],
  referral: [],
  queueEntry: [],
  assignment: [],
  track: [],
  discharge: [],
  importMark: [],
  events: [],
})

const REASON: Record<Destination, string> = {
  work: 'goal_reached',
  studies: 'goal_reached',
  right_benefit: 'other_support',
  care: 'ill_health',
  moved: 'moved',
  other: 'other',
}

/** The rows of a thread that an import begins or adds to, each with its events. */
export function rowWriter(rows: ImportRows, writer: Writer, threadId: string) {
  const { associationId, unitId, authorityId, userId, today, newId } = writer
  const owned = { associationId, threadId, unitId, authorityId }
  const event = (
    kind: NewEvent['kind'],
    on: CalendarDay,
    [subject, subjectId]: [Subject, string],
    category: NewEvent['category'],
    data: NewEvent['data'] = {},
  ) => rows.events.push({ threadId, unitId, authorityId, kind, on, subject, subjectId, category, data })
  const self: [Subject, string] = ['thread', threadId]

  return {
    imported: () => event('imported', today, self, 'identity'),
    begun: (on: CalendarDay) => event('thread-begun', on, self, 'identity'),
    identityChanged: () => event('identity-changed', today, ['participant_identity', threadId], 'identity'),
    takenIn: (on: CalendarDay) => event('intake', on, self, 'identity'),

    contact(contactId: string, fromOn: CalendarDay, untilOn: CalendarDay | null): void {
      const assignmentId = newId()
      const about: [Subject, string] = ['assignment', assignmentId]
      rows.assignment.push({
        ...owned,
        assignmentId,
        userId: contactId,
        role: 'lead',
        fromOn,
        untilOn,
        toldHow: fromOn <= today ? KNOWN_BEFORE : '',
        gapReason: untilOn ? ENDED_BY_DISCHARGE : '',
      })
      event('assignment-began', fromOn, about, 'identity', { role: 'lead', userId: contactId })
      if (untilOn) event('assignment-ended', untilOn, about, 'identity', { role: 'lead', gap: false })
    },

    /** Ends at the latest with the thread; an end that has not come yet is a plan. */
    track(
      { name, place, quarterHours = 0, endOn: saidEnd }: TrackFacts,
      startOn: CalendarDay,
      last: CalendarDay | null,
    ): void {
      const trackId = newId()
      const ended = last ? earlier(saidEnd ?? last, last) : saidEnd
      const endOn = ended && ended <= today ? ended : null
      rows.track.push({
        ...owned,
        trackId,
        name,
        lane: 'team',
        place,
        quarterHours,
        startOn,
        plannedEndOn: endOn ? null : (saidEnd ?? null),
        endOn,
      })
      const about: [Subject, string] = ['track', trackId]
      event('track-started', startOn, about, 'plan', { lane: 'team', quarterHours })
      if (endOn) event('track-ended', endOn, about, 'plan', { outcome: null })
    },

    referral(facts: Partial<PersonFacts>, sentOn: CalendarDay, takenInOn: CalendarDay | null): void {
      const referralId = newId()
      rows.referral.push({
        ...owned,
        referralId,
        toUnitId: unitId,
        state: 'accepted',
        reason: facts.referredBy ? writer.referredBy(facts.referredBy) : '',
        language: facts.language ?? 'sv',
        interpreter: facts.interpreter ?? false,
        contactUserId: facts.contact?.userId ?? userId,
        sentOn,
        receivedOn: sentOn,
        decidedOn: takenInOn ?? sentOn,
        takenInOn,
        createdBy: userId,
      })
      event('referral-sent', sentOn, ['referral', referralId], 'referral')
      if (takenInOn) return
      const queueEntryId = newId()
      rows.queueEntry.push({ ...owned, queueEntryId, referralId, enteredOn: sentOn })
      event('queue-entered', sentOn, ['queue_entry', queueEntryId], 'referral')
    },

    discharge({ destination = 'other', destinationText = '' }: Partial<PersonFacts>, onDay: CalendarDay): void {
      const dischargeId = newId()
      const reason = REASON[destination]
      rows.discharge.push({ ...owned, dischargeId, reason, destination, comment: destinationText, onDay })
      event('discharged', onDay, ['discharge', dischargeId], 'plan', { reason, destination })
    },

    marks: (marks: string[]) => rows.importMark.push({ ...owned, marks }),
  }
}

/** Adds the rows of somebody new: the thread as far as the file knows it. */
export function addNewPerson(
  rows: ImportRows,
  writer: Writer,
  person: FilePerson,
  caseNumber: string,
  marks: string[],
): void {
  const { associationId, unitId, authorityId, today } = writer
  const { facts } = person
  const threadId = writer.newId()
  const owned = { associationId, threadId, unitId, authorityId }
  const state = stateOf(person)
  const takenIn = takenInOn(person, today)
  const opened = earlier(openedOn(person, today), takenIn ?? today)
  const last = state === 'discharged' ? (facts.dischargedOn ?? null) : null
  const { given = '', family = '' } = facts.name ?? {}

  rows.holds.push({ threadId, day: opened })
  rows.thread.push({
    ...owned,
    caseNumber,
    state,
    teamUnitId: takenIn ? unitId : null,
    language: facts.language ?? 'sv',
    interpreter: facts.interpreter ?? false,
    ownWords: facts.ownWords ?? '',
    openedOn: opened,
    intakeOn: takenIn,
    dischargedOn: last,
  })
  rows.participantIdentity.push({
    ...owned,
    givenName: given,
    familyName: family,
    nameKey: foldName(`${family} ${given}`),
    personNumber: facts.number?.digits12 ?? null,
    birthDay: facts.number?.birthDay ?? null,
    sex: facts.number?.sex ?? null,
    phone: facts.phone ?? '',
    email: facts.email ?? '',
  })
  const write = rowWriter(rows, writer, threadId)
  write.begun(opened)
  if (facts.referralOn) write.referral(facts, facts.referralOn, takenIn)
  if (takenIn) write.takenIn(takenIn)
  if (facts.contact) write.contact(facts.contact.userId, facts.contactSince ?? takenIn ?? today, last)
  for (const track of person.tracks) write.track(track, trackStart(track.startOn, person, today), last)
  if (last) write.discharge(facts, last)
  write.imported()
  write.marks(marks)
}
