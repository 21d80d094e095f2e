import { isMisspelt, plain } from '../../../platform/spreadsheet/plain.ts'
import { foldName } from '../../../shared/text.ts'
import type { EntryFacts } from '../entry.ts'
import { agesMeet } from '../entry-age.ts'

/** Why two entries may be the same thing written twice. */
export const DOUBLE_REASONS = ['sameName', 'similarName', 'sameProvider', 'sameFor', 'sameContact'] as const
export type DoubleReason = (typeof DOUBLE_REASONS)[number]

type Compared = EntryFacts & { entryId?: string }
export type Double<T> = { entry: T; reasons: DoubleReason[]; likeness: number }

const SAME = 0.86
const SIMILAR = 0.5
/** A letter wrong in a shorter word makes another one of it. */
const LONG = 7

/** Three-letter pieces of a name, with its beginning marked: what spelling and endings change little. */
function pieces(name: string): Set<string> {
  const found = new Set<string>()
  for (const word of foldName(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)) {
    const marked = ` ${word}`
    for (let at = 0; at + 3 <= marked.length; at++) found.add(marked.slice(at, at + 3))
    if (marked.length < 3) found.add(marked)
  }
  return found
}

const known = new Map<string, Set<string>>()
/** Names come again and again: their pieces are cut once. */
function cut(name: string): Set<string> {
  let set = known.get(name)
  if (!set) {
    if (known.size > 20_000) known.clear()
    set = pieces(name)
    known.set(name, set)
  }
  return set
}

/** How alike two names are, from 0 to 1: the share of their pieces they have in common (Dice). */
export function likeness(a: string, b: string): number {
  const [one, other] = [cut(a), cut(b)]
  if (one.size === 0 || other.size === 0) return 0
  let shared = 0
  for (const piece of one) if (other.has(piece)) shared++
  return (2 * shared) / (one.size + other.size)
}

/** Word for word the same, but for a letter in long ones: "Språkcafé" and "Språkkafé". A number tells two apart. */
function sameButForLetters(a: string, b: string): boolean {
  const [one, other] = [plain(a).split(' '), plain(b).split(' ')]
  return (
    one.length === other.length &&
    one.every((word, at) => {
      const there = other[at] ?? ''
      return (
        word === there ||
        (!/\d/.test(word + there) && Math.min(word.length, there.length) >= LONG && isMisspelt(word, there))
      )
    })
  )
}

const closest = (a: Compared, b: Compared): number => {
  let best = 0
  for (const one of [a.name, ...a.otherNames])
    for (const other of [b.name, ...b.otherNames]) {
      const alike = likeness(one, other)
      const same = alike >= SIMILAR && alike < SAME && sameButForLetters(one, other)
      best = Math.max(best, same ? SAME : alike)
    }
  return best
}

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one))

const sameFor = (a: Compared, b: Compared): boolean =>
  agesMeet(a, b) &&
  meet(a.needLevels, b.needLevels) &&
  (a.targetGroups.length === 0 || meet(a.targetGroups, b.targetGroups))

const sameContact = ({ contact: a }: Compared, { contact: b }: Compared): boolean =>
  (a.email !== '' && a.email.toLowerCase() === b.email.toLowerCase()) ||
  (a.phone !== '' && a.phone.replace(/\D/g, '') === b.phone.replace(/\D/g, ''))

/** Is the other one likely the same, and why? */
export function compare<T extends Compared>(facts: Compared, entry: T): Double<T> | undefined {
  const alike = closest(facts, entry)
  if (alike < SIMILAR) return undefined
  const reasons: DoubleReason[] = [alike >= SAME ? 'sameName' : 'similarName']
  if (facts.providerId !== null && facts.providerId === entry.providerId) reasons.push('sameProvider')
  if (facts.kind !== 'provider' && sameFor(facts, entry)) reasons.push('sameFor')
  if (sameContact(facts, entry)) reasons.push('sameContact')
  return alike >= SAME || reasons.length > 1 ? { entry, reasons, likeness: alike } : undefined
}

/** What a new entry may already be there as, the most likely first. */
export function likelyDoubles<T extends Compared>(facts: Compared, entries: readonly T[], most = 5): Double<T>[] {
  return entries
    .flatMap((entry) =>
      entry.entryId !== undefined && entry.entryId === facts.entryId ? [] : (compare(facts, entry) ?? []),
    )
    .sort((a, b) => b.likeness + b.reasons.length - (a.likeness + a.reasons.length))
    .slice(0, most)
}

/** A beginning that more names than this have in common says nothing about them. */
const COMMON = 60

/** All pairs of entries that may be the same, each once. Only names of which some less common word begins alike are compared. */
export function doublesAmong<T extends EntryFacts & { entryId: string }>(
  entries: readonly T[],
): { a: T; b: Double<T> }[] {
  const beginning = new Map<string, T[]>()
  const pairs = new Map<string, { a: T; b: Double<T> }>()
  for (const entry of entries) {
    const keys = new Set(
      [entry.name, ...entry.otherNames].flatMap((name) => {
        const folded = foldName(name)
        const beginnings = folded
          .split(/[^\p{L}\p{N}]+/u)
          .filter((word) => word.length > 2)
          .map((word) => word.slice(0, 4))
        return [`=${folded}`, ...beginnings]
      }),
    )
    for (const key of keys) {
      const others = beginning.get(key) ?? []
      for (const other of others) {
        const id = `${other.entryId} ${entry.entryId}`
        if (other === entry || pairs.has(id)) continue
        const double = compare(other, entry)
        if (double) pairs.set(id, { a: other, b: double })
      }
      if (others.length < COMMON) beginning.set(key, [...others, entry])
    }
  }
  return [...pairs.values()].sort((x, y) => y.b.likeness - x.b.likeness)
}
