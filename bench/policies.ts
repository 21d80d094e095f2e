import type pg from 'pg'
import { asViewer, type Viewer, viewerOfSession } from '../src/features/access/public.ts'
import { listParticipants } from '../src/features/thread/participant.queries.ts'
import { searchParticipants } from '../src/features/thread/search.queries.ts'
import { readSearchTerm } from '../src/features/thread/search.ts'
import { storyRows, threadOf } from '../src/features/thread/thread.queries.ts'
import { todayOf } from '../src/features/thread/today.queries.ts'
import { createDb, type Db, type Tx } from '../src/platform/database/db.ts'
import type { OpenDatabase } from '../src/platform/database/open.ts'
import { openPool } from '../src/platform/database/pool.ts'
import { type CalendarDay, dayAt } from '../src/shared/calendar-day.ts'
import { spread } from './load.ts'
import type { Visitor } from './people.ts'

/** The median of a query as the program's role and as the owner, for whom no policy applies, in milliseconds. */
export type Ratio = { name: string; withPolicies: number; without: number; ratio: number; rows: string }

type Query = {
  name: string
  run(tx: Tx, viewer: Viewer, today: CalendarDay, visitor: Visitor, turn: number): Promise<unknown>
}

const inTurn = <T>(list: readonly T[], turn: number): T => list[turn % list.length]!

const QUERIES: readonly Query[] = [
  { name: 'Today', run: (tx, viewer, today) => todayOf(tx, viewer, today) },
  { name: 'Participant list', run: (tx, viewer, today) => listParticipants(tx, viewer, today, 1, 'all') },
  {
    name: 'One thread',
    run: (tx, viewer, _today, { threadIds }, turn) => threadOf(tx, viewer, inTurn(threadIds, turn)),
  },
  {
    name: 'The story of a thread',
    run: (tx, viewer, _today, { threadIds }, turn) => storyRows(tx, viewer, inTurn(threadIds, turn)),
  },
  {
    name: 'Search by name',
    run: (tx, viewer, today, { names }, turn) =>
      searchParticipants(tx, viewer, readSearchTerm(inTurn(names, turn), today)!),
  },
]

const sizeOf = (found: unknown): number => JSON.stringify(found ?? null).length

/** The very functions of the pages, one after the other as both roles, so that whatever else the machine does meets both. */
export async function measurePolicies(
  database: OpenDatabase,
  visitors: readonly Visitor[],
  turns: number,
): Promise<Ratio[]> {
  const today = dayAt(new Date())
  const pools = [openPool({ ...database.app, max: 1 }), openPool({ ...database.migrator, max: 1 })] as const
  const roles = [createDb(pools[0]), createDb(pools[1])] as const
  const viewers = await Promise.all(visitors.map(({ token }) => viewerOfSession(roles[0], token, today)))
  const measured: Ratio[] = []
  for (const query of QUERIES) {
    const samples: [number[], number[]] = [[], []]
    const sizes: [number, number] = [0, 0]
    for (let turn = -20; turn < turns; turn++) {
      const at = Math.abs(turn) % visitors.length
      for (const role of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const { ms, found } = await timed(roles[role], viewers[at]!, today, (tx, viewer) =>
          query.run(tx, viewer, today, visitors[at]!, Math.abs(turn)),
        )
        // The first turns prepare the statements and warm the caches.
        if (turn >= 0) samples[role].push(ms)
        if (turn >= 0) sizes[role] += sizeOf(found)
      }
    }
    const [withPolicies, without] = [spread(samples[0]).p50, spread(samples[1]).p50]
    measured.push({
      name: query.name,
      withPolicies,
      without,
      ratio: Math.round((withPolicies / without) * 100) / 100,
      rows: sizes[0] === sizes[1] ? 'same answer' : 'protected identities left out',
    })
  }
  await Promise.all(pools.map((pool: pg.Pool) => pool.end()))
  return measured
}

async function timed(db: Db, viewer: Viewer, today: CalendarDay, run: (tx: Tx, viewer: Viewer) => Promise<unknown>) {
  return asViewer(db, viewer, today, async (tx) => {
    const began = performance.now()
    const found = await run(tx, viewer)
    return { ms: performance.now() - began, found }
  })
}
