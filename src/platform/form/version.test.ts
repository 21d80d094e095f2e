import { expect, test } from 'vitest'
import { versionIn } from './version.ts'

test.each([
  ['7', 7],
  ['2147483647', 2147483647],
  ['2147483648', 0],
  ['1e400', 0],
  ['1.5', 0],
  ['-1', 0],
  ['', 0],
  ['sju', 0],
])('%j is version %d', (version, read) => {
  expect(versionIn({ version })).toBe(read)
})

test('without the field there is no version', () => {
  expect(versionIn({})).toBe(0)
})
