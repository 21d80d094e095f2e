import { createHash } from 'node:crypto'

/** The namespace of our own names (RFC 9562, 5.5); never changed, since ids made in it are known outside. */
const NAMESPACE = Buffer.from('5d1f2c0a7c564c1c9a4e6b1f0d8e3a72', 'hex')

/**
 * A UUID made of names (version 5): the same names give the same one, today and on every machine. For parts that have no id of
 * their own where an interface asks for one.
 */
export function nameId(...names: (string | number)[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(names.join('\u0000')).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
