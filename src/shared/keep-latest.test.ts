import { expect, test } from 'vitest'
import { keepLatest, keepLatestMade } from './keep-latest.ts'

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

test('what takes time is made once for those who ask meanwhile, and anew where it failed', async () => {
  let made = 0
  const kept = keepLatestMade<number>(2)
  const ask = (key: string) =>
    kept(key, async () => {
      made += 1
      if (key === 'bad') throw new Error('no')
      return made
    })
  expect(await Promise.all([ask('a'), ask('a')])).toEqual([1, 1])
  await expect(ask('bad')).rejects.toThrow('no')
  await expect(ask('bad')).rejects.toThrow('no')
  expect(made).toBe(3)
  expect(await ask('a')).toBe(1)
})

test('where values have a weight the sum is bounded; the latest stays whatever it weighs', async () => {
  const made: string[] = []
  const kept = keepLatestMade<string>(10, (value) => value.length)
  const ask = (key: string) =>
    kept(key, async () => {
      made.push(key)
      return key
    })
  for (const key of ['aaaa', 'bbbb', 'aaaa', 'cc', 'aaaa', 'bbbb', 'cc']) await ask(key)
  expect(made.splice(0)).toEqual(['aaaa', 'bbbb', 'cc'])
  await ask('dddd')
  await ask('bbbb')
  await ask('aaaa')
  expect(made.splice(0)).toEqual(['dddd', 'aaaa'])
  const long = 'e'.repeat(50)
  await ask(long)
  await ask(long)
  expect(made.splice(0)).toEqual([long])
  await ask('f')
  await ask(long)
  expect(made).toEqual(['f', long])
})
