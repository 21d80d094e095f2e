import { CONSENT_VERSION } from '../src/features/access/consent-text.ts'
import { consentHash } from '../src/features/access/disclosure.commands.ts'
import type { Category, EventKind, Subject } from '../src/features/thread/event.ts'
import type { Lang } from '../src/platform/i18n/lang.ts'
import { type Hold, type Look, stampRows } from './acl.ts'
import { calendarDay, type DayNumber, instant } from './day-number.ts'
import type { UnitKey } from './organisation.ts'
import { partEnded } from './part.ts'
import type { Random } from './random.ts'
import { blank, type Cell, type Given, type KeyedTable, layout, type Row, type ThreadTable } from './tables.ts'
import type { World } from './world.ts'

type Kept = { table: ThreadTable; row: Row }
type Subjected = { subject: Subject; row: Row; id: string }

/**
 * One thread as it is told: rows, and the event of each change to them. Days may be told in any order; `finish` puts the
 * events in order and stamps who may see what today.
 */
export class Chronicle {
  readonly world: World
  readonly random: Random
  readonly today: DayNumber
  readonly threadId: string
  readonly kept: Kept[] = []
  readonly thread: Row
  readonly #events: { on: DayNumber; row: Row }[] = []
  readonly #holds: Pick<Hold, 'unitId' | 'since' | 'until'>[] = []
  readonly #looks: Look[] = []

  constructor(
    world: World,
    random: Random,
    today: DayNumber,
    home: UnitKey,
    openedOn: DayNumber,
    given: Given<'thread'>,
  ) {
    this.world = world
    this.random = random
    this.today = today
    this.threadId = random.id(instant(openedOn, random.int(7 * 60, 16 * 60)))
    this.hold(home, openedOn)
    this.thread = this.#keep('thread', home, { openedOn: calendarDay(openedOn), ...given })
  }

  user(key: string): string {
    const found = this.world.users[key]
    if (!found) throw new RangeError(`nobody is called ${key}`)
    return found
  }

  /** A unit holds the thread from a day on. */
  hold(unit: UnitKey, since: DayNumber): void {
    const { unitId } = this.world.units[unit]
    const again = this.#holds.find((hold) => hold.unitId === unitId)
    if (again) again.until = null
    else this.#holds.push({ unitId, since, until: null })
  }

  /** The last day a unit held it. */
  release(unit: UnitKey, until: DayNumber): void {
    const hold = this.#holds.find(({ unitId }) => unitId === this.world.units[unit].unitId)
    if (hold) hold.until = Math.max(until, hold.since)
  }

  #keep<Table extends ThreadTable>(table: Table, unit: UnitKey, given: Given<Table>): Row {
    const { unitId, authorityId } = this.world.units[unit]
    const { associationId } = this.world
    const row: Row = { associationId, threadId: this.threadId, unitId, authorityId, ...blank[table], ...given } as Row
    this.kept.push({ table, row })
    return row
  }

  identity(unit: UnitKey, given: Given<'participantIdentity'>): Row {
    return this.#keep('participantIdentity', unit, given)
  }

  /** A new row owned by a unit, with a key of its own. */
  add<Table extends KeyedTable>(table: Table, on: DayNumber, unit: UnitKey, given: Given<Table>): Subjected {
    const row = this.#keep(table, unit, given)
    const id = this.random.id(instant(on, this.random.int(7 * 60, 16 * 60)))
    row[`${table}Id`] = id
    return { subject: layout[table].name as Subject, row, id }
  }

  /** The thread itself as what an event is about. */
  get self(): Subjected {
    return { subject: 'thread', row: this.thread, id: this.threadId }
  }

  /** A change to a row after its first writing: its version counts on. */
  change(about: { row: Row }, changes: Row): void {
    Object.assign(about.row, changes)
    if (typeof about.row.version === 'number') about.row.version += 1
  }

  event(kind: EventKind, on: DayNumber, actor: string | null, about: Subjected, data: Record<string, Cell> = {}): void {
    if (on > this.today) throw new RangeError(`${kind} is told of a day to come`)
    const { unitId, authorityId } = about.row as { unitId: number; authorityId: number }
    const category =
      about.subject === 'consent' || about.subject === 'disclosure'
        ? 'held'
        : about.subject === 'thread'
          ? 'identity'
          : (about.row.category as Category)
    const { associationId } = this.world
    const row: Row = {
      associationId,
      threadId: this.threadId,
      unitId,
      authorityId,
      ...blank.threadEvent,
      category,
      alsoUnitId: about.row.alsoUnitId ?? null,
      kind,
      subject: about.subject,
      subjectId: about.id,
      onDay: calendarDay(on),
      actorId: actor === null ? null : this.user(actor),
      data,
    }
    this.#events.push({ on, row })
  }

  /** Consent taken in a conversation, and what it lets others see. Ends by itself, or on the day it is withdrawn. */
  consent(given: {
    on: DayNumber
    by: string
    from: UnitKey
    to: readonly { unit: UnitKey; narrow?: boolean; categories: readonly Category[] }[]
    days: number
    language: Lang
    interpreter: boolean
    withdrawnOn?: DayNumber
    withdrawnBy?: string
  }): void {
    const { on, by, from, days, withdrawnOn } = given
    const taken = this.random.int(9 * 60, 15 * 60)
    const consent = this.add('consent', on, from, {
      givenHow: this.random.chance(0.6) ? 'written' : 'oral',
      textLanguage: given.language,
      textVersion: CONSENT_VERSION,
      textHash: consentHash(given.language),
      interpreter: given.interpreter,
      takenBy: this.user(by),
      takenAt: moment(on, taken),
    })
    this.event('consent-given', on, by, consent)
    const validUntil = on + days
    const lookedFrom = this.world.units[from].authorityId
    const disclosures = given.to.map(({ unit, narrow, categories }) => {
      const { unitId, authorityId } = this.world.units[unit]
      const toUnitId = narrow ? unitId : null
      const disclosure = this.add('disclosure', on, from, {
        fromAuthorityId: lookedFrom,
        toAuthorityId: authorityId,
        toUnitId,
        categories,
        consentId: consent.id,
        validFrom: calendarDay(on),
        validUntil: calendarDay(validUntil),
        decidedBy: this.user(by),
        decidedAt: moment(on, taken),
      })
      this.event('disclosure-decided', on, by, disclosure)
      if (withdrawnOn === undefined)
        this.#looks.push({ from: lookedFrom, to: toUnitId ?? authorityId, categories, validFrom: on, validUntil })
      return disclosure
    })
    if (withdrawnOn === undefined) return
    const end = { withdrawnAt: moment(withdrawnOn, 600), withdrawnBy: this.user(given.withdrawnBy ?? by) }
    Object.assign(consent.row, end, { withdrawnHow: this.random.pick(['oral', 'written']) })
    this.event('consent-withdrawn', withdrawnOn, given.withdrawnBy ?? by, consent)
    for (const disclosure of disclosures) {
      Object.assign(disclosure.row, end)
      this.event('disclosure-ended', withdrawnOn, given.withdrawnBy ?? by, disclosure)
    }
  }

  /** Who holds the thread, and when the part of each ended. */
  #parts(): Hold[] {
    const of = (table: ThreadTable) => this.kept.filter((one) => one.table === table).map(({ row }) => row)
    const course = { thread: this.thread, referrals: of('referral'), discharges: of('discharge') }
    const carrier = this.thread.teamUnitId ?? this.thread.unitId
    return this.#holds.map((hold) => ({
      ...hold,
      endedOn: partEnded(course, hold.unitId, calendarDay(hold.since)),
      carries: hold.unitId === carrier,
    }))
  }

  /** All rows, events last in the order they were recorded; `seq` and the case number are given by the town. */
  finish(): Kept[] {
    const events = this.#events.map((event, told) => ({ ...event, told }))
    events.sort((a, b) => a.on - b.on || a.told - b.told)
    let day = Number.NaN
    let minute = 0
    for (const { on, row } of events) {
      minute = on === day ? minute + this.random.int(1, 6) : this.random.int(8 * 60, 10 * 60)
      day = on
      row.recordedAt = moment(on, minute)
      row.eventId = this.random.id(instant(on, minute))
      this.kept.push({ table: 'threadEvent', row })
    }
    const holds = this.#parts()
    stampRows(
      this.kept.map(({ row }) => row),
      holds,
      this.#looks,
      this.today,
    )
    for (const { unitId, since, until, endedOn } of holds)
      this.kept.push({
        table: 'threadUnit',
        row: {
          associationId: this.world.associationId,
          threadId: this.threadId,
          unitId,
          since: calendarDay(since),
          until: until === null ? null : calendarDay(until),
          endedOn: endedOn === null ? null : calendarDay(endedOn),
        },
      })
    return this.kept
  }
}

/** An instant as the database reads it. A quarter past the hour in Stockholm is the same minute in winter time. */
export const moment = (on: DayNumber, minute: number): string =>
  `${calendarDay(on)} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+01`
