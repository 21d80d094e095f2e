import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../../platform/database/db.ts'
import { insertMany } from '../../../platform/database/insert-many.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import { log } from '../../../platform/log.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { asViewer, logLook, type Viewer } from '../../access/public.ts'
import { type ImportRun, importRows, importRun, pastAndPresentColleagues } from './import.queries.ts'
import { type ImportCounts, MOST_ROWS } from './import.ts'
import { readingPeople, TURN } from './import-check.ts'
import { digestFor, participantsHere } from './import-here.queries.ts'
import type { FilePerson } from './import-person.ts'
import { countOutcomes, countParts, type Planned, planPerson } from './import-plan.ts'
import { isError } from './import-problem.ts'
import { columnsOf } from './import-target.ts'
import { AT_ONCE, lockRun, lockTeam, planAnew, reserveCaseNumbers, writePeople } from './import-write.commands.ts'

/** What the work beside the pages needs. `referredBy` is the sentence that keeps who referred, in the viewer's language. */
export type ImportTools = { db: Db; viewer: Viewer; today: CalendarDay; referredBy: (who: string) => string }

/** The people of a run, read again from its rows without holding up other pages. */
async function peopleOf(tx: Tx, { viewer, today }: ImportTools, run: ImportRun): Promise<FilePerson[]> {
  const colleagues = await pastAndPresentColleagues(tx, viewer, run.unitId, today)
  const all = await importRows(tx, viewer, run.importRunId, { limit: MOST_ROWS })
  const rows = all.slice(run.headerFrom + run.headerDepth)
  const reading = readingPeople(rows, { columns: columnsOf(run.choices), colleagues, today })
  for (;;) {
    const step = reading.next()
    if (step.done) return step.value
    await breathe()
  }
}

/** What becomes of everybody, compared with the participants who are here now. */
async function planAll(tx: Tx, tools: ImportTools, run: ImportRun): Promise<{ planned: Planned[]; seen: string[] }> {
  const { viewer, today } = tools
  const people = await peopleOf(tx, tools, run)
  const here = await participantsHere(tx, viewer, run.unitId, people)
  const planner = { here, columns: columnsOf(run.choices), today, digest: digestFor(viewer) }
  const planned: Planned[] = []
  for (const [at, person] of people.entries()) {
    planned.push(planPerson(person, planner))
    if (at % TURN === 0) await breathe()
  }
  const seen = planned.flatMap((one) => ('existing' in one ? [one.existing.threadId] : []))
  return { planned, seen }
}

const setRun = (tx: Tx, viewer: Viewer, id: string, set: Record<string, unknown>) =>
  tx
    .updateTable('importRun')
    .set({ ...set, beatAt: new Date() })
    .where('associationId', '=', viewer.associationId)
    .where('importRunId', '=', id)
    .execute()

/** The dry run: every person judged, every problem kept. Writes nothing about anybody. */
export async function checkList(tools: ImportTools, id: string): Promise<void> {
  const { db, viewer, today } = tools
  await asViewer(db, viewer, today, async (tx) => {
    // A form sent twice begins the work twice: the second waits, and finds it done.
    await lockRun(tx, id)
    const run = await importRun(tx, viewer, id)
    if (run?.state !== 'checking') return
    const { planned, seen } = await planAll(tx, tools, run)
    const key = { associationId: viewer.associationId, importRunId: id }
    await tx
      .deleteFrom('importProblem')
      .where('associationId', '=', key.associationId)
      .where('importRunId', '=', id)
      .execute()
    await keepOutcomes(tx, key, planned)
    const counts = await keepProblems(tx, { ...key, userId: viewer.userId, unitId: run.unitId }, planned)
    // Finding somebody again is a look at them.
    await logLook(tx, viewer, 'search', { threadIds: [...new Set(seen)] })
    await setRun(tx, viewer, id, { state: 'checked', counts: JSON.stringify(counts), stopped: '' })
  })
}

type RunKey = { associationId: number; importRunId: string }

/** The outcome of each row, looked up in one object: a join with a list of unknown length is planned as if it were short. */
async function keepOutcomes(tx: Tx, key: RunKey, planned: readonly Planned[]): Promise<void> {
  const judged = Object.fromEntries(planned.flatMap(({ outcome, person }) => person.rows.map((row) => [row, outcome])))
  await sql`update import_row set outcome = (select ${JSON.stringify(judged)}::jsonb) ->> row_number::text
    where association_id = ${key.associationId} and import_run_id = ${key.importRunId}`.execute(tx)
}

async function keepProblems(
  tx: Tx,
  key: RunKey & { userId: string; unitId: number },
  planned: readonly Planned[],
): Promise<ImportCounts> {
  const problems = planned
    .flatMap(({ person }) => person.problems)
    .sort((a, b) => a.row - b.row || (a.column ?? -1) - (b.column ?? -1))
    .map((problem, at) => ({
      ...key,
      problemNo: at + 1,
      rowNumber: problem.row,
      columnNo: problem.column,
      kind: problem.kind,
      error: isError(problem),
      value: problem.value,
      detail: problem.detail,
    }))
  for (let at = 0; at < problems.length; at += 2000)
    await insertMany(tx, 'importProblem', problems.slice(at, at + 2000))
  const errors = problems.filter((problem) => problem.error).length
  const badRows = planned.reduce((sum, one) => sum + (one.outcome === 'bad' ? one.person.rows.length : 0), 0)
  return { ...countOutcomes(planned), ...countParts(planned), badRows, errors, notices: problems.length - errors }
}

/** The team's participants have changed since the dry run so that the list no longer holds. */
class Changed extends Error {}

/** Brings the list in: everything in one transaction, or nothing. Progress is told in transactions of its own. */
export async function writeList(tools: ImportTools, id: string): Promise<void> {
  const { db, viewer, today } = tools
  const apart = <T>(work: (tx: Tx) => Promise<T>) => asViewer(db, viewer, today, work)
  await asViewer(db, viewer, today, async (tx) => {
    await lockRun(tx, id)
    const run = await importRun(tx, viewer, id)
    if (run?.state !== 'writing') return
    await lockTeam(tx, viewer, run.unitId)
    const { planned } = await planAll(tx, tools, run)
    if (!run.leaveOut && planned.some(({ outcome }) => outcome === 'bad')) throw new Changed()
    const news = planned.filter(({ outcome }) => outcome === 'new' || outcome === 'added')
    const fresh = planned.filter(({ outcome }) => outcome === 'new').length
    // Committed on their own: nobody else waits for a case number until a long list is in.
    const numbers = (await apart((own) => reserveCaseNumbers(own, today, fresh))).reverse()
    const { associationId, userId } = viewer
    const { unitId, authorityId } = run
    const writer = { associationId, unitId, authorityId, userId, today, newId, referredBy: tools.referredBy }
    await apart((own) => setRun(own, viewer, id, { total: news.length, progress: 0 }))
    for (let at = 0; at < news.length; at += AT_ONCE) {
      await planAnew(tx)
      await writePeople(tx, viewer, writer, news.slice(at, at + AT_ONCE), numbers)
      await apart((own) => setRun(own, viewer, id, { progress: Math.min(at + AT_ONCE, news.length) }))
    }
    for (const table of ['importProblem', 'importRow'] as const)
      await tx.deleteFrom(table).where('associationId', '=', associationId).where('importRunId', '=', id).execute()
    const counts = { ...run.counts, ...countOutcomes(planned), ...countParts(planned) }
    await setRun(tx, viewer, id, { state: 'done', file: null, counts: JSON.stringify(counts), stopped: '' })
  })
}

const running = new Set<Promise<void>>()

/**
 * Begins work beside the pages, and waits for it a moment: a short list is done when its page is asked for. What fails is
 * logged, and the run goes back to where it can be begun again.
 */
export async function beginWork(tools: ImportTools, id: string, work: typeof checkList): Promise<void> {
  const { db, viewer, today } = tools
  const back = work === checkList ? 'mapping' : 'checked'
  const whole = work(tools, id).catch(async (error: unknown) => {
    const changed = error instanceof Changed
    if (!changed) log.error('an import stopped', { error })
    await asViewer(db, viewer, today, (tx) =>
      setRun(tx, viewer, id, { state: back, stopped: changed ? 'changed' : 'failed' }),
    ).catch((second: unknown) => log.error('an import could not be set back', { error: second }))
  })
  running.add(whole)
  void whole.finally(() => running.delete(whole))
  await Promise.race([whole, wait(PATIENCE_MS)])
}

const PATIENCE_MS = 1500

/** Until everything begun here has ended: for tests. */
export const importsDone = async (): Promise<void> => {
  await Promise.all(running)
}

/** Deletes uploads of which a day has passed. */
export const sweepImports = defineJob(
  'thread.sweep-imports',
  z.strictObject({}),
  async (_, { db }: { db: Db }) => {
    await sql`select sweep_imports()`.execute(db)
  },
  { cron: '17 * * * *' },
)
