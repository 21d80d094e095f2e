import { calendarDay, type DayNumber } from './day-number.ts'
import type { Row } from './tables.ts'

/** The same numbers as acl_now() in the migrations gives; a test compares every row. */
const CODE: Record<string, number> = { plan: 1, attendance: 2, assessment: 3, health: 4, economy: 5, notes: 6 }
const IDENTITY = 7

/** Categories of rows that follow who holds the thread. */
const HELD = ['person', 'course', 'identity', 'held']
/** For so many days after its part a unit sees what the others do; as the database has it where nobody has said otherwise. */
const SIGHT_DAYS = 90

const ascending = (a: number, b: number): number => a - b

export type Look = {
  from: number
  to: number
  categories: readonly string[]
  validFrom: DayNumber
  validUntil: DayNumber
}
/** `endedOn`: the last day on which the unit took part; `carries`: it has the person, or was the last to. */
export type Hold = {
  unitId: number
  since: DayNumber
  until: DayNumber | null
  endedOn: DayNumber | null
  carries: boolean
}

function sees(hold: Hold, category: string, owner: number, today: DayNumber): boolean {
  if (hold.since > today || (hold.until !== null && hold.until <= today)) return false
  if (category === 'person' || hold.endedOn === null || hold.endedOn + SIGHT_DAYS > today) return true
  if (hold.carries && (category === 'course' || category === 'held')) return true
  return hold.unitId === owner && (category === 'identity' || category === 'held')
}

/** Writes acl and acl_until into rows of one thread, as they are on a day. */
export function stampRows(
  rows: readonly Row[],
  holds: readonly Hold[],
  given: readonly Look[],
  today: DayNumber,
): void {
  const looks = given.filter((look) => look.validUntil >= today)
  const stamps = new Map<string, { acl: number[]; until: string }>()
  for (const row of rows) {
    const { unitId, authorityId, category } = row as { unitId: number; authorityId: number; category: string }
    const key = `${unitId} ${category}`
    let stamp = stamps.get(key)
    if (!stamp) {
      const grantees = new Set<number>()
      const turns: number[] = []
      const held = HELD.includes(category)
      if (!held) grantees.add(unitId * 16)
      else
        for (const hold of holds) {
          if (sees(hold, category, unitId, today)) grantees.add(hold.unitId * 16)
          if (hold.endedOn !== null && hold.endedOn + SIGHT_DAYS > today) turns.push(hold.endedOn + SIGHT_DAYS)
          if (hold.since > today) turns.push(hold.since)
          else if (hold.until !== null && hold.until > today) turns.push(hold.until)
        }
      for (const look of looks) {
        // By consent only: the town decides nothing on a ground of law.
        const named = category === 'course' || category === 'identity' || look.categories.includes(category)
        if (category !== 'person' && (look.from !== authorityId || !named)) continue
        if (look.validFrom <= today) grantees.add(look.to * 16 + (held ? IDENTITY : CODE[category]!))
        turns.push(look.validFrom > today ? look.validFrom : look.validUntil + 1)
      }
      stamp = {
        acl: [...grantees].sort(ascending),
        until: turns.length > 0 ? calendarDay(Math.min(...turns)) : 'infinity',
      }
      stamps.set(key, stamp)
    }
    const also = row.alsoUnitId
    row.acl = typeof also === 'number' ? [...stamp.acl, also * 16] : stamp.acl
    row.aclUntil = stamp.until
  }
}
