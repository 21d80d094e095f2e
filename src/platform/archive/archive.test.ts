import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDirectory } from './directory.ts'
import { unzip } from './unzip.ts'
import { zip } from './zip.ts'

const LIMITS = { total: 1_000_000, ratio: 100 }
const all = () => true

/** A stored entry whose sizes and place stand in the 64-bit extra field, as programs write it that stream their output. */
function zip64(name: string, content: string): Uint8Array {
  const plain = Buffer.from(zip(new Map([[name, Buffer.from(content)]]), 0))
  const central = plain.indexOf(Buffer.from('PK\x01\x02'))
  const end = plain.indexOf(Buffer.from('PK\x05\x06'))
  const entry = Buffer.from(plain.subarray(central, end))
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  for (const [at, value] of [content.length, content.length, 0].entries())
    extra.writeBigUInt64LE(BigInt(value), 4 + 8 * at)
  for (const at of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, at)
  entry.writeUInt16LE(extra.length, 30)
  const end64 = Buffer.alloc(56)
  end64.writeUInt32LE(0x06064b50, 0)
  end64.writeBigUInt64LE(1n, 32)
  end64.writeBigUInt64LE(BigInt(central), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(central + entry.length + extra.length), 8)
  const last = Buffer.from(plain.subarray(end))
  last.writeUInt16LE(0xffff, 10)
  last.writeUInt32LE(0xffffffff, 16)
  return Buffer.concat([plain.subarray(0, central), entry, extra, end64, locator, last])
}

describe('archives', () => {
  test('what is packed comes back, stored or packed tightly', () =>
    fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.uint8Array({ maxLength: 200 })),
        fc.constantFrom(0, 1, 9),
        async (content, level) => {
          const files = new Map(Object.entries(content).map(([name, bytes]) => [name.toWellFormed(), bytes]))
          const unpacked = await unzip(zip(files, level), all, LIMITS)
          if (!unpacked.ok) throw new Error(unpacked.problem)
          expect([...unpacked.files].map(([name, bytes]) => [name, [...bytes]])).toEqual(
            [...files].map(([name, bytes]) => [name, [...bytes]]),
          )
        },
      ),
    ))

  test('only what is wanted is unpacked, and only it counts', async () => {
    const files = new Map([
      ['big', new Uint8Array(2_000_000)],
      ['small', new Uint8Array([1])],
    ])
    expect(await unzip(zip(files), all, LIMITS)).toEqual({ ok: false, problem: 'too-large' })
    const some = await unzip(zip(files), (name) => name === 'small', LIMITS)
    expect(some.ok && [...some.files.keys()]).toEqual(['small'])
  })

  test('many entries that share the same bytes are counted each time', async () => {
    const one = Buffer.from(zip(new Map([['a', new Uint8Array(900_000)]])))
    const central = one.indexOf(Buffer.from('PK\x01\x02'))
    const end = Buffer.from(one.subarray(one.indexOf(Buffer.from('PK\x05\x06'))))
    const entry = Buffer.from(one.subarray(central, one.length - end.length))
    entry.writeUInt32LE(10, 24)
    end.writeUInt16LE(3, 10)
    const shared = Buffer.concat([one.subarray(0, central), entry, entry, entry, end])
    expect(await unzip(shared, all, LIMITS)).toEqual({ ok: false, problem: 'too-large' })
  })

  test('sizes of 64 bits are read', async () => {
    const unpacked = await unzip(zip64('a.txt', 'hej'), all, LIMITS)
    expect(unpacked.ok && new TextDecoder().decode(unpacked.files.get('a.txt'))).toBe('hej')
  })

  test('no bytes make it throw', () => {
    const good = zip(new Map([['a', new Uint8Array(100)]]))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length), (noise, at) => {
        readDirectory(noise)
        readDirectory(Buffer.concat([good.subarray(0, at), noise, good.subarray(at)]))
        readDirectory(Buffer.concat([noise, good.subarray(good.length - 22)]))
      }),
    )
  })
})
