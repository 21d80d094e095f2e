import { asViewer, type Viewer, viewerOfSession } from '../../src/features/access/public.ts'
import { threadEventsSince } from '../../src/features/thread/event.queries.ts'
import { EXPORTED_TABLES, exportThread } from '../../src/features/thread/export.queries.ts'
import { listParticipants, PAGE_SIZE } from '../../src/features/thread/participant.queries.ts'
import { searchParticipants } from '../../src/features/thread/search.queries.ts'
import { readSearchTerm } from '../../src/features/thread/search.ts'
import { sharedWithViewer } from '../../src/features/thread/sharing/shared-with-you.queries.ts'
import { type StoryRows, threadOf } from '../../src/features/thread/thread.queries.ts'
import { todayOf } from '../../src/features/thread/today.queries.ts'
import { wholeThread } from '../../src/features/thread/whole-thread.queries.ts'
import type { Db, Tx } from '../../src/platform/database/db.ts'
import { addDays, type CalendarDay } from '../../src/shared/calendar-day.ts'
import * as oracle from './oracle.ts'
import { type Placed, type PlacedThread, tokenOf } from './world.build.ts'
import { COMPANIONS } from './world.rows.ts'

/** What a channel answered and what it should have; equal, or a fault in the product (or in the oracle). */
export type Comparison = { channel: string; viewer: number; day: number; got: unknown; want: unknown }

const sorted = (ids: Iterable<string>): string[] => [...ids].sort()

/** Looks at a world through every channel as one user on one day. `stranger` is a thread of another association. */
export async function look(
  db: Db,
  placed: Placed,
  user: number,
  day: number,
  today: CalendarDay,
  stranger: string,
): Promise<Comparison[]> {
  const on = addDays(today, day)
  const eye = oracle.eyeOf(placed.world, user, day)
  const viewer = await viewerOfSession(db, tokenOf(placed.userIds[user]!), on)
  const active = placed.world.users[user]!.active
  if (!viewer || !active) return [{ channel: 'session', viewer: user, day, got: viewer !== undefined, want: active }]
  return asViewer(db, viewer, on, async (tx) => {
    const found: Comparison[] = []
    const compare = (channel: string, got: unknown, want: unknown) =>
      found.push({ channel, viewer: user, day, got, want })
    const idsOf = (sees: (at: PlacedThread) => boolean) => sorted(placed.threads.filter(sees).map((at) => at.threadId))

    const { rows: list, total } = await listed(tx, viewer, on)
    const mayList = idsOf((at) => oracle.listed(eye, at.thread))
    compare('list', sorted(list.map((row) => row.threadId)), mayList)
    compare('count', total, mayList.length)
    const namesProtected = list.filter((row) => row.protected && row.name !== '')
    compare('list never names a protected person', namesProtected, [])
    const today = await todayOf(tx, viewer, on, 'leader')
    const mayKnow = idsOf((at) => oracle.seesIdentity(eye, at.thread))
    compare(
      'today lists no others',
      peopleIn(today).filter((one) => !mayKnow.includes(one.threadId) || (one.protected && one.name !== '')),
      [],
    )
    compare(
      'today counts',
      today.active,
      placed.threads.filter(
        ({ thread }) => thread.active && oracle.isTeamOf(eye, thread) && oracle.seesCourse(eye, thread),
      ).length,
    )

    compare(
      'shared on the start page',
      sorted((await sharedWithViewer(tx, viewer)).people.map((one) => one.threadId)),
      idsOf((at) => oracle.sharedWith(eye, at.thread)),
    )
    compare(
      'shared on the list',
      sorted(list.filter((row) => row.how === 'shared').map((row) => row.threadId)),
      idsOf((at) => oracle.sharedWith(eye, at.thread)),
    )
    compare(
      'own people on the list',
      sorted(list.filter((row) => row.how === 'own').map((row) => row.threadId)),
      idsOf((at) => oracle.ownListed(eye, at.thread)),
    )

    for (const at of placed.threads) {
      const page = await threadOf(tx, viewer, at.threadId)
      compare(
        'page',
        { thread: page !== undefined, identity: !!page?.identity },
        { thread: oracle.seesThread(eye, at.thread), identity: oracle.seesIdentity(eye, at.thread) },
      )
      compare('page rows', shapeOf((await wholeThread(tx, viewer, at.threadId))!.story), wantedShape(eye, at))
      const exported = await exportThread(tx, viewer, at.threadId)
      compare('export', seen(exported), wanted(eye, at))
    }
    compare('page of another association', await threadOf(tx, viewer, stranger), undefined)
    compare('export of another association', await exportThread(tx, viewer, stranger), undefined)

    const first = placed.threads[0]!
    for (const name of [first.thread.family.slice(0, 3), first.thread.given.slice(0, 4)]) {
      const byName = readSearchTerm(name, on)
      compare(
        'search by name',
        byName && sorted((await searchParticipants(tx, viewer, byName)).map((one) => one.threadId)),
        idsOf(({ thread }) => oracle.foundByName(eye, thread) && begins(`${thread.family} ${thread.given}`, name)),
      )
    }
    const byCase = readSearchTerm(first.caseNumber, on)
    compare(
      'search by case number',
      byCase && (await searchParticipants(tx, viewer, byCase)).map((one) => one.threadId),
      oracle.foundByNumber(eye, first.thread) ? [first.threadId] : [],
    )
    if (first.number) {
      const byNumber = readSearchTerm(first.number, on)
      compare(
        'search by personal number',
        byNumber && sorted((await searchParticipants(tx, viewer, byNumber)).map((one) => one.threadId)),
        idsOf((at) => at.number === first.number && oracle.foundByNumber(eye, at.thread)),
      )
    }

    const events = await threadEventsSince(tx, viewer, undefined)
    compare('event stream', sorted(events.map((event) => event.eventId)), sorted(wantedEvents(eye, placed)))
    return found
  })
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
/** A word of the name begins with what was written. */
const begins = (name: string, written: string): boolean =>
  plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word.startsWith(plain(written)))

async function listed(tx: Tx, viewer: Viewer, on: CalendarDay) {
  const first = await listParticipants(tx, viewer, on, 1)
  const rows = [...first.rows]
  for (let page = 2; (page - 1) * PAGE_SIZE < first.total; page++)
    rows.push(...(await listParticipants(tx, viewer, on, page)).rows)
  return { rows, total: first.total }
}

type Person = { threadId: string; name: string; protected: boolean }
/** Everybody a start page names, whatever the list. */
const peopleIn = (today: object): Person[] =>
  Object.values(today).flatMap((value) => (Array.isArray(value) ? value : []))

/** How many rows of each kind the picture of a thread is drawn from. */
const shapeOf = (rows: StoryRows): Record<string, number> => ({
  referral: rows.referrals.length,
  queue_entry: rows.queue.length,
  assignment: rows.assignments.length,
  track: rows.tracks.length,
  track_pause: rows.tracks.flatMap((track) => track.pauses).length,
  discharge: rows.discharges.length,
})

function wantedShape(eye: oracle.Eye, at: PlacedThread): Record<string, number> {
  const ids = wanted(eye, at)
  const tables = ['referral', 'queue_entry', 'assignment', 'track', 'track_pause', 'discharge']
  return Object.fromEntries(tables.map((table) => [table, ids?.[table]?.length ?? 0]))
}

/** The keys of the rows of an export, by table. */
function seen(exported: Awaited<ReturnType<typeof exportThread>>): Record<string, string[]> | undefined {
  if (!exported) return undefined
  const keyOf = (table: string) =>
    table === 'thread_event' ? 'event_id' : table === 'participant_identity' ? 'thread_id' : `${table}_id`
  const tables = EXPORTED_TABLES.map(
    (table) => [table, sorted(exported[table].map((row) => String(row[keyOf(table)])))] as const,
  )
  return Object.fromEntries(tables.filter(([, ids]) => ids.length > 0))
}

function wanted(eye: oracle.Eye, at: PlacedThread): Record<string, string[]> | undefined {
  const { thread } = at
  const ids: Record<string, string[]> = {}
  const add = (table: string, id: string) => {
    ids[table] = sorted([...(ids[table] ?? []), id])
  }
  if (oracle.seesCourse(eye, thread)) add('thread', at.threadId)
  if (oracle.exportsIdentity(eye, thread)) add('participant_identity', at.threadId)
  thread.rows.forEach((row, n) => {
    const companion = COMPANIONS[row.table]
    if (companion && oracle.seesRow(eye, thread, { ...row, also: null })) add(companion, at.companionIds[n]!)
    if (!oracle.seesRow(eye, thread, row)) return
    add(row.table, at.rowIds[n]!)
  })
  thread.consents.forEach((consent, n) => {
    if (oracle.seesConsent(eye, thread, consent.unit)) add('consent', at.consentIds[n]!)
  })
  thread.disclosures.forEach((one, n) => {
    if (oracle.seesDisclosure(eye, thread, one)) add('disclosure', at.disclosureIds[n]!)
  })
  return Object.keys(ids).length > 0 ? ids : undefined
}

const wantedEvents = (eye: oracle.Eye, placed: Placed): string[] =>
  placed.threads.flatMap((at) =>
    at.rowIds.filter((_id, n) => {
      const row = at.thread.rows[n]!
      return row.table === 'thread_event' && oracle.seesRow(eye, at.thread, row)
    }),
  )
