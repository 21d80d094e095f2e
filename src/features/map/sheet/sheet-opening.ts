import { parseDay } from '../../../shared/calendar-day.ts'
import { WEEKDAYS, type Weekday } from '../code.ts'
import type { Opening } from '../entry.ts'
import { plainDashes } from './sheet-text.ts'

const DAY_WORDS: readonly (readonly [RegExp, Weekday])[] = [
  [/^(?:må|mån|månd|måndag|måndagar|mon(?:days?)?)$/, 'MO'],
  [/^(?:ti|tis|tisd|tisdag|tisdagar|tue(?:s|sdays?)?)$/, 'TU'],
  [/^(?:on|ons|onsd|onsdag|onsdagar|wed(?:nesdays?)?)$/, 'WE'],
  [/^(?:to|tor|tors|torsd|torsdag|torsdagar|thu(?:rs|rsdays?)?)$/, 'TH'],
  [/^(?:fr|fre|fred|fredag|fredagar|fri(?:days?)?)$/, 'FR'],
  [/^(?:lö|lör|lörd|lördag|lördagar|sat(?:urdays?)?)$/, 'SA'],
  [/^(?:sö|sön|sönd|söndag|söndagar|sun(?:days?)?)$/, 'SU'],
]
const GROUPS: Readonly<Record<string, readonly Weekday[]>> = {
  vardagar: WEEKDAYS.slice(0, 5),
  vardag: WEEKDAYS.slice(0, 5),
  weekdays: WEEKDAYS.slice(0, 5),
  helger: WEEKDAYS.slice(5),
  helg: WEEKDAYS.slice(5),
  'alla dagar': WEEKDAYS,
  dagligen: WEEKDAYS,
}
const NAMES: Record<Weekday, string> = { MO: 'mån', TU: 'tis', WE: 'ons', TH: 'tors', FR: 'fre', SA: 'lör', SU: 'sön' }
/** Longer notes are not kept as a note. */
const LONGEST_NOTE = 300
const MOST = 60

const dayOf = (word: string): Weekday | undefined => DAY_WORDS.find(([form]) => form.test(word))?.[1]

/** Takes weekdays out of a text: `mån-fre`, `tisdagar och torsdagar`, `vardagar`. Gives them and what is left. */
function takeWeekdays(text: string): { weekdays: Weekday[]; rest: string } {
  const found = new Set<Weekday>()
  let rest = text
  for (const [word, days] of Object.entries(GROUPS))
    rest = rest.replace(new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'giu'), () => {
      for (const one of days) found.add(one)
      return ' '
    })
  rest = rest.replace(/(\p{L}+)\.?(?:-(\p{L}+)\.?)?/gu, (whole, first: string, second: string | undefined) => {
    const from = dayOf(first.toLocaleLowerCase('sv'))
    const to = second ? dayOf(second.toLocaleLowerCase('sv')) : from
    if (!from || !to) return whole
    const [a, b] = [WEEKDAYS.indexOf(from), WEEKDAYS.indexOf(to)]
    WEEKDAYS.forEach((one, at) => {
      if (a <= b ? at >= a && at <= b : at >= a || at <= b) found.add(one)
    })
    return ' '
  })
  return { weekdays: WEEKDAYS.filter((one) => found.has(one)), rest }
}

const DATE = '(\\d{4}-\\d{2}-\\d{2})'
const PERIODS: readonly (readonly [RegExp, 'both' | 'from' | 'until'])[] = [
  [new RegExp(`(?:från )?${DATE} ?(?:-|till) ?${DATE}`, 'i'), 'both'],
  [new RegExp(`från (?:och med )?${DATE}`, 'i'), 'from'],
  [new RegExp(`till (?:och med )?${DATE}`, 'i'), 'until'],
]
const CLOCK = '(\\d{1,2}(?:[.:]\\d{2})?)(?![\\d.:])'
const HOURS = new RegExp(`(?:kl(?:ockan)?\\.? ?)?(?<![\\d-])${CLOCK} ?(?:-|till) ?${CLOCK}`, 'i')
const BEGINS = new RegExp(`(?:kl(?:ockan)?\\.? ?|från )(?:kl\\.? ?)?${CLOCK}`, 'i')

/** `8` and `8.30` as `08:00` and `08:30`; undefined where there is no such time. */
function clock(text: string): string | undefined {
  const [hour = '', minute = '00'] = text.split(/[.:]/)
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined
}

/** One opening; what is not understood is its note, in the words of the cell. */
function readOne(chunk: string): Opening | undefined {
  const whole = chunk.trim()
  const asNote: Opening | undefined =
    whole.length <= LONGEST_NOTE
      ? { fromOn: null, untilOn: null, weekdays: [], opensAt: null, closesAt: null, note: whole }
      : undefined
  const bracket = /^(.*?)\s*\(([\s\S]*)\)$/.exec(whole)
  let rest = plainDashes(bracket?.[1] ?? whole)
  let [fromOn, untilOn]: [Opening['fromOn'], Opening['untilOn']] = [null, null]
  for (const [form, what] of PERIODS) {
    const found = form.exec(rest)
    if (!found) continue
    const [first, second] = [parseDay(found[1] ?? ''), parseDay(found[2] ?? '')]
    if (!first || (what === 'both' && (!second || second < first))) return asNote
    if (what !== 'until') fromOn = first
    if (what === 'until') untilOn = first
    if (what === 'both') untilOn = second ?? null
    rest = rest.replace(form, ' ')
    break
  }
  const hours = HOURS.exec(rest)
  const begins = hours ? null : BEGINS.exec(rest)
  const opensAt = clock(hours?.[1] ?? begins?.[1] ?? 'none') ?? null
  const closesAt = hours ? (clock(hours[2] ?? '') ?? null) : null
  if ((hours && (!opensAt || !closesAt || closesAt <= opensAt)) || (begins && !opensAt)) return asNote
  if (hours || begins) rest = rest.replace(hours ? HOURS : BEGINS, ' ')
  const { weekdays, rest: left } = takeWeekdays(rest)
  const said = left
    .replace(/\s+/g, ' ')
    .replace(/(?<![\p{L}])(?:och|samt|kl|klockan|and)(?![\p{L}])\.?/giu, ' ')
    .replace(/^[\s,.:&–-]+|[\s,:&–-]+$/g, '')
  if (/\d/.test(said) || (!fromOn && !untilOn && !opensAt && weekdays.length === 0)) return asNote
  const note = [said, bracket?.[2]?.trim() ?? ''].filter(Boolean).join(', ')
  return note.length > LONGEST_NOTE ? undefined : { fromOn, untilOn, weekdays, opensAt, closesAt, note }
}

/** Parted by semicolons and lines, but not within brackets. */
const chunksOf = (cell: string): string[] =>
  cell
    .split(/[;\n](?![^(]*\))/)
    .map((one) => one.trim())
    .filter(Boolean)

/** When it is open, as people write it: `mån–fre 8–16; tors 17–19 (drop-in)`. Undefined where it is too long. */
export function readOpenings(cell: string): Opening[] | undefined {
  const read = chunksOf(cell).map(readOne)
  return read.length <= MOST && read.every((one) => one !== undefined) ? read : undefined
}

const weekdayText = (weekdays: readonly Weekday[]): string => {
  const at = weekdays.map((one) => WEEKDAYS.indexOf(one))
  const inARow = at.length > 2 && at.every((one, index) => index === 0 || one === (at[index - 1] ?? 0) + 1)
  const name = (one: Weekday | undefined) => (one ? NAMES[one] : '')
  return inARow ? `${name(weekdays[0])}–${name(weekdays.at(-1))}` : weekdays.map(name).join(', ')
}

function openingText({ fromOn, untilOn, weekdays, opensAt, closesAt, note }: Opening): string {
  const period =
    fromOn && untilOn ? `${fromOn} – ${untilOn}` : fromOn ? `från ${fromOn}` : untilOn ? `till ${untilOn}` : ''
  const hours = opensAt ? (closesAt ? `${opensAt}–${closesAt}` : `kl. ${opensAt}`) : ''
  const when = [period, weekdayText(weekdays), hours].filter(Boolean).join(' ')
  return when === '' ? note : note === '' ? when : `${when} (${note})`
}

/** When it is open, as the sheet has it; `readOpenings` reads it back. */
export const openingsText = (openings: readonly Opening[]): string => openings.map(openingText).join('; ')
