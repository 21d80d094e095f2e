import type { CalendarDay } from '../../../shared/calendar-day.ts'

/** The categories a note can have: each is disclosed on its own, so the category decides who may come to see it. */
export const NOTE_CATEGORIES = ['plan', 'attendance', 'assessment', 'health', 'economy', 'notes'] as const
export type NoteCategory = (typeof NOTE_CATEGORIES)[number]

/** What the person said against a note, recorded beside it. */
export type Objection = { objectionId: string; body: string; madeOn: CalendarDay; recordedBy: string }

/** A note as lists show it: the beginning of its text. */
export type NoteHead = {
  noteId: string
  unitId: number
  unitName: string
  /** Of one of the viewer's own units, which alone may correct it. */
  mine: boolean
  category: NoteCategory
  beginning: string
  /** Characters in all; more than the beginning has where the text goes on. */
  length: number
  happenedOn: CalendarDay
  writtenAt: Date
  author: string
  /** The note this one corrects, and the one that corrects this. */
  corrects: string | null
  correctedBy: string | null
  objections: Objection[]
}

/** A note in full. */
export type Note = NoteHead & { body: string }

/** A list shows this much of a note. */
export const BEGINNING = 600
export const NOTES_A_PAGE = 20
/** The longest text a note holds; far beyond what anybody types, and within what one form may send. */
export const LONGEST = 900_000

/** Does the text go on after its beginning? Both are counted in characters as the database does. */
export const goesOn = (note: Pick<NoteHead, 'length'>): boolean => note.length > BEGINNING

export type NoteAction = 'correct' | 'object'
/** A note that was corrected stays as it was: what is said afterwards belongs to the note that holds now. */
export const NOTE_ACTIONS: Record<'holds' | 'corrected', readonly NoteAction[]> = {
  holds: ['correct', 'object'],
  corrected: [],
}
export const stateOf = (note: Pick<NoteHead, 'correctedBy'>): 'holds' | 'corrected' =>
  note.correctedBy ? 'corrected' : 'holds'

/** The pages of a list, and the one asked for brought within them. */
export function pageOf(total: number, asked: number): { page: number; pages: number; offset: number } {
  const pages = Math.max(1, Math.ceil(total / NOTES_A_PAGE))
  const page = Math.min(Math.max(1, Math.trunc(asked) || 1), pages)
  return { page, pages, offset: (page - 1) * NOTES_A_PAGE }
}

/** What is wrong with the day a note is about, or nothing. */
export function happenedProblem(happenedOn: CalendarDay, today: CalendarDay): 'problem.future' | undefined {
  return happenedOn > today ? 'problem.future' : undefined
}
