import { expect, test } from 'vitest'
import { isUuid, newId } from './ids.ts'

test('ids are UUID 7, different, and each greater than the one before', () => {
  const ids = Array.from({ length: 20_000 }, () => newId())
  expect(ids.every(isUuid)).toBe(true)
  expect(ids.every((id) => /^.{14}7.{3}-[89ab]/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})

test('more ids in a millisecond than the counter holds, and a clock that steps back, keep the order', () => {
  const later = Date.now() + 60_000
  const ids = Array.from({ length: 10_000 }, () => newId(later))
  ids.push(newId(later - 5_000), newId())
  expect([...ids].sort()).toEqual(ids)
  expect(Number.parseInt(ids[0]!.replace('-', '').slice(0, 12), 16)).toBe(later)
})

test('other texts are no ids', () => {
  for (const text of ['', 'abc', `${newId()} `, newId().toUpperCase(), newId().replace('-', ''), undefined, 7])
    expect(isUuid(text)).toBe(false)
})
