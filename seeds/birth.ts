import { type CalendarDay, day } from '../src/shared/calendar-day.ts'
import { checkDigit } from '../src/shared/person-number.ts'
import { calendarDay, dayNumber } from './day-number.ts'
import type { Random } from './random.ts'

/**
 * Personal numbers of made-up people: serial 238 for a woman, 239 for a man, on dates whose numbers Skatteverket has set
 * aside for tests (a test looks each of them up). In these years that is every day.
 */
const WHOLE_YEARS = [
  1977, 1978, 1979, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1991, 1992, 1993, 1994, 1995, 1996, 1997, 1998,
  1999, 2003, 2004,
]
/** Older people: single dates. */
const OLDER = {
  woman: [
    '1963-02-05',
    '1964-08-31',
    '1966-12-31',
    '1968-10-29',
    '1969-04-30',
    '1969-06-09',
    '1972-11-29',
    '1975-10-08',
  ],
  man: ['1963-01-05', '1964-11-18', '1966-12-31', '1968-11-02', '1969-06-05', '1971-04-14', '1972-07-17', '1974-08-30'],
}
/** Coordination numbers (the day plus 60). */
const COORDINATION = {
  woman: ['1983-10-21', '1988-09-15', '1994-07-11', '1999-08-17', '2001-07-23'],
  man: ['1985-09-26', '1992-12-12', '1997-02-24', '2000-08-12', '1995-11-12'],
}

export type Birth = { sex: 'woman' | 'man'; birthDay: CalendarDay | null; personNumber: string | null }

const numberOf = (sex: Birth['sex'], birthDay: CalendarDay, plus: number): string => {
  const date = birthDay.slice(0, 8).replaceAll('-', '') + String(Number(birthDay.slice(8)) + plus).padStart(2, '0')
  const serial = sex === 'woman' ? '238' : '239'
  return `${date}${serial}${checkDigit(date.slice(2) + serial)}`
}

/** Most have a personal number; some a coordination number; a few none. Never the same number twice in one town. */
export function birthOf(random: Random, sex: Birth['sex'], taken: Set<string>): Birth {
  for (let attempt = 0; ; attempt++) {
    const kind = random.next()
    if (kind < 0.03) return { sex, birthDay: null, personNumber: null }
    let birthDay: CalendarDay
    let plus = 0
    if (kind < 0.07 && attempt < 5) {
      birthDay = day(random.pick(COORDINATION[sex]))
      plus = 60
    } else if (kind < 0.2 && attempt < 5) birthDay = day(random.pick(OLDER[sex]))
    else {
      const first = dayNumber(day(`${random.pick(WHOLE_YEARS)}-01-01`))
      birthDay = calendarDay(first + random.int(0, 364))
    }
    const personNumber = numberOf(sex, birthDay, plus)
    if (taken.has(personNumber)) continue
    taken.add(personNumber)
    return { sex, birthDay, personNumber }
  }
}
