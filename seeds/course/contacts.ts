import { calendarDay, type DayNumber, weekday, weekdayBefore } from '../day-number.ts'
import { gapReasons, toldHows } from '../texts/notes.ts'
import { crew, type Team } from '../world.ts'
import { assign, type Told } from './beginning.ts'

type Assignment = ReturnType<typeof assign>
/** One after another: who carried the person when. */
export type Contacts = { at(day: DayNumber): string; end(day: DayNumber, by: string): void }

export type Change = { on: DayNumber; to: string; told: boolean; gap?: number }

/** The person's contacts in a team from intake on: `changes` in order, each told beforehand or not, some with a gap. */
export function contacts(told: Told, team: Team, from: DayNumber, first: string, changes: readonly Change[]): Contacts {
  const { c } = told
  const line: { from: DayNumber; user: string; row: Assignment }[] = []
  const begin = (on: DayNumber, user: string, change?: Change): void => {
    const row = assign(told, team, user, 'lead', on, user)
    if (change?.told) {
      const toldOn = Math.max(from, weekdayBefore(on - c.random.int(5, 15)))
      Object.assign(row.row, { toldOn: calendarDay(toldOn), toldHow: toldHows[c.random.int(0, 1)]! })
      c.event('contact-told', toldOn, change.gap ? user : line.at(-1)!.user, row)
    } else if (change && c.random.chance(0.5)) {
      Object.assign(row.row, { toldOn: calendarDay(on), toldHow: toldHows[2]! })
      c.event('contact-told', on, user, row)
    }
    line.push({ from: on, user, row })
  }
  const finish = (last: DayNumber, by: string, gapReason = ''): void => {
    const current = line.at(-1)!
    c.change(current.row, { untilOn: calendarDay(Math.max(last, current.from)), gapReason })
    c.event('assignment-ended', Math.max(last, current.from), by, current.row, gapReason ? { gap: true } : {})
  }
  begin(from, first)
  for (const change of changes) {
    finish(
      weekdayBefore(change.on - 1 - (change.gap ?? 0)),
      line.at(-1)!.user,
      change.gap ? c.random.pick(gapReasons) : '',
    )
    begin(change.on, change.to, change)
  }
  return {
    at: (day) => line.findLast((one) => one.from <= day)?.user ?? first,
    end: (day, by) => finish(day, by),
  }
}

/** Chance decides when hands change: `every` days on average, told with a probability, now and then with a gap. */
export function plannedChanges(
  told: Told,
  team: Team,
  first: string,
  from: DayNumber,
  until: DayNumber,
  habit: { every: number; told: number; gap: number; only?: readonly string[] },
): Change[] {
  const { random } = told.c
  const changes: Change[] = []
  let current = first
  for (let day = from; ; ) {
    day = weekday(day + Math.round(habit.every * (0.6 + random.next() * 0.8)))
    if (day > until - 20) return changes
    const others = (habit.only ?? crew[team].slice(0, 2)).filter((key) => key !== current)
    if (others.length === 0) return changes
    current = random.pick(others)
    const gap = random.chance(habit.gap) ? random.int(16, 45) : 0
    changes.push({ on: day, to: current, told: random.chance(habit.told), gap })
  }
}
