import type pg from 'pg'
import { asViewer, type Viewer, viewerOfSession } from '../src/features/access/public.ts'
import { listParticipants } from '../src/features/thread/participant.queries.ts'
import { searchParticipants } from '../src/features/thread/search.queries.ts'
import { readSearchTerm } from '../src/features/thread/search.ts'
import { threadOf } from '../src/features/thread/thread.queries.ts'
import { todayOf } from '../src/features/thread/today.queries.ts'
import { wholeThread } from '../src/features/thread/whole-thread.queries.ts'
import { createDb, type Db, type Tx } from '../src/platform/database/db.ts'
import type { OpenDatabase } from '../src/platform/database/open.ts'
import { openPool } from '../src/platform/database/pool.ts'
import { type CalendarDay, dayAt } from '../src/shared/calendar-day.ts'
import { round, spread } from './load.ts'
import { exactCpu } from './machine.ts'
import type { Visitor } from './people.ts'

type Cost = { p50: number; cpu: number | null }
/**
 * A query as the program's role and as the owner, for whom no policy applies: the median time and the processor time of the
 * database for each, in milliseconds. On a busy machine the processor time is the better figure.
 */
export type Ratio = {
  name: string
  withPolicies: Cost
  without: Cost
  ratio: number
  cpuRatio: number | null
  answers: string
}

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
    name: 'All of a thread',
    run: (tx, viewer, _today, { threadIds }, turn) => wholeThread(tx, viewer, inTurn(threadIds, turn)),
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
  const pids = await Promise.all(
    pools.map(async (pool) => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid),
  )
  for (const query of QUERIES) {
    const samples: [number[], number[]] = [[], []]
    const sizes: [number, number] = [0, 0]
    const cpu: [number | undefined, number | undefined] = [0, 0]
    for (let turn = -20; turn < turns; turn++) {
      const at = Math.abs(turn) % visitors.length
      for (const role of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const before = exactCpu(pids[role])
        const { ms, found } = await timed(roles[role], viewers[at]!, today, (tx, viewer) =>
          query.run(tx, viewer, today, visitors[at]!, Math.abs(turn)),
        )
        // The first turns prepare the statements and warm the caches.
        if (turn < 0) continue
        const after = exactCpu(pids[role])
        cpu[role] = before === undefined || after === undefined ? undefined : (cpu[role] ?? 0) + after - before
        samples[role].push(ms)
        sizes[role] += sizeOf(found)
      }
    }
    const [withPolicies, without] = ([0, 1] as const).map((role) => ({
      p50: spread(samples[role]).p50,
      cpu: cpu[role] === undefined ? null : round(cpu[role] / turns),
    })) as [Cost, Cost]
    measured.push({
      name: query.name,
      withPolicies,
      without,
      ratio: round(withPolicies.p50 / without.p50),
      cpuRatio: withPolicies.cpu && without.cpu ? round(withPolicies.cpu / without.cpu) : null,
      answers: sizes[0] === sizes[1] ? 'the same' : 'without what is not theirs to see',
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
