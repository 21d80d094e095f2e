import { asViewer, type Viewer, viewerOfSession } from '../../src/features/access/public.ts'
import { threadEventsSince } from '../../src/features/thread/event.queries.ts'
import { EXPORTED_TABLES, exportThread } from '../../src/features/thread/export.queries.ts'
import { countParticipants, listParticipants } from '../../src/features/thread/participant.queries.ts'
import { searchParticipants } from '../../src/features/thread/search.queries.ts'
import { afterPrefix, readSearchTerm } from '../../src/features/thread/search.ts'
import type { Db, Tx } from '../../src/platform/database/db.ts'
import { addDays, type CalendarDay } from '../../src/shared/calendar-day.ts'
import { foldName } from '../../src/shared/text.ts'
import * as oracle from './oracle.ts'
import { type Placed, type PlacedThread, tokenOf } from './world.build.ts'

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

    const list = await listed(tx, viewer, on)
    compare(
      'list',
      sorted(list.map((row) => row.threadId)),
      idsOf((at) => oracle.listed(eye, at.thread)),
    )
    compare(
      'list never names a protected person',
      list.filter((row) => row.protected && row.name !== ''),
      [],
    )
    compare(
      'count',
      await countParticipants(tx, viewer),
      placed.threads.filter((at) => oracle.listed(eye, at.thread)).length,
    )

    for (const at of placed.threads) {
      const exported = await exportThread(tx, viewer, at.threadId)
      compare('export', seen(exported), wanted(eye, at))
    }
    compare('export of another association', await exportThread(tx, viewer, stranger), undefined)

    const first = placed.threads[0]!
    const name = first.thread.family.slice(0, 3)
    const byName = readSearchTerm(name, on)
    const key = foldName(name)
    compare(
      'search by name',
      byName && sorted((await searchParticipants(tx, viewer, byName)).map((one) => one.threadId)),
      idsOf(({ thread }) => {
        const whole = foldName(`${thread.family} ${thread.given}`)
        return oracle.foundByName(eye, thread) && whole >= key && whole < afterPrefix(key)
      }),
    )
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

    const events = await threadEventsSince(tx, viewer, 0)
    compare('event stream', sorted(events.map((event) => event.eventId)), sorted(wantedEvents(eye, placed)))
    return found
  })
}

async function listed(tx: Tx, viewer: Viewer, on: CalendarDay) {
  const rows = []
  for (let page = 1; ; page++) {
    const some = await listParticipants(tx, viewer, on, page)
    if (some.length === 0) return rows
    rows.push(...some)
  }
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
  if (oracle.seesThread(eye, thread)) add('thread', at.threadId)
  if (oracle.exportsIdentity(eye, thread)) add('participant_identity', at.threadId)
  thread.rows.forEach((row, n) => {
    if (!oracle.seesRow(eye, thread, row)) return
    add(row.table, at.rowIds[n]!)
    if (row.table === 'note') add('note_objection', at.companionIds[n]!)
    if (row.table === 'track') add('track_pause', at.companionIds[n]!)
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
