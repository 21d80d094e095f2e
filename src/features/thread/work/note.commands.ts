import { sql } from 'kysely'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { inUnit } from '../../access/public.ts'
import type { EventKind, NewEvent, Subject } from '../event.ts'
import { latestNoteOf, noteOf } from './note.queries.ts'
import { noteCorrectionForm, noteForm, objectionForm } from './note.schema.ts'
import { happenedProblem, NOTE_ACTIONS, type Note, type NoteCategory, stateOf } from './note.ts'
import { type Entered, enter, parse, recordOf, type Typed, type Work } from './work.commands.ts'

type Owned = Entered['owned']

const record = (
  work: Work,
  owner: Owned,
  category: NoteCategory,
  kind: EventKind,
  [subject, subjectId]: [Subject, string],
  on: CalendarDay,
  data: NewEvent['data'],
) => recordOf(work, owner, { kind, category, subject, subjectId, on, data })

/** Writes a note of the viewer's own unit. Gives its id. */
export async function writeNote(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'note')
  if (!entered.ok) return entered
  const read = parse(noteForm, typed)
  if (!read.ok) return read
  const { category, happenedOn, body } = read.value
  const problem = happenedProblem(happenedOn, work.today)
  if (problem) return refuse({ kind: 'invalid', fields: { happenedOn: problem } })
  const { owned } = entered.value
  const noteId = newId()
  await work.tx
    .insertInto('note')
    .values({ ...owned, noteId, category, happenedOn, body, authorId: work.viewer.userId })
    .execute()
  await record(work, owned, category, 'note-written', ['note', noteId], happenedOn, { length: body.length })
  return ok(noteId)
}

/** Columns of the unit whose note it is: who corrects it, or records what was said against it, is of the same unit. */
const ownedBy = (work: Work, owned: Owned, note: Note): Result<Owned> => {
  const held = work.viewer.roles.find((one) => one.unitId === note.unitId)
  return held && inUnit(work.viewer, note.unitId)
    ? ok({ ...owned, unitId: held.unitId, authorityId: held.authorityId })
    : refuse({ kind: 'not-allowed', reason: 'refused.other-unit' })
}

/** Two who correct the same note at once, or object to it, wait for each other: the second then sees the first one's text. */
const oneAtATime = (work: Work, threadId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`note ${threadId}`}, 0))`.execute(work.tx)

/** Writes a new note that corrects one; the corrected one stays as it was. Keeps the category, and so who may see it. */
export async function correctNote(work: Work, threadId: string, noteId: string, typed: Typed): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'note')
  if (!entered.ok) return entered
  await oneAtATime(work, threadId)
  const latest = await latestNoteOf(work.tx, work.viewer, threadId, noteId)
  if (!latest) return refuse({ kind: 'not-found' })
  const owned = ownedBy(work, entered.value.owned, latest)
  if (!owned.ok) return owned
  if (typed.corrects !== latest.noteId) return refuse({ kind: 'stale' })
  const read = parse(noteCorrectionForm, typed)
  if (!read.ok) return read
  const { happenedOn, body } = read.value
  const problem = happenedProblem(happenedOn, work.today)
  if (problem) return refuse({ kind: 'invalid', fields: { happenedOn: problem } })
  if (body === latest.body && happenedOn === latest.happenedOn)
    return refuse({ kind: 'invalid', fields: { body: 'problem.noChange' } })
  const correction = newId()
  const { category } = latest
  await work.tx
    .insertInto('note')
    .values({
      ...owned.value,
      noteId: correction,
      category,
      happenedOn,
      body,
      authorId: work.viewer.userId,
      correctsNoteId: latest.noteId,
    })
    .execute()
  await record(work, owned.value, category, 'note-corrected', ['note', correction], work.today, {
    correctsNoteId: latest.noteId,
    length: body.length,
  })
  return ok(correction)
}

/** Records what the person says against a note, beside it (SoL 14 kap.). Gives the objection's id. */
export async function recordObjection(
  work: Work,
  threadId: string,
  noteId: string,
  typed: Typed,
): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'note')
  if (!entered.ok) return entered
  await oneAtATime(work, threadId)
  const note = await noteOf(work.tx, work.viewer, threadId, noteId)
  if (!note) return refuse({ kind: 'not-found' })
  const owned = ownedBy(work, entered.value.owned, note)
  if (!owned.ok) return owned
  if (!NOTE_ACTIONS[stateOf(note)].includes('object'))
    return refuse({ kind: 'conflict', reason: 'refused.note.corrected' })
  const read = parse(objectionForm, typed)
  if (!read.ok) return read
  const { madeOn, body } = read.value
  if (madeOn > work.today) return refuse({ kind: 'invalid', fields: { madeOn: 'problem.future' } })
  const noteObjectionId = newId()
  await work.tx
    .insertInto('noteObjection')
    .values({
      ...owned.value,
      noteObjectionId,
      category: note.category,
      noteId,
      body,
      madeOn,
      recordedBy: work.viewer.userId,
    })
    .execute()
  await record(work, owned.value, note.category, 'objection-recorded', ['note_objection', noteObjectionId], madeOn, {
    noteId,
  })
  return ok(noteObjectionId)
}
