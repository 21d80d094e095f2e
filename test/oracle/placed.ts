import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Tx } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { REGION, TEAM } from './town.ts'
import type { Placed } from './world.build.ts'
import type { Disclosure } from './world.ts'

/** The day on which the tests of single rules stand. */
export const TODAY = day('2026-03-02')

/** The team lets the region see the plan, from some days ago until some days ahead, unless said otherwise. */
export const opened = (part: Partial<Disclosure> = {}): Disclosure => ({
  unit: TEAM,
  to: { authority: REGION },
  categories: ['plan'],
  consent: null,
  from: -5,
  until: 5,
  withdrawn: false,
  ...part,
})

export const idOf = (placed: Placed): string => placed.threads[0]!.threadId

export const categoriesSeen = async (tx: Tx, placed: Placed): Promise<string[]> => {
  const rows = await tx
    .selectFrom('note')
    .select('category')
    .where('threadId', '=', idOf(placed))
    .orderBy('category')
    .execute()
  return rows.map((row) => row.category)
}

export const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: '42501' })

/** A note's columns, as the app would write it. */
export const noteOf = (placed: Placed, unit: number, authority: number) => ({
  associationId: placed.associationId,
  threadId: idOf(placed),
  unitId: placed.unitIds[unit]!,
  authorityId: placed.authorityIds[authority]!,
  category: 'plan',
  body: 'Text',
  happenedOn: TODAY,
  authorId: sql<string>`viewer_user()`,
})
