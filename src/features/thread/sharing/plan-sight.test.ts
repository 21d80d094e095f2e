import { expect, test } from 'vitest'
import { day } from '../../../shared/calendar-day.ts'
import type { HeldRole, Viewer } from '../../access/public.ts'
import type { CarriedThread } from '../thread.access.ts'
import { knowsPlan } from './plan-sight.ts'

const MUNICIPALITY = 1
const REGION = 2
const [SUPPORT, TEAM, CARE] = [6, 7, 8]

const of = (unitId: number, authorityId: number): Viewer => ({
  userId: 'u',
  sessionId: 's',
  name: 'Någon',
  email: 'n@example.se',
  lang: 'sv',
  associationId: 1,
  roles: [{ role: 'caseworker', unitId, authorityId, unitKind: 'office', authorityKind: 'region' } as HeldRole],
  grantees: [unitId * 16, unitId * 16 + 7, authorityId * 16 + 7],
  glass: [],
})
const thread: CarriedThread = {
  threadId: 't',
  unitId: SUPPORT,
  teamUnitId: TEAM,
  state: 'active',
  acl: [SUPPORT * 16, TEAM * 16, REGION * 16 + 7],
  lean: false,
}
const opened = {
  authorityId: MUNICIPALITY,
  unitId: TEAM,
  consentId: 'c' as string | null,
  toAuthorityId: REGION,
  toUnitId: null as number | null,
  categories: ['plan' as const],
  validFrom: day('2026-01-01'),
  validUntil: day('2026-12-31'),
  withdrawnAt: null as Date | null,
}
const knows = (viewer: Viewer, change: Partial<typeof opened> = {}) =>
  knowsPlan(viewer, thread, MUNICIPALITY, [{ ...opened, ...change }], day('2026-11-23'))

test('who has the person knows the plan; who referred does not, though both hold the thread', () => {
  expect(knows(of(TEAM, MUNICIPALITY))).toBe(true)
  expect(knows(of(SUPPORT, MUNICIPALITY))).toBe(false)
})

test('a receiver knows it from the day to the day, and only the plan that was opened to them', () => {
  const maja = of(CARE, REGION)
  expect(knows(maja)).toBe(true)
  expect(knows(maja, { toUnitId: CARE })).toBe(true)
  expect(knows(maja, { toUnitId: 9 })).toBe(false)
  expect(knows(maja, { withdrawnAt: new Date() })).toBe(false)
  expect(knows(maja, { validUntil: day('2026-11-22') })).toBe(false)
  expect(knows(maja, { categories: [] })).toBe(false)
  // By law only what the deciding unit wrote: another unit's decision opens nothing of the team's plan.
  expect(knows(maja, { consentId: null })).toBe(true)
  expect(knows(maja, { consentId: null, unitId: SUPPORT })).toBe(false)
})
