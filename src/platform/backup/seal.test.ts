import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { HEADER_BYTES, opener, sealer } from './seal.ts'

const PASSPHRASE = 'björk vid Åbro 7'
const CHEAP = 12

const seal = async (plain: Buffer, passphrase = PASSPHRASE): Promise<Buffer> =>
  buffer(Readable.from(cut(plain), { objectMode: false }).pipe(await sealer(passphrase, CHEAP)))
const open = async (file: Buffer, passphrase = PASSPHRASE): Promise<Buffer> => {
  const stream = await opener(file.subarray(0, HEADER_BYTES), passphrase)
  return buffer(Readable.from(cut(file.subarray(HEADER_BYTES)), { objectMode: false }).pipe(stream))
}
/** Uneven pieces, as a disk or a network gives them. */
function* cut(bytes: Buffer): Generator<Buffer> {
  for (let from = 0, size = 1; from < bytes.length; from += size, size = (size * 7 + 13) % 100_000) {
    yield bytes.subarray(from, from + size)
  }
}

const FRAME = 64 * 1024
let plain: Buffer
let file: Buffer
beforeAll(async () => {
  plain = randomBytes(3 * FRAME + 17)
  file = await seal(plain)
})

test.each([0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 5 * FRAME + 3])(
  '%i bytes come back as they were',
  async (size) => {
    const bytes = randomBytes(size)
    expect((await open(await seal(bytes))).equals(bytes)).toBe(true)
  },
)

test('the same text is never sealed the same way, and nothing of it is readable', async () => {
  const text = Buffer.from('Skyddad person')
  const [one, two] = [await seal(text), await seal(text)]
  expect(one.equals(two)).toBe(false)
  expect(one.includes('Skyddad')).toBe(false)
})

test('a wrong passphrase is told as such; å in two spellings is the same å', async () => {
  await expect(open(file, 'björk vid Åbro 8')).rejects.toThrow(/Lösenfrasen är inte den/)
  expect((await open(file, PASSPHRASE.normalize('NFD'))).equals(plain)).toBe(true)
})

test('a file cut off anywhere is refused', async () => {
  const places = [HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 3, HEADER_BYTES + FRAME + 21, file.length - 1]
  for (const place of places) await expect(open(file.subarray(0, place))).rejects.toThrow(/ingen hel säkerhetskopia/)
})

test('a frame taken away, doubled or swapped is refused, and so is anything added', async () => {
  const frame = FRAME + 16 + 5
  const header = file.subarray(0, HEADER_BYTES)
  const [first, second] = [0, 1].map((n) => file.subarray(HEADER_BYTES + n * frame, HEADER_BYTES + (n + 1) * frame))
  const rest = file.subarray(HEADER_BYTES + 2 * frame)
  for (const parts of [
    [second, rest],
    [first, rest],
    [first, first, second, rest],
    [second, first, rest],
  ]) {
    await expect(open(Buffer.concat([header, ...(parts as Buffer[])]))).rejects.toThrow(/ingen hel/)
  }
  await expect(open(Buffer.concat([file, Buffer.from('x')]))).rejects.toThrow(/ingen hel/)
  await expect(open(Buffer.concat([file, first as Buffer]))).rejects.toThrow(/ingen hel/)
})

test('one changed bit anywhere is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), async (place, bit) => {
      const changed = Buffer.from(file)
      // The cost itself is left alone: a higher one only takes longer, and it is in the text that is authenticated.
      fc.pre(place !== 18)
      changed[place] = (changed[place] ?? 0) ^ (1 << bit)
      await expect(open(changed)).rejects.toThrow(/Lösenfrasen|ingen hel/)
    }),
    { numRuns: 60 },
  )
})
