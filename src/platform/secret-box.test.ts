import { expect, test } from 'vitest'
import { seal, unseal } from './secret-box.ts'

const SECRET = 'a secret of the tests that is long enough'

test('a sealed text opens with the same secret for the same purpose, and for nothing else', () => {
  const box = seal(SECRET, 'sign-in 1', 'hemligt åäö')
  expect(box).not.toContain('hemligt')
  expect(unseal(SECRET, 'sign-in 1', box)).toBe('hemligt åäö')
  expect(unseal(SECRET, 'sign-in 2', box)).toBeUndefined()
  expect(unseal(`${SECRET}!`, 'sign-in 1', box)).toBeUndefined()
  expect(unseal(SECRET, 'sign-in 1', `${box.slice(0, -2)}AA`)).toBeUndefined()
  for (const other of ['', 'v1.', 'v2.abc', 'plain']) expect(unseal(SECRET, 'sign-in 1', other)).toBeUndefined()
})

test('the same text is sealed differently every time', () => {
  expect(seal(SECRET, 'x', 'a')).not.toBe(seal(SECRET, 'x', 'a'))
})
