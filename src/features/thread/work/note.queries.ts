import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/db.ts'
import { isUuid } from '../../../shared/ids.ts'
import { inUnit, type OfThread, ofThread, type Viewer } from '../../access/public.ts'
import { BEGINNING, NOTES_A_PAGE, type Note, type NoteCategory, type NoteHead, type Objection, pageOf } from './note.ts'

/** Notes with their author, unit, correction and objections. The text itself is added where it is wanted. */
const heads = (db: Db, of: OfThread) =>
  db
    .selectFrom('note as n')
    .innerJoin('accountUser as u', 'u.id', 'n.authorId')
    .innerJoin('unit as w', (join) =>
      join.onRef('w.associationId', '=', 'n.associationId').onRef('w.unitId', '=', 'n.unitId'),
    )
    .select([
      'n.noteId',
      'n.unitId',
      'w.name as unitName',
      'n.category',
      'n.happenedOn',
      'n.writtenAt',
      'u.name as author',
      'n.correctsNoteId as corrects',
      sql<string>`left(n.body, ${sql.lit(BEGINNING)})`.as('beginning'),
      sql<number>`length(n.body)`.as('length'),
      sql<
        string | null
      >`(select c.note_id from note c where c.association_id = n.association_id and c.thread_id = n.thread_id
        and c.corrects_note_id = n.note_id order by c.note_id limit 1)`.as('correctedBy'),
      sql<
        Objection[]
      >`(select coalesce(json_agg(json_build_object('objectionId', o.note_objection_id, 'body', o.body, 'madeOn', o.made_on,
          'recordedBy', r.name) order by o.made_on, o.note_objection_id), '[]')
        from note_objection o join account_user r on r.id = o.recorded_by
        where o.association_id = n.association_id and o.thread_id = n.thread_id and o.note_id = n.note_id)`.as(
        'objections',
      ),
    ])
    .where('n.associationId', '=', of.associationId)
    .where('n.threadId', '=', of.threadId)

type Row = Omit<NoteHead, 'mine' | 'category'> & { category: string }
const headOf = <R extends Row>(viewer: Viewer, row: R): R & NoteHead => ({
  ...row,
  category: row.category as NoteCategory,
  mine: inUnit(viewer, row.unitId),
})

type LatestAsked = OfThread & { most: number }
/** The latest notes of a thread that the viewer may see, and how many there are in all; asked for within the statement of the thread's page. */
export const latestNoteRows = (db: Db, given: LatestAsked) =>
  heads(db, given)
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('n.happenedOn', 'desc')
    .orderBy('n.noteId', 'desc')
    .limit(given.most)

/** `writtenAt` is text, since the rows came within another statement. */
type LatestRow = Omit<Awaited<ReturnType<ReturnType<typeof latestNoteRows>['execute']>>[number], 'writtenAt'> & {
  writtenAt: string
}
export const toLatestNotes = (viewer: Viewer, rows: readonly LatestRow[]): LatestNotes => ({
  notes: rows.map(({ total: _, writtenAt, ...row }) => headOf(viewer, { ...row, writtenAt: new Date(writtenAt) })),
  total: rows[0]?.total ?? 0,
})

export type LatestNotes = { notes: NoteHead[]; total: number }

export type NotePage = LatestNotes & {
  /** How many there are of each category that the viewer may see, and of all. */
  counts: Partial<Record<NoteCategory, number>>
  page: number
  pages: number
}

/** One page of a thread's notes that the viewer may see, the latest day first. */
export async function notesOfThread(
  tx: Tx,
  viewer: Viewer,
  threadId: string,
  asked: { page?: number; category?: NoteCategory | undefined } = {},
): Promise<NotePage> {
  const counted = await tx
    .selectFrom('note as n')
    .select(['n.category', (eb) => eb.fn.countAll<number>().as('count')])
    .where('n.associationId', '=', viewer.associationId)
    .where('n.threadId', '=', threadId)
    .groupBy('n.category')
    .execute()
  const counts = Object.fromEntries(counted.map((row) => [row.category, row.count]))
  const total = asked.category ? (counts[asked.category] ?? 0) : counted.reduce((sum, row) => sum + row.count, 0)
  const { page, pages, offset } = pageOf(total, asked.page ?? 1)
  const rows = await heads(tx, ofThread(viewer, threadId))
    .$if(asked.category !== undefined, (query) => query.where('n.category', '=', asked.category as string))
    .orderBy('n.happenedOn', 'desc')
    .orderBy('n.noteId', 'desc')
    .limit(NOTES_A_PAGE)
    .offset(offset)
    .execute()
  return { notes: rows.map((row) => headOf(viewer, row)), counts, total, page, pages }
}

/** One note in full, or undefined where it is absent or hidden. */
export async function noteOf(tx: Tx, viewer: Viewer, threadId: string, noteId: string): Promise<Note | undefined> {
  if (!isUuid(noteId)) return undefined
  const row = await heads(tx, ofThread(viewer, threadId))
    .select('n.body')
    .where('n.noteId', '=', noteId)
    .executeTakeFirst()
  return row && headOf(viewer, row)
}

/** The note that holds now in the place of this one: itself, or the last of its corrections. */
export async function latestNoteOf(
  tx: Tx,
  viewer: Viewer,
  threadId: string,
  noteId: string,
): Promise<Note | undefined> {
  let note = await noteOf(tx, viewer, threadId, noteId)
  while (note?.correctedBy) {
    const next = await noteOf(tx, viewer, threadId, note.correctedBy)
    if (!next) break
    note = next
  }
  return note
}
