import { expect, test } from 'vitest'
import { day } from '../src/shared/calendar-day.ts'
import { dayNumber } from './day-number.ts'
import { rowsOf } from './demo-town.ts'
import { addAssociation, addTown, noRows } from './organisation-rows.ts'
import { createRandom } from './random.ts'
import { THREADS, tellTown } from './town.ts'

/** The town without a database. */
function tell(seed: number, today: string) {
  const numbers = { association: 1, body: 1 }
  const rows = noRows()
  const now = dayNumber(day(today))
  const association = addAssociation(rows, numbers, { name: 'Provstad', shortName: 'Prov' })
  const given = { association, random: createRandom(seed), today: now, passwordHash: '', domain: 'prov.example' }
  const world = addTown(rows, numbers, given)
  return rowsOf(tellTown({ world, random: createRandom(seed), today: now }), 1)
}

test('the same seed and day give the same rows, another seed others', () => {
  expect(tell(1, '2026-11-23')).toEqual(tell(1, '2026-11-23'))
  expect(tell(1, '2026-11-23').note).not.toEqual(tell(2, '2026-11-23').note)
})

test('every seed and every day of the year gives a whole town', () => {
  for (let n = 0; n < 24; n++) {
    const month = String((n % 12) + 1).padStart(2, '0')
    const date = String(((n * 7) % 28) + 1).padStart(2, '0')
    const rows = tell(n + 100, `20${27 + (n % 5)}-${month}-${date}`)
    expect(rows.thread).toHaveLength(THREADS)
    for (const one of rows.participantIdentity) expect(one.givenName).toBeTruthy()
  }
})

test('no text names a protected person, says "man" or keeps a hole', () => {
  const rows = tell(1, '2026-11-23')
  const texts = Object.values(rows).flatMap((list) =>
    list.flatMap((row) =>
      ['reason', 'triedBefore', 'body', 'what', 'comment', 'decisionReason', 'purpose', 'ownWords'].flatMap((column) =>
        typeof row[column] === 'string' ? [row[column] as string] : [],
      ),
    ),
  )
  expect(texts.length).toBeGreaterThan(1000)
  for (const text of texts) expect(text).not.toMatch(/[{}]|(?<!\p{L})man(?!\p{L})/u)
  const hidden = rows.participantIdentity
    .filter((one) => one.protection !== 'none')
    .map((one) => String(one.familyName))
  for (const name of hidden) for (const text of texts) expect(text).not.toContain(name)
})
