import { expect, test } from 'vitest'
import { writeWorkbook } from './write.ts'

test('the same sheets give the same bytes, also later', { timeout: 20_000 }, async () => {
  const write = () => writeWorkbook([{ name: 'Blad', header: ['a'], rows: [[1, 'x']] }])
  const first = await write()
  // Times in a packed file are told in steps of two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2_200))
  expect(await write()).toEqual(first)
})
