import type { z } from 'zod'
import type { Tx } from '../../../platform/database/db.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { type HeldRole, inUnit, type Viewer } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import type { NewEvent } from '../event.ts'
import { rightOn, type WorkAction, writesAs } from '../thread.access.ts'
import { lockThread } from '../thread-state.commands.ts'
import { formerTeams, type WorkThread, workThread } from './work.queries.ts'

/** Who works, in which transaction, on which day. A `Visit` is one. */
export type Work = { tx: Tx; viewer: Viewer; today: CalendarDay }

/** The fields of a form as sent. */
export type Typed = Readonly<Record<string, unknown>>

/** A thread the viewer may do this to. `owned`: the first columns of every row about it that the viewer writes. */
export type Entered = {
  thread: WorkThread
  as: HeldRole
  owned: { associationId: number; threadId: string; unitId: number; authorityId: number }
}

/** Whose row it is, for its event. `alsoUnitId`: a former team's row that the present team closed; the event is both units'. */
export type RowOwner = Entered['owned'] & { alsoUnitId?: number }

/** Records what happened to a row of the daily work: whose it is as the row. */
export const recordOf = (
  work: Work,
  { threadId, unitId, authorityId, alsoUnitId }: RowOwner,
  what: Pick<NewEvent, 'kind' | 'category' | 'subject' | 'subjectId' | 'on' | 'data'>,
): Promise<void> =>
  recordEvent(work.tx, work.viewer, { threadId, unitId, authorityId, alsoUnitId: alsoUnitId ?? null, ...what })

/** What changes who may see (the thread's state does, too): the thread is taken alone. */
const CHANGES_SIGHT: readonly WorkAction[] = ['consent', 'disclose', 'withdraw', 'discharge', 'reopen']

/** Opens a thread for a command, or refuses: takes it first, then looks, so that what is seen stays so until the end. */
export async function enter(work: Work, threadId: string, action: WorkAction): Promise<Result<Entered>> {
  if (isUuid(threadId)) await lockThread(work.tx, threadId, { alone: CHANGES_SIGHT.includes(action) })
  return mayEnter(work, threadId, action)
}

/** May the viewer do this on the thread, as it is now? For pages; a command takes the thread first. Reasons are keys of `workTexts`. */
export async function mayEnter(work: Work, threadId: string, action: WorkAction): Promise<Result<Entered>> {
  const { tx, viewer } = work
  const thread = await workThread(tx, viewer, threadId)
  if (!thread) return refuse({ kind: 'not-found' })
  const right = rightOn(viewer, thread, action)
  const as = writesAs(viewer, thread)
  if (right === 'not-yours' || !as) return refuse({ kind: 'not-allowed', reason: 'refused.not-yours' })
  if (right === 'not-now') return refuse({ kind: 'conflict', reason: `refused.state.${thread.state}` })
  const { unitId, authorityId } = as
  return ok({ thread, as, owned: { associationId: viewer.associationId, threadId, unitId, authorityId } })
}

/** Reads a form by its schema, as a result. */
export function parse<S extends z.ZodType>(schema: S, typed: Typed): Result<z.output<S>> {
  const read = readForm(schema, typed)
  return read.ok ? ok(read.value) : refuse({ kind: 'invalid', fields: read.problems })
}

/**
 * Is the row still as it was when the form was opened, and the viewer's own unit's to change? Refuses in the order a person
 * can understand: absent, not theirs, changed meanwhile. Gives the columns of whose row it is, for its event.
 */
export function checkRow(
  viewer: Viewer,
  entered: Entered,
  row: { unitId: number; version: number },
  version: number,
): Result<Entered['owned']> {
  const held = viewer.roles.find((one) => one.unitId === row.unitId)
  if (!held || !inUnit(viewer, row.unitId)) return refuse({ kind: 'not-allowed', reason: 'refused.other-unit' })
  if (row.version !== version) return refuse({ kind: 'stale' })
  return ok({ ...entered.owned, unitId: held.unitId, authorityId: held.authorityId })
}

/**
 * As `checkRow`, for an action that closes the row: the team that has the person now may close what a former team left open,
 * and nothing else of it.
 */
export async function checkClosing(
  work: Work,
  entered: Entered,
  row: { unitId: number; version: number },
  version: number,
): Promise<Result<RowOwner>> {
  if (inUnit(work.viewer, row.unitId)) return checkRow(work.viewer, entered, row, version)
  const former = (await formerTeams(work.tx, entered.owned.threadId)).find((one) => one.unitId === row.unitId)
  if (!former) return refuse({ kind: 'not-allowed', reason: 'refused.other-unit' })
  if (row.version !== version) return refuse({ kind: 'stale' })
  return ok({ ...entered.owned, ...former, alsoUnitId: entered.as.unitId })
}
