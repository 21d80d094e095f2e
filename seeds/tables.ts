import type { DB } from '../db/types.ts'

/** The tables a thread is written into, and the columns a row of each has when nothing else is said (as in the migrations). */
const none = { acl: [] as number[], aclUntil: 'infinity' }

export const blank = {
  threadUnit: { since: '', until: null, endedOn: null },
  thread: {
    category: 'course',
    caseNumber: '',
    state: 'begun',
    teamUnitId: null,
    language: 'sv',
    interpreter: false,
    ownWords: '',
    openedOn: '',
    intakeOn: null,
    dischargedOn: null,
    version: 1,
    ...none,
  },
  participantIdentity: {
    category: 'person',
    givenName: '',
    familyName: '',
    nameKey: '',
    personNumber: null,
    birthDay: null,
    sex: null,
    phone: '',
    email: '',
    address: '',
    protection: 'none',
    namedUserIds: [] as string[],
    version: 1,
    ...none,
  },
  referral: {
    category: 'referral',
    alsoUnitId: null,
    state: 'draft',
    toUnitId: null,
    toIntervention: '',
    reason: '',
    triedBefore: '',
    ownWords: '',
    checklist: {},
    agreedHow: null,
    agreedOn: null,
    language: 'sv',
    interpreter: false,
    languageSupport: '',
    wishedStart: null,
    contactUserId: '',
    sentOn: null,
    receivedOn: null,
    studyVisitOn: null,
    studyVisitOutcome: null,
    decidedOn: null,
    decisionReason: '',
    decidedBy: null,
    redirectedTo: '',
    redirectUnitId: null,
    declineGround: null,
    takenInOn: null,
    calledOn: null,
    createdBy: '',
    createdAt: '',
    version: 1,
    ...none,
  },
  queueEntry: {
    category: 'referral',
    alsoUnitId: null,
    referralId: '',
    enteredOn: '',
    place: 1000,
    leftOn: null,
    leftHow: null,
    intakePlannedOn: null,
    noShows: 0,
    version: 1,
    ...none,
  },
  queueMove: {
    category: 'referral',
    queueEntryId: '',
    fromPlace: 0,
    toPlace: 0,
    reason: '',
    movedOn: '',
    movedBy: '',
    ...none,
  },
  assignment: {
    category: 'identity',
    userId: '',
    role: 'lead',
    fromOn: '',
    untilOn: null,
    toldOn: null,
    toldHow: '',
    gapReason: '',
    version: 1,
    ...none,
  },
  track: {
    category: 'plan',
    name: '',
    lane: 'team',
    place: '',
    supervisor: '',
    quarterHours: 0,
    purpose: '',
    startOn: '',
    plannedEndOn: null,
    endOn: null,
    outcome: null,
    outcomeNote: '',
    version: 1,
    ...none,
  },
  trackPause: { category: 'plan', trackId: '', fromOn: '', untilOn: null, reason: '', ...none },
  note: { category: 'notes', body: '', happenedOn: '', authorId: '', writtenAt: '', correctsNoteId: null, ...none },
  noteObjection: { category: 'notes', noteId: '', body: '', madeOn: '', recordedBy: '', recordedAt: '', ...none },
  householdMember: {
    category: 'assessment',
    kind: 'child',
    label: '',
    birthYear: null,
    relation: '',
    hasSupport: false,
    livesHere: 'yes',
    fromOn: '',
    untilOn: null,
    toldBy: 'person',
    version: 1,
    ...none,
  },
  nextStep: {
    category: 'plan',
    what: '',
    whoUserId: null,
    whoPerson: false,
    dueOn: '',
    doneOn: null,
    droppedReason: '',
    version: 1,
    ...none,
  },
  consent: {
    category: 'identity',
    givenHow: 'oral',
    textLanguage: 'sv',
    textVersion: '',
    textHash: '',
    interpreter: false,
    takenBy: '',
    takenAt: '',
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawnHow: null,
    ...none,
  },
  disclosure: {
    category: 'identity',
    fromAuthorityId: 0,
    toAuthorityId: 0,
    toUnitId: null,
    categories: [] as string[],
    ground: 'consent',
    groundDetail: '',
    consentId: null,
    validFrom: '',
    validUntil: '',
    decidedBy: '',
    decidedAt: '',
    withdrawnAt: null,
    withdrawnBy: null,
    ...none,
  },
  discharge: {
    category: 'plan',
    reason: 'goal_reached',
    destination: 'work',
    comment: '',
    onDay: '',
    closingTalkOn: null,
    noTalkReason: '',
    reopenedOn: null,
    reopenReason: '',
    version: 1,
    ...none,
  },
  threadEvent: {
    category: 'identity',
    seq: 0,
    eventId: '',
    alsoUnitId: null,
    kind: '',
    subject: '',
    subjectId: '',
    onDay: '',
    recordedAt: '',
    actorId: null,
    data: {},
    ...none,
  },
} as const satisfies { [Table in keyof DB]?: { [Column in keyof DB[Table]]?: Cell } }

export type Cell = string | number | boolean | null | readonly string[] | readonly number[] | Record<string, unknown>

export type ThreadTable = keyof typeof blank
/** Tables whose rows have a key of their own, `<table>Id`, and an event for each thing that happens to them. */
export type KeyedTable = Exclude<ThreadTable, 'threadUnit' | 'thread' | 'participantIdentity' | 'threadEvent'>
/** What is said about a row; the rest is as in `blank`. */
export type Given<Table extends ThreadTable> = { [Column in keyof DB[Table]]?: Cell }

/** A row on its way into the database. `acl` is filled in when the thread is finished. */
export type Row = Record<string, Cell>

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const columnsOf = (table: ThreadTable): string[] => {
  const keys = ['associationId', 'threadId', 'unitId']
  if (table !== 'threadUnit') keys.push('authorityId')
  if (table !== 'threadUnit' && table !== 'thread' && table !== 'participantIdentity' && table !== 'threadEvent')
    keys.push(`${table}Id`)
  return [...keys, ...Object.keys(blank[table])]
}

export const THREAD_TABLES = Object.keys(blank) as ThreadTable[]
/** Each table's columns, as keys of a row and as the database names them. */
export const layout = Object.fromEntries(
  THREAD_TABLES.map((table) => {
    const keys = columnsOf(table)
    return [table, { name: snake(table), keys, columns: keys.map(snake) }]
  }),
) as Record<ThreadTable, { name: string; keys: string[]; columns: string[] }>
