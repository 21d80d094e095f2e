import { describe, expect, test } from 'vitest'
import { day } from '../../shared/calendar-day.ts'
import { givingProblem, ROLES, roleState, rolesOf } from './role.ts'
import { roleWord } from './role-word.view.ts'
import { CASE_ROLES, type Role } from './viewer.ts'

const office = { unitId: 1, unitKind: 'office', authorityKind: 'municipality', active: true } as const
const staffUnit = { unitId: 2, unitKind: 'association', authorityKind: 'association', active: true } as const
const period = { from: day('2026-03-01'), until: null }
const held = (role: Role, unitId = 1, from = '2026-01-01', until: string | null = null) => ({
  role,
  unitId,
  from: day(from),
  until: until === null ? null : day(until),
})
const to = (...roles: ReturnType<typeof held>[]) => ({ userId: 'b', active: true, roles })
const giving = { by: 'a', to: to(), unit: office, role: 'caseworker' as Role, period }

describe('giving a role', () => {
  test('is possible to somebody else', () => expect(givingProblem(giving)).toBeUndefined())

  test.each<[string, Partial<Parameters<typeof givingProblem>[0]>]>([
    ['own', { by: 'b' }],
    ['closed', { to: { ...to(), active: false } }],
    ['unitClosed', { unit: { ...office, active: false } }],
    ['noSuchRole', { role: 'team_member' }],
    ['noSuchRole', { unit: staffUnit }],
    ['already', { to: to(held('caseworker')) }],
    ['administratorOrCase', { to: to(held('administrator', 2)) }],
    ['administratorOrCase', { to: to(held('caseworker')), unit: staffUnit, role: 'administrator' }],
  ])('%s', (problem, change) => {
    expect(givingProblem({ ...giving, ...change })).toBe(problem)
  })

  test('the same role again after it has ended, and one ended on its first day, are no hindrance', () => {
    expect(givingProblem({ ...giving, to: to(held('caseworker', 1, '2026-01-01', '2026-02-28')) })).toBeUndefined()
    expect(givingProblem({ ...giving, to: to(held('caseworker', 1, '2026-03-02', '2026-03-01')) })).toBeUndefined()
  })

  test('nobody in a unit of the association can be given a role that meets participants', () => {
    for (const unitKind of ['office', 'team', 'care', 'association'] as const) {
      const roles = rolesOf({ unitKind, authorityKind: 'association' })
      expect(roles.filter((role) => CASE_ROLES.some((one) => one === role))).toEqual([])
    }
  })

  test('every role exists somewhere', () => {
    const all = (['office', 'team', 'care'] as const).flatMap((unitKind) =>
      rolesOf({ unitKind, authorityKind: 'region' }),
    )
    all.push(...rolesOf(staffUnit))
    expect(ROLES.filter((role) => !all.includes(role))).toEqual([])
  })
})

test.each([
  ['2026-03-01', null, '2026-02-28', 'coming'],
  ['2026-03-01', null, '2026-03-01', 'held'],
  ['2026-03-01', '2026-03-01', '2026-03-01', 'held'],
  ['2026-03-01', '2026-03-01', '2026-03-02', 'ended'],
  ['2026-03-01', '2026-02-28', '2026-03-01', 'never'],
] as const)('from %s until %s is on %s %s', (from, until, today, state) => {
  expect(roleState({ from: day(from), until: until === null ? null : day(until) }, day(today))).toBe(state)
})

test('who leads a unit is called by what the unit is', () => {
  expect(roleWord('sv', 'team_leader', 'team')).toBe('Verksamhetsledare')
  expect(roleWord('sv', 'team_leader', null)).toBe('Verksamhetsledare')
  expect(['office', 'care'].map((kind) => roleWord('sv', 'team_leader', kind as 'office'))).toEqual([
    'Enhetschef',
    'Enhetschef',
  ])
  expect(roleWord('en', 'team_leader', 'office')).toBe('Unit head')
  expect(roleWord('sv', 'caseworker', 'office')).toBe('Handläggare')
})
