import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { ThreadState } from '../participant.queries.ts'
import type { WayOfWorking } from '../team-load.queries.ts'
import { type Checklist, readChecklist } from './checklist.ts'
import { openEntryOf, type QueueEntry, stoodBefore } from './queue.queries.ts'
import { type DeclineGround, missingOf, type ReferralFacts, type ReferralState, type VisitOutcome } from './referral.ts'

/** A referral with everything its page shows. Days are calendar days. */
export type Referral = {
  referralId: string
  threadId: string
  version: number
  state: ReferralState
  /** The sending unit and its authority. */
  unitId: number
  authorityId: number
  fromName: string
  fromPhone: string | null
  /** The receiving unit; only chosen, not told, while it is a draft. */
  toUnitId: number | null
  toName: string | null
  toPhone: string | null
  toWay: WayOfWorking | null
  toIntervention: string
  /** The entry of the map it began at. */
  entryId: string | null
  reason: string
  triedBefore: string
  ownWords: string
  checklist: Checklist
  agreedHow: 'oral' | 'written' | null
  agreedOn: CalendarDay | null
  language: string
  interpreter: boolean
  languageSupport: string
  wishedStart: CalendarDay | null
  contactUserId: string
  contactName: string
  sentOn: CalendarDay | null
  receivedOn: CalendarDay | null
  studyVisitOn: CalendarDay | null
  studyVisitOutcome: VisitOutcome | null
  studyVisitTime: string
  studyVisitPlace: string
  studyVisitWho: string
  /** Who was there, as noted afterwards. */
  studyVisitPresent: string
  /** The call to intake, as both units know it. */
  calledOn: CalendarDay | null
  calledTime: string
  calledPlace: string
  calledWho: string
  decidedOn: CalendarDay | null
  decidedByName: string | null
  decisionReason: string
  declineGround: DeclineGround | null
  redirectedTo: string
  redirectUnitId: number | null
  redirectName: string | null
  takenInOn: CalendarDay | null
  continuesReferralId: string | null
  continuedByReferralId: string | null
  createdByName: string
  acl: number[]
  /** The person, as far as the viewer may see who it is: nothing once the unit has let go of the thread. */
  person: ReferredPerson | undefined
  /** Stands in the team's queue. */
  queue: QueueEntry | undefined
  facts: ReferralFacts
}

export type ReferredPerson = {
  caseNumber: string
  threadState: ThreadState
  teamUnitId: number | null
  threadVersion: number
  /** Undefined where the identity is protected and the viewer is not named. */
  identity:
    | { name: string; given: string; personNumber: string | null; phone: string; protection: Protection }
    | undefined
}

export type Protection = 'none' | 'marking' | 'protected_registration'

/** The referral, or undefined where it is absent or the viewer may not see it. `lock` holds the row until the transaction ends. */
export async function referralOf(
  tx: Tx,
  viewer: Viewer,
  referralId: string,
  { lock = false } = {},
): Promise<Referral | undefined> {
  if (!isUuid(referralId)) return undefined
  if (lock) await lockReferral(tx, viewer, referralId)
  const row = await tx
    .selectFrom('referral as r')
    .innerJoin('unit as f', (on) =>
      on.onRef('f.associationId', '=', 'r.associationId').onRef('f.unitId', '=', 'r.unitId'),
    )
    .leftJoin('unit as g', (on) =>
      on.onRef('g.associationId', '=', 'r.associationId').onRef('g.unitId', '=', 'r.toUnitId'),
    )
    .leftJoin('unit as e', (on) =>
      on.onRef('e.associationId', '=', 'r.associationId').onRef('e.unitId', '=', 'r.redirectUnitId'),
    )
    .innerJoin('accountUser as c', 'c.id', 'r.contactUserId')
    .innerJoin('accountUser as b', 'b.id', 'r.createdBy')
    .leftJoin('accountUser as d', 'd.id', 'r.decidedBy')
    .leftJoin('thread as t', (on) =>
      on.onRef('t.associationId', '=', 'r.associationId').onRef('t.threadId', '=', 'r.threadId'),
    )
    .leftJoin('participantIdentity as i', (on) =>
      on.onRef('i.associationId', '=', 'r.associationId').onRef('i.threadId', '=', 'r.threadId'),
    )
    .selectAll('r')
    .select((eb) => [
      'f.name as fromName',
      'f.phone as fromPhone',
      'g.name as toName',
      'g.phone as toPhone',
      'g.wayOfWorking as toWay',
      'e.name as redirectName',
      'c.name as contactName',
      'b.name as createdByName',
      'd.name as decidedByName',
      sql<boolean>`r.to_unit_id is not null and nobody_named(r.thread_id, r.to_unit_id)`.as('unnamed'),
      sql<string | null>`coalesce(t.case_number, case_number_of(r.thread_id))`.as('caseNumber'),
      't.state as threadState',
      't.teamUnitId',
      't.version as threadVersion',
      'i.givenName',
      'i.familyName',
      'i.personNumber',
      'i.phone',
      'i.protection',
      eb
        .selectFrom('referral as n')
        .whereRef('n.associationId', '=', 'r.associationId')
        .whereRef('n.continuesReferralId', '=', 'r.referralId')
        .orderBy('n.referralId')
        .limit(1)
        .select('n.referralId')
        .as('continuedByReferralId'),
    ])
    .where('r.associationId', '=', viewer.associationId)
    .where('r.referralId', '=', referralId)
    .executeTakeFirst()
  if (!row) return undefined
  const queue = row.state === 'accepted' ? await openEntryOf(tx, viewer, referralId) : undefined
  const othersBefore =
    row.toUnitId !== null && row.toWay === 'sequential' ? await stoodBefore(tx, viewer, row.toUnitId, queue) : false
  const state = row.state as ReferralState
  const { threadState, caseNumber, givenName, familyName } = row
  const person: ReferredPerson | undefined =
    caseNumber === null
      ? undefined
      : {
          caseNumber,
          // Whose part has ended is not told how the person is now: for them it is over.
          threadState: (threadState ?? 'discharged') as ThreadState,
          teamUnitId: row.teamUnitId,
          threadVersion: row.threadVersion ?? 0,
          identity:
            givenName === null || familyName === null
              ? undefined
              : {
                  name: `${givenName} ${familyName}`,
                  given: givenName,
                  personNumber: row.personNumber,
                  phone: row.phone ?? '',
                  protection: row.protection as Protection,
                },
        }
  const known = {
    state,
    toWay: row.toWay as WayOfWorking | null,
    checklist: readChecklist(row.checklist),
    agreedHow: row.agreedHow as Referral['agreedHow'],
    studyVisitOutcome: row.studyVisitOutcome as VisitOutcome | null,
    declineGround: row.declineGround as DeclineGround | null,
  }
  const facts: ReferralFacts = {
    state,
    unitId: row.unitId,
    toUnitId: row.toUnitId,
    studyVisitOutcome: known.studyVisitOutcome,
    takenInOn: row.takenInOn,
    continued: row.continuedByReferralId !== null,
    missing: missingOf(row),
    activeUnitId: person?.threadState === 'active' ? person.teamUnitId : null,
    othersBefore,
    unnamed: row.unnamed,
  }
  return { ...row, ...known, person, queue, facts }
}

/** Holds the referral until the transaction ends, so that two decisions come one after the other. */
async function lockReferral(tx: Tx, viewer: Viewer, referralId: string): Promise<void> {
  await tx
    .selectFrom('referral')
    .select('version')
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', referralId)
    .forUpdate()
    .execute()
}
