import type { Category } from '../../src/features/thread/event.ts'
import { moment } from '../chronicle.ts'
import { calendarDay, type DayNumber, weekday, weekdayBefore } from '../day-number.ts'
import type { UnitKey } from '../organisation.ts'
import { corrections, notes, objections } from '../texts/notes.ts'
import { say } from '../texts/pronouns.ts'
import { droppedReasons, stepTexts } from '../texts/steps.ts'
import type { Home, Team } from '../world.ts'
import type { Told } from './beginning.ts'

export type Written = Exclude<Category, 'identity' | 'held' | 'referral'>
const ORDER: readonly Written[] = [
  'notes',
  'assessment',
  'plan',
  'health',
  'notes',
  'attendance',
  'plan',
  'economy',
  'notes',
]

const FIRST: Record<string, string> = {
  karin: 'Karin',
  petra: 'Petra',
  samir: 'Samir',
  elin: 'Elin',
  oskar: 'Oskar',
  leila: 'Leila',
  johan: 'Johan',
  maja: 'Maja',
  yusuf: 'Yusuf',
  helena: 'Helena',
  birgit: 'Birgit',
  anton: 'Anton',
  ulla: 'Ulla',
  mehmet: 'Mehmet',
  sanna: 'Sanna',
}

/** One note, written the day it happened or the day after. */
export function writeNote(told: Told, unit: UnitKey, by: string, on: DayNumber, category: Written, text?: string) {
  const { c, person } = told
  const { random } = c
  const body = say(text ?? random.pick(notes[category]), person.sex, { kontakt: FIRST[by]! })
  const written = random.chance(0.8) ? on : Math.min(weekday(on + 1), c.today - 1)
  const row = {
    category,
    body,
    happenedOn: calendarDay(on),
    authorId: c.user(by),
    writtenAt: moment(Math.max(on, written), random.int(9 * 60, 16 * 60)),
  }
  const note = c.add('note', on, unit, row)
  c.event('note-written', on, by, note)
  return { ...note, given: row }
}

/** Notes from a day to a day, `every` days on average; now and then one is corrected or objected to. */
export function writeNotes(
  told: Told,
  unit: UnitKey,
  by: (day: DayNumber) => string,
  from: DayNumber,
  until: DayNumber,
  every: number,
): void {
  const { c } = told
  const { random } = c
  const used = new Set<string>()
  for (let day = weekday(from + random.int(0, 4)), count = 0; day < until; count++) {
    const category = ORDER[count % ORDER.length]!
    const left = notes[category].filter((text) => !used.has(text))
    const text = random.pick(left.length > 0 ? left : notes[category])
    used.add(text)
    const note = writeNote(told, unit, by(day), day, category, text)
    const after = weekday(day + random.int(1, 6))
    if (after < until && random.chance(0.03)) {
      const body = say(random.pick(corrections), told.person.sex)
      const correcting = c.add('note', after, unit, {
        ...note.given,
        body,
        writtenAt: moment(after, 600),
        correctsNoteId: note.id,
      })
      c.event('note-corrected', after, by(day), correcting)
    } else if (after < until && random.chance(0.02)) {
      const objection = c.add('noteObjection', after, unit, {
        category,
        noteId: note.id,
        body: random.pick(objections),
        madeOn: calendarDay(after),
        recordedBy: c.user(by(day)),
        recordedAt: moment(after, 620),
      })
      c.event('objection-recorded', after, by(day), objection)
    }
    day = weekday(day + Math.round(every * (0.5 + random.next())))
  }
}

type Step = { what: string; who: string | null; due: DayNumber; done?: DayNumber; dropped?: DayNumber }

/** A next step: what, who (a named user, or the person: null) and when. */
export function addStep(
  told: Told,
  unit: UnitKey,
  by: string,
  on: DayNumber,
  { what, who, due, done, dropped }: Step,
): void {
  const { c } = told
  const step = c.add('nextStep', on, unit, {
    what,
    whoUserId: who && c.user(who),
    whoPerson: who === null,
    dueOn: calendarDay(due),
  })
  c.event('step-added', on, by, step, { due: calendarDay(due) })
  if (done !== undefined) {
    c.change(step, { doneOn: calendarDay(done) })
    c.event('step-done', done, by, step)
  } else if (dropped !== undefined) {
    c.change(step, { droppedReason: c.random.pick(droppedReasons) })
    c.event('step-dropped', dropped, by, step)
  }
}

/** Steps from a day to a day; with `open`, as many as that are still to be done today, some of them late. */
export function addSteps(
  told: Told,
  unit: UnitKey,
  by: (day: DayNumber) => string,
  from: DayNumber,
  until: DayNumber,
  every: number,
  open: number,
): void {
  const { c } = told
  const { random } = c
  const pool = random.some(stepTexts, stepTexts.length)
  const next = () => pool[random.int(0, pool.length - 1)]!
  for (
    let day = weekday(from + random.int(2, 12));
    day < until - 8;
    day = weekday(day + Math.round(every * (0.5 + random.next())))
  ) {
    const { what, by: doer } = next()
    const due = weekday(day + random.int(5, 20))
    const end = weekdayBefore(Math.min(weekday(day + random.int(3, 24)), until - 1))
    const who = doer === 'person' ? null : doer === 'staff' ? by(day) : doer
    addStep(told, unit, by(day), day, { what, who, due, ...(random.chance(0.88) ? { done: end } : { dropped: end }) })
  }
  for (const { what, by: doer } of random.some(stepTexts, open)) {
    const on = Math.max(from, weekdayBefore(c.today - random.int(6, 24)))
    const who = doer === 'person' ? null : doer === 'staff' ? by(c.today) : doer
    addStep(told, unit, by(on), on, { what, who, due: weekday(Math.max(on + 1, c.today + random.int(-7, 24))) })
  }
}

/** What the person told of the household: children with birth years, another adult. */
export function tellHousehold(told: Told, unit: Team | Home, by: string, on: DayNumber): void {
  const { c, person } = told
  const { random } = c
  const bornBy = Number((person.birthDay ?? '1990').slice(0, 4)) + 20
  const year = Number(calendarDay(on).slice(0, 4))
  const children = bornBy < year - 1 ? random.int(0, 3) : 0
  const adult = children === 0 || random.chance(0.5)
  const member = (given: Parameters<typeof c.add<'householdMember'>>[3]) => {
    const row = c.add('householdMember', on, unit, { fromOn: calendarDay(on), ...given })
    c.event('household-changed', on, by, row, { kind: String(given.kind ?? 'child') })
  }
  for (let n = 0; n < children; n++)
    member({
      kind: 'child',
      label: `Barn ${n + 1}`,
      birthYear: random.int(Math.max(bornBy, year - 17), year - 1),
      relation: '',
      livesHere: random.chance(0.25) ? 'sometimes' : 'yes',
    })
  if (adult)
    member({
      kind: 'adult',
      label: random.pick(['Sambo', 'Make/maka', 'Vuxet barn', 'Förälder']),
      birthYear: random.chance(0.5) ? random.int(1962, 2003) : null,
      hasSupport: random.chance(0.35),
    })
}
