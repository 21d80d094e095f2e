import { readDay } from '../../../platform/spreadsheet/day-text.ts'
import { isMisspelt, plain } from '../../../platform/spreadsheet/plain.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { ONLY_ALONE, SYNONYMS, TRACK_SYNONYMS, TRACK_WORDS } from './import-synonyms.ts'
import {
  isDayTarget,
  MOST_TRACKS,
  PERSON_TARGETS,
  type PersonTarget,
  type Target,
  TRACK_FIELDS,
  type TrackField,
  trackTarget,
} from './import-target.ts'

/** What a heading is taken for, and how surely: 3 exactly, 2 as part of it, 1 misspelt. */
type Guess =
  | { target: PersonTarget; score: number }
  | { field: TrackField; nth?: number; tracked: boolean; score: number }

const person = PERSON_TARGETS.flatMap((target) => SYNONYMS[target].map((words) => ({ target, words })))

function personGuess(heading: string): { target: PersonTarget; score: number } | undefined {
  const exact = person.find(({ words }) => words === heading)
  if (exact) return { target: exact.target, score: 3 }
  const padded = ` ${heading} `
  const within = person
    .filter(({ words }) => words.length > 2 && !ONLY_ALONE.has(words) && padded.includes(` ${words} `))
    .sort((a, b) => b.words.length - a.words.length)[0]
  if (within) return { target: within.target, score: 2 + within.words.length / 1000 }
  const near = person.find(({ words }) => isMisspelt(heading, words))
  return near && { target: near.target, score: 1 }
}

const fieldOf = (words: string): TrackField | undefined =>
  TRACK_FIELDS.find((field) => TRACK_SYNONYMS[field].includes(words)) ??
  TRACK_FIELDS.find((field) => TRACK_SYNONYMS[field].some((known) => isMisspelt(words, known)))

function trackGuess(heading: string): Guess | undefined {
  const all = heading.split(' ')
  const nth = all.map((word) => /^(?:\D*?)([1-6])$/.exec(word)?.[1]).find(Boolean)
  const words = all.map((word) => word.replace(/[1-6]$/, '')).filter(Boolean)
  const rest = words.filter((word) => !TRACK_WORDS.includes(word))
  const tracked = rest.length < words.length
  const field = tracked || rest.length > 0 ? fieldOf(rest.join(' ')) : undefined
  if (!field || (!tracked && field === 'name')) return undefined
  return { field, tracked, ...(nth ? { nth: Number(nth) } : {}), score: 3 }
}

/** Two header rows make "Insats 1 – Timmar": the lower one names the column unless the upper one names a track. */
function guessOf(heading: string): Guess | undefined {
  const whole = plain(heading)
  if (whole === '') return undefined
  const track = trackGuess(whole)
  if (track && 'tracked' in track && track.tracked) return track
  const lower = plain(heading.split(' – ').at(-1) ?? '')
  return personExact(lower) ?? (track || trackGuess(lower)) ?? personGuess(lower) ?? personGuess(whole)
}
const personExact = (heading: string) => {
  const found = personGuess(heading)
  return found && found.score >= 3 ? found : undefined
}

/** Does anybody call a column so? For finding the row of headings. */
export const isKnownHeading = (heading: string): boolean => {
  const guess = guessOf(heading)
  return guess !== undefined && guess.score >= 1
}

/** Is the heading about a track ("Insats 2")? */
export const namesTrack = (heading: string): boolean => {
  const track = trackGuess(plain(heading))
  return track !== undefined && 'tracked' in track && track.tracked
}

type Taken = Map<Target, { column: number; score: number }>

/** Which track an unnumbered column belongs to: the one begun last, or a new one when it has that field already. */
function numbered(field: TrackField, nth: number | undefined, current: number, taken: Taken): Target | undefined {
  if (nth) return trackTarget(nth, field)
  const at = Math.max(1, current)
  const own = taken.has(trackTarget(at, field)) ? at + 1 : at
  return own <= MOST_TRACKS ? trackTarget(own, field) : undefined
}

/**
 * What each column seems to be, by its heading and the cells below it; null where nothing fits. No target is given
 * twice: the surer guess keeps it. `cells` are the first cells of each column.
 */
export function guessColumns(
  headings: readonly string[],
  cells: readonly (readonly string[])[],
  today: CalendarDay,
): (Target | null)[] {
  const taken: Taken = new Map()
  let current = 0
  let besideTrack = false
  const guesses = headings.map(guessOf)
  const hasTracks = guesses.some((guess) => guess && 'field' in guess && guess.tracked)
  guesses.forEach((guess, column) => {
    const target = targetOf(guess)
    const fits = target !== undefined && fitsCells(target, cells[column] ?? [], today)
    besideTrack = fits && target.startsWith('track')
    if (!guess || !fits) return
    const before = taken.get(target)
    if (before && before.score >= guess.score) return
    taken.set(target, { column, score: guess.score })
    if (besideTrack) current = Number(target[5])
  })
  const found: (Target | null)[] = headings.map(() => null)
  for (const [target, { column }] of taken) found[column] = target
  return found

  function targetOf(guess: Guess | undefined): Target | undefined {
    if (!guess) return undefined
    if ('target' in guess) return beside(guess.target) ?? guess.target
    const { field, nth, tracked } = guess
    if (!tracked && !nth && !besideTrack) {
      const ofTeam = field === 'startOn' ? 'intakeOn' : field === 'endOn' ? 'dischargedOn' : undefined
      if (ofTeam && !guesses.some((other) => other && 'target' in other && other.target === ofTeam)) return ofTeam
      if (!hasTracks) return undefined
    }
    return numbered(field, nth, current, taken)
  }

  /** "Avslut" right after a track's own columns is the track's. */
  function beside(target: PersonTarget): Target | undefined {
    if (!besideTrack || target !== 'dischargedOn' || !taken.has(trackTarget(current, 'startOn'))) return undefined
    return taken.has(trackTarget(current, 'endOn')) ? undefined : trackTarget(current, 'endOn')
  }
}

/** A column of days has at least one cell that can be read as a day, unless it is empty. */
function fitsCells(target: Target, cells: readonly string[], today: CalendarDay): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (!isDayTarget(target) || filled.length === 0) return true
  return filled.some((cell) => {
    const read = readDay(cell, today)
    return 'day' in read || read.problem !== 'dayForm'
  })
}
