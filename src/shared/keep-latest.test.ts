import { expect, test } from 'vitest'
import { keepLatest } from './keep-latest.ts'

test('is made once for a key, and again when others have taken its place', () => {
  const made: string[] = []
  const kept = keepLatest<string>(2)
  const ask = (key: string) =>
    kept(key, () => {
      made.push(key)
      return key.toUpperCase()
    })
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B'])
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})
