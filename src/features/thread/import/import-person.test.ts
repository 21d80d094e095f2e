import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnLetters } from '../../../platform/spreadsheet/column.ts'
import { type CalendarDay, day } from '../../../shared/calendar-day.ts'
import { intakeOn, readPeople, trackStart } from './import-check.ts'
import { addNewPerson, noRows } from './import-new.ts'
import { openedOn, stateOf } from './import-person.ts'
import { type Existing, type Here, keysOf, planPerson } from './import-plan.ts'
import { isError } from './import-problem.ts'
import { columnsOf, isTarget, PERSON_TARGETS, type Target, TRACK_FIELDS, trackTarget } from './import-target.ts'

const today = day('2026-11-02')
const TARGETS: Target[] = [
  ...PERSON_TARGETS,
  ...[1, 2].flatMap((nth) => TRACK_FIELDS.map((field) => trackTarget(nth, field))),
]
const colleagues = [{ userId: 'u1', name: 'Elin Forsgren', email: 'elin@norrby.example', until: null }]
const reader = { columns: columnsOf(TARGETS), colleagues, today }
const nobody: Here = { byNumber: new Map(), byMark: new Map(), byName: new Map() }
const planner = { here: nobody, columns: reader.columns, today, digest: (text: string) => text }

const row = (number: number, said: Partial<Record<Target, string>>) => ({
  number,
  cells: TARGETS.map((target) => said[target] ?? ''),
})
const people = (...said: Partial<Record<Target, string>>[]) =>
  readPeople(
    said.map((one, at) => row(at + 2, one)),
    reader,
  )
const kinds = (...said: Partial<Record<Target, string>>[]) =>
  people(...said).flatMap((person) => person.problems.map((problem) => problem.kind))

const ADA = { name: 'Ada Ek', number: '19890201-2387', intakeOn: '2026-02-02' }

describe('rows that are one person', () => {
  test('have the same number, the same case id, or the same name and referral day', () => {
    expect(people(ADA, { name: 'Ada Ek', number: '8902012387', 'track1.name': 'Café' })).toHaveLength(1)
    expect(people({ name: 'Bo Asp', externalId: 'A-1' }, { externalId: 'a-1', 'track1.name': 'Café' })).toHaveLength(1)
    expect(
      people({ name: 'Bo Asp', referralOn: '2026-03-02' }, { ...ADA }, { name: 'BO ASP', referralOn: '2/3 2026' }),
    ).toHaveLength(2)
  })

  test('or go on about the person above', () => {
    const [ada] = people(ADA, { 'track1.name': 'Café' }, { name: 'Ada Ek', 'track1.name': 'Verkstad' })
    expect(ada?.tracks.map((track) => track.name)).toEqual(['Café', 'Verkstad'])
    expect(ada?.rows).toEqual([2, 3, 4])
  })

  test('say so when they contradict each other', () => {
    expect(kinds(ADA, { ...ADA, phone: '070-174 06 05' }, { ...ADA, phone: '070-174 06 06' })).toContain('conflict')
    expect(
      kinds({ ...ADA, externalId: 'A-1' }, { name: 'Bo Asp', number: '19890201-2395', externalId: 'A-1' }),
    ).toContain('twoPeople')
    expect(
      kinds(
        { ...ADA, 'track1.name': 'Café', 'track1.hours': '8' },
        { ...ADA, 'track1.name': 'Café', 'track1.hours': '9' },
      ),
    ).toContain('trackConflict')
    expect(kinds(ADA, ADA)).toEqual(['duplicateRow'])
  })

  test('a number that cannot be read makes nobody the person above', () => {
    expect(people(ADA, { number: '19890201-2388', 'track1.name': 'Café' })).toHaveLength(2)
  })

  test('two people of one name are pointed out', () => {
    expect(kinds({ name: 'Bo Asp', externalId: '1' }, { name: 'Bo Asp', externalId: '2' })).toContain('sameNameInFile')
  })
})

describe('what the facts say together', () => {
  test.each<[string, Partial<Record<Target, string>>, string]>([
    ['intake before referral', { name: 'A B', referralOn: '2026-03-02', intakeOn: '2026-02-02' }, 'dayOrder'],
    ['discharge before intake', { name: 'A B', intakeOn: '2026-03-02', dischargedOn: '2026-02-02' }, 'dayOrder'],
    [
      'track that ends before it starts',
      { ...ADA, 'track1.name': 'C', 'track1.startOn': '2026-03-02', 'track1.endOn': '2026-03-01' },
      'dayOrder',
    ],
    ['queue without a referral day', { name: 'A B', state: 'i kö' }, 'queueReferral'],
    ['discharged without a day', { name: 'A B', state: 'avslutad' }, 'dischargeDay'],
    [
      'in progress with a day of discharge',
      { name: 'A B', state: 'pågår', dischargedOn: '2026-02-02' },
      'notDischarged',
    ],
    ['nobody', { 'track1.name': 'Café' }, 'nobody'],
    ['no name', { number: '19890201-2387' }, 'nameMissing'],
    ['a protected identity', { ...ADA, protection: 'ja' }, 'protection'],
    ['a day to come', { ...ADA, referralOn: '2027-01-01' }, 'dayFuture'],
    ['a track without a name', { ...ADA, 'track1.hours': '10' }, 'trackName'],
  ])('%s', (_, said, kind) => {
    expect(kinds(said)).toContain(kind)
    expect(people(said).some((person) => person.problems.some(isError))).toBe(true)
  })

  test.each<[string, Partial<Record<Target, string>>, string, string | undefined]>([
    ['a referral alone waits', { name: 'A B', referralOn: '2026-03-02' }, 'queued', undefined],
    ['an intake is in progress', ADA, 'active', '2026-02-02'],
    [
      'a contact is in progress from their first day',
      { name: 'A B', contact: 'Elin', contactSince: '2026-04-01' },
      'active',
      '2026-04-01',
    ],
    ['a name alone is in progress from today', { name: 'A B' }, 'active', '2026-11-02'],
    ['a day of discharge is an end', { ...ADA, dischargedOn: '2026-06-01' }, 'discharged', '2026-02-02'],
  ])('%s', (_, said, state, taken) => {
    const [person] = people(said)
    expect(stateOf(person!)).toBe(state)
    if (taken) expect(intakeOn(person!, today)).toBe(taken)
  })

  test('the interpreter’s language is the person’s', () => {
    expect(people({ ...ADA, interpreter: 'Ja, arabiska' })[0]?.facts).toMatchObject({
      interpreter: true,
      language: 'ar',
    })
    expect(people({ ...ADA, interpreter: 'nej' })[0]?.facts).toMatchObject({ interpreter: false })
  })
})

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      '',
      '2026-03-02',
      '2026-05-31',
      '31 februari',
      '0202-02-02',
      '10',
      '1,3',
      'Ja',
      'Elin',
      'Ada Ek',
      'Bo Asp',
      '19890201-2387',
      'A-1',
      'i kö',
      'avslutad',
      '070-174 06 05',
      'Café',
      '#REF!',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
)
const anyRow = fc.array(cell, { minLength: TARGETS.length, maxLength: TARGETS.length })

describe('any list at all', () => {
  test('is read without failing, every problem has its row, and every row belongs to one person or none', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), (cells) => {
        const rows = cells.map((all, at) => ({ number: at + 2, cells: all }))
        const found = readPeople(rows, reader)
        const claimed = found.flatMap((person) => person.rows)
        expect(new Set(claimed).size).toBe(claimed.length)
        for (const person of found) for (const problem of person.problems) expect(person.rows).toContain(problem.row)
      }),
      { numRuns: 300 },
    )
  })

  test('what is written keeps the rules of the tables: no day out of order, no hours beyond forty', () => {
    let id = 0
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (cells) => {
        const found = readPeople(
          cells.map((all, at) => ({ number: at + 2, cells: all })),
          reader,
        )
        const rows = noRows()
        const writer = {
          associationId: 1,
          unitId: 2,
          authorityId: 3,
          userId: 'u1',
          today,
          newId: () => `id${id++}`,
          referredBy: (who: string) => who,
        }
        for (const person of found) {
          const planned = planPerson(person, planner)
          if (planned.outcome === 'new') addNewPerson(rows, writer, person, '2026-0001', planned.marks)
          else expect(planned.outcome).toBe('bad')
        }
        for (const thread of rows.thread) {
          expect(thread.openedOn <= today).toBe(true)
          expect(thread.state === 'queued').toBe(thread.intakeOn === null)
          if (thread.intakeOn) expect(thread.openedOn <= thread.intakeOn).toBe(true)
          if (thread.dischargedOn && thread.intakeOn) expect(thread.intakeOn <= thread.dischargedOn).toBe(true)
        }
        for (const track of rows.track) {
          expect(Number(track.quarterHours)).toBeGreaterThanOrEqual(0)
          expect(Number(track.quarterHours)).toBeLessThanOrEqual(160)
          for (const end of [track.endOn, track.plannedEndOn]) if (end) expect(track.startOn <= end).toBe(true)
        }
        for (const one of rows.assignment) if (one.untilOn) expect(one.fromOn <= one.untilOn).toBe(true)
        expect(rows.events.filter((event) => event.kind === 'imported')).toHaveLength(rows.thread.length)
        expect(rows.queueEntry).toHaveLength(rows.thread.filter((thread) => thread.state === 'queued').length)
      }),
      { numRuns: 300 },
    )
  })

  test('brought in once, comes again as nobody new', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (cells) => {
        const rows = cells.map((all, at) => ({ number: at + 2, cells: all }))
        const byMark = new Map<string, Existing>()
        const first = readPeople(rows, reader).map((person) => planPerson(person, planner))
        for (const planned of first)
          if (planned.outcome === 'new') {
            const existing: Existing = {
              threadId: String(byMark.size),
              held: true,
              hidden: false,
              state: stateOf(planned.person),
              carried: true,
              nameKey: '',
              personNumber: null,
              phone: '',
              email: '',
              ownWords: '',
              days: [],
              contacts: [],
              tracks: [],
              marks: new Set(planned.marks),
            }
            for (const mark of planned.marks) byMark.set(mark, existing)
          }
        const again = readPeople(rows, reader).map((person) =>
          planPerson(person, { ...planner, here: { ...nobody, byMark } }),
        )
        expect(again.map((one) => one.outcome).filter((outcome) => outcome === 'new')).toEqual([])
        // Whoever was brought in with a number has it here, and nothing else is missing.
        for (const one of again)
          if (one.outcome === 'added') expect(Object.keys(one.additions)).toEqual(['tracks', 'number'])
      }),
      { numRuns: 300 },
    )
  })
})

test('keys, columns and days in small', () => {
  const [ada] = people({ ...ADA, externalId: 'A-1' })
  expect(keysOf(ada!)).toEqual(['key|number|198902012387', 'key|external|a-1'])
  expect([0, 25, 26, 79].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'CB'])
  expect(['track1.name', 'track6.place', 'track7.name', 'name', 'constructor'].map(isTarget)).toEqual([
    true,
    true,
    false,
    true,
    false,
  ])
  expect(openedOn(ada!, today)).toBe('2026-02-02')
  expect(trackStart(undefined, ada!, today)).toBe('2026-02-02' as CalendarDay)
})
