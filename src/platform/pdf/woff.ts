import { inflateSync } from 'node:zlib'

const [HEADER, ENTRY] = [44, 20]

/** Unpacks a font of the web (WOFF 1.0, W3C) into the file it was made of; the typesetter reads nothing else. */
export function unpackFont(woff: Buffer): Buffer {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.length)
  if (view.getUint32(0) !== 0x774f4646) throw new Error('not a WOFF font')
  const count = view.getUint16(12)
  const entries = Array.from({ length: count }, (_, at) => {
    const [tag, from, packed, size, sum] = [0, 4, 8, 12, 16].map((field) => view.getUint32(HEADER + at * ENTRY + field))
    return { tag: tag!, from: from!, packed: packed!, size: size!, sum: sum! }
  })
  const padded = (size: number): number => (size + 3) & ~3
  let place = 12 + 16 * count
  const font = Buffer.alloc(entries.reduce((total, { size }) => total + padded(size), place))
  const power = Math.floor(Math.log2(count))
  font.writeUInt32BE(view.getUint32(4), 0)
  for (const [at, value] of [count, 16 << power, power, 16 * count - (16 << power)].entries())
    font.writeUInt16BE(value, 4 + 2 * at)
  for (const [at, { tag, from, packed, size, sum }] of entries.entries()) {
    const data = woff.subarray(from, from + packed)
    for (const [field, value] of [tag, sum, place, size].entries()) font.writeUInt32BE(value, 12 + 16 * at + 4 * field)
    Buffer.from(packed < size ? inflateSync(data) : data).copy(font, place)
    place += padded(size)
  }
  return font
}
