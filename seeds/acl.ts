import { calendarDay, type DayNumber } from './day-number.ts'
import type { Row } from './tables.ts'

/** The same numbers as acl_now() in the migrations gives; a test compares every row. */
const CODE: Record<string, number> = { plan: 1, attendance: 2, assessment: 3, health: 4, economy: 5, notes: 6 }
const IDENTITY = 7

/** Categories of rows that follow who holds the thread. */
const HELD = ['person', 'identity', 'held']

const ascending = (a: number, b: number): number => a - b

export type Look = {
  from: number
  to: number
  categories: readonly string[]
  validFrom: DayNumber
  validUntil: DayNumber
}
export type Hold = { unitId: number; since: DayNumber; until: DayNumber | null }

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
          if (hold.since <= today && (hold.until === null || hold.until > today)) grantees.add(hold.unitId * 16)
          if (hold.since > today) turns.push(hold.since)
          else if (hold.until !== null && hold.until > today) turns.push(hold.until)
        }
      for (const look of looks) {
        // By consent only: the town decides nothing on a ground of law.
        const named = category === 'identity' || look.categories.includes(category)
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
