import { calendarDay, type DayNumber, instant, weekday, weekdayBefore } from '../day-number.ts'
import type { WrittenRow } from '../put.ts'
import { createRandom, type Random } from '../random.ts'
import type { World } from '../world.ts'
import { type Answers, makeAnswers, makeLanguage, makeWay } from './answer.ts'
import { later, makeProfile, type Profile } from './profile.ts'

export const PEOPLE = 400
/** People of the first round who are in the second too. */
const STAYED = 292
/** People of the municipality's other unit, rated for the first month too. */
export const OTHERS = 120
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export type ToldRound = {
  /** Whether its leader has saved reports of it. */
  saved: boolean
  round: WrittenRow
  closed: WrittenRow | null
  people: WrittenRow[]
  selves: WrittenRow[]
  events: WrittenRow[]
}
type Case = { code: string; profile: Profile; rater: string }
type Plan = {
  month: DayNumber
  opened: DayNumber
  /** The last day on which somebody was rated. */
  last: DayNumber
  closed: DayNumber | null
  unit: 'abroSupport' | 'support'
  leader: string
  /** How many wait still, and how many could not be rated. */
  waiting: number
  skipped: number
  answered: number
}

/**
 * Two rounds of 400 people with income support in Åbro, half a year apart: the first closed, the second open with some people left; and a smaller one of
 * the municipality's other unit, of the first month, closed. Shares are those of the field report; everything else is made up.
 */
export function tellRounds(world: World, seed: number, today: DayNumber): ToldRound[] {
  const random = createRandom(seed + 4_000_037)
  const second = firstOfMonth(firstOfMonth(today - 21) - 1)
  const month = [-6, 0].map((by) => monthsFrom(second, by)) as [DayNumber, DayNumber]
  const year = new Date(month[0] * 86_400_000).getUTCFullYear()
  const user = (key: string): string => world.users[key]!
  const codes = makeCodes(random, PEOPLE * 2)
  const before: Case[] = Array.from({ length: PEOPLE }, (_, at) => ({
    code: codes[at]!,
    profile: makeProfile(random, year),
    rater: user(['farah', 'erik', 'monika', 'peder'][at % 4]!),
  }))
  const stays = new Set(random.some(before, STAYED).map(({ code }) => code))
  const heirs = ['farah', 'erik', 'gunnel'].map(user)
  const now: Case[] = [
    ...before
      .filter(({ code }) => stays.has(code))
      .map(({ code, profile, rater }, at) => ({
        code,
        profile: later(random, profile),
        rater: heirs.includes(rater) ? rater : heirs[at % 3]!,
      })),
    ...Array.from({ length: PEOPLE - STAYED }, (_, at) => ({
      code: codes[PEOPLE + at]!,
      profile: makeProfile(random, year),
      rater: heirs[at % 3]!,
    })),
  ]
  const opened = weekday(monthsFrom(month[0], 1) + 6)
  const late = weekdayBefore(Math.min(today - 15, monthsFrom(month[1], 1) + 6))
  const own = { unit: 'abroSupport', leader: user('gunnel') } as const
  // Drawn apart: what Åbro's rounds hold does not depend on it.
  const others = createRandom(seed + 4_000_131)
  const karins = makeCodes(others, OTHERS).map((code) => ({
    ...{ code, rater: user('karin') },
    profile: makeProfile(others, year),
  }))
  return [
    tell(world, random, before, {
      ...own,
      month: month[0],
      opened,
      last: opened + 24,
      closed: weekday(opened + 26),
      waiting: 0,
      skipped: 6,
      answered: 0.61,
    }),
    tell(world, random, now, {
      ...own,
      month: month[1],
      opened: late,
      last: today - 1,
      closed: null,
      waiting: 9,
      skipped: 5,
      answered: 0.64,
    }),
    tell(world, others, karins, {
      ...{ unit: 'support', leader: user('karin'), month: month[0], opened, last: opened + 22 },
      ...{ closed: weekday(opened + 24), waiting: 0, skipped: 2, answered: 0.5 },
    }),
  ]
}

const firstOfMonth = (on: DayNumber): DayNumber => on - Number(calendarDay(on).slice(8)) + 1
function monthsFrom(month: DayNumber, by: number): DayNumber {
  const at = new Date(month * 86_400_000)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + by, 1) / 86_400_000
}

/** Codes as the unit makes them for its participants: nothing of the person is in them. */
function makeCodes(random: Random, count: number): string[] {
  const codes = new Set<string>()
  while (codes.size < count) codes.add(Array.from({ length: 6 }, () => random.pick([...LETTERS])).join(''))
  return [...codes]
}

function tell(world: World, random: Random, cases: readonly Case[], plan: Plan): ToldRound {
  const { month, opened, last, closed, leader } = plan
  const roundId = random.id(instant(opened - 3, 560))
  const keys = { associationId: world.associationId, surveyRoundId: roundId, ...world.units[plan.unit] }
  const people: WrittenRow[] = []
  const selves: WrittenRow[] = []
  const events: WrittenRow[] = []
  const time = (on: DayNumber, minute: number): string => new Date(instant(on, minute)).toISOString()
  const event = (
    kind: string,
    on: DayNumber,
    minute: number,
    actorId: string | null,
    personId: string | null = null,
    data = {},
  ) =>
    events.push({
      ...keys,
      surveyEventId: random.id(instant(on, minute)),
      surveyPersonId: personId,
      kind,
      onDay: calendarDay(on),
      at: time(on, minute),
      actorId,
      data,
    })
  event('round-made', opened - 3, 560, leader)
  event('people-added', opened - 3, 566, leader, null, { added: cases.length, known: 0, rated: 0 })
  event('round-opened', opened, 485, leader)
  const waits = new Set(random.some(cases, plan.waiting).map(({ code }) => code))
  const skips = new Set(
    random
      .some(
        cases.filter(({ code }) => !waits.has(code)),
        plan.skipped,
      )
      .map(({ code }) => code),
  )
  for (const { code, profile, rater } of cases) {
    const personId = random.id(instant(opened - 3, 566))
    const on = weekdayBefore(opened + random.int(1, last - opened))
    const minute = random.int(500, 890)
    const state = waits.has(code) ? 'waiting' : skips.has(code) ? 'skipped' : 'rated'
    const rated = state === 'rated'
    const answered = random.chance(plan.answered)
    const begun = !answered && closed === null && random.chance(0.05)
    people.push({
      ...keys,
      surveyPersonId: personId,
      code,
      raterId: rater,
      sex: profile.sex,
      birthYear: profile.birthYear,
      monthsWithSupport: random.chance(0.02) ? null : profile.months,
      inIntervention: profile.inIntervention,
      state,
      skipReason: state === 'skipped' ? random.pick(['no_contact', 'left', 'not_known']) : null,
      reason: rated && !random.chance(0.01) ? profile.reason : null,
      barriers: rated ? profile.barriers : null,
      ratedBy: state === 'waiting' ? null : rater,
      ratedAt: state === 'waiting' ? null : time(on, minute),
      selfState: answered ? 'done' : begun ? 'started' : 'none',
      version: state === 'waiting' ? 1 : 2,
    })
    if (state !== 'waiting') event(state, on, minute, rater, personId)
    if (!answered && !begun) continue
    const how = makeWay(random)
    const full = makeAnswers(random, profile)
    const answers: Answers = answered ? full : Object.fromEntries(Object.entries(full).slice(0, 4))
    const told = weekdayBefore(opened + random.int(1, last - opened))
    const at = random.int(500, 1200)
    selves.push({
      ...keys,
      surveyPersonId: personId,
      answers,
      language: makeLanguage(random, profile),
      how: begun ? 'link' : how,
      enteredBy: !begun && how === 'paper' ? rater : null,
      startedAt: time(told, at),
      doneAt: answered ? time(told, at + random.int(2, 9)) : null,
      version: 1,
    })
    if (answered)
      event(how === 'paper' ? 'paper-entered' : 'self-answered', told, at + 9, how === 'paper' ? rater : null, personId)
  }
  if (closed !== null) event('round-closed', closed, 930, leader)
  const round = {
    ...keys,
    month: calendarDay(month),
    reasonList: 'short-1',
    barrierList: 'standard-1',
    definitions: false,
    selfRating: true,
    state: 'open',
    madeBy: leader,
    madeOn: calendarDay(opened - 3),
    openedOn: calendarDay(opened),
    closedOn: null,
    closedBy: null,
    version: 2,
  }
  events.sort((a, b) => (String(a.at) < String(b.at) ? -1 : 1))
  const end = closed === null ? null : { state: 'closed', closedOn: calendarDay(closed), closedBy: leader, version: 3 }
  return { saved: closed !== null && plan.unit === 'abroSupport', round, closed: end, people, selves, events }
}
