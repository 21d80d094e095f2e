import { readForm } from '../../../platform/form/read-form.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { CHECKLIST_ITEMS, type Checklist } from './checklist.ts'
import type { Referral } from './referral.queries.ts'
import {
  checklistField,
  checklistOf,
  type DraftPage,
  situationSchema,
  whereSchema,
  whySchema,
} from './referral.schema.ts'

/** What one page of the draft changes. */
export type DraftChange =
  | { reason: string; triedBefore: string; ownWords: string }
  | { checklist: Checklist; language: string; interpreter: boolean; languageSupport: string }
  | { toUnitId: number | null; toIntervention: string; wishedStart: CalendarDay | null; contactUserId: string }

type Fields = Readonly<Record<string, string>>

/** What of the draft is filled in. */
export const filledParts = (referral: Referral): Record<DraftPage, boolean> => ({
  why: referral.reason !== '',
  situation: Object.keys(referral.checklist).length > 0,
  where: referral.toUnitId !== null,
})

/** The saved draft as fields of its forms. */
export const savedFields = (referral: Referral): Record<string, string> => ({
  reason: referral.reason,
  triedBefore: referral.triedBefore,
  ownWords: referral.ownWords,
  ...Object.fromEntries(CHECKLIST_ITEMS.map((item) => [checklistField(item), referral.checklist[item] ?? ''])),
  language: referral.language,
  interpreter: referral.interpreter ? 'yes' : 'no',
  languageSupport: referral.languageSupport,
  toUnitId: referral.toUnitId === null ? '' : String(referral.toUnitId),
  toIntervention: referral.toIntervention,
  wishedStart: referral.wishedStart ?? '',
  contactUserId: referral.contactUserId,
})

/** The typed fields of a page as a change of the draft, or what is wrong with them. */
export function readPage(
  page: DraftPage,
  fields: Fields,
): { change: DraftChange } | { problems: Record<string, string> } {
  if (page === 'why') {
    const read = readForm(whySchema, fields)
    return read.ok ? { change: read.value } : { problems: read.problems }
  }
  if (page === 'situation') {
    const read = readForm(situationSchema, fields)
    if (!read.ok) return { problems: read.problems }
    const { language, interpreter, languageSupport } = read.value
    return { change: { checklist: checklistOf(fields), language, interpreter, languageSupport } }
  }
  const read = readForm(whereSchema, fields)
  return read.ok
    ? { change: { ...read.value, wishedStart: read.value.wishedStart ?? null } }
    : { problems: read.problems }
}

/**
 * As much of a page as can be stored: a field that does not hold (a date half typed, a text too long) keeps what was saved
 * before, and is named in `left`. No change where nothing can be.
 */
export function readWhatHolds(
  page: DraftPage,
  fields: Fields,
  saved: Fields,
): { change: DraftChange | undefined; left: string[] } {
  const read = readPage(page, fields)
  if ('change' in read) return { change: read.change, left: [] }
  const left = Object.keys(read.problems)
  const mended = readPage(page, { ...fields, ...keep(saved, left) })
  return { change: 'change' in mended ? mended.change : undefined, left }
}

/** These fields as they were saved. */
export const keep = (saved: Fields, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, saved[name] ?? '']))

/** Does the change say something else than what already stands? */
export const changes = (referral: Referral, change: DraftChange): boolean =>
  Object.entries(change).some(([name, value]) => {
    const stands: unknown = referral[name as keyof Referral]
    if (name !== 'checklist') return stands !== value
    const theirs = referral.checklist
    const ours: Fields = value as Fields
    return CHECKLIST_ITEMS.some((item) => theirs[item] !== ours[item])
  })
