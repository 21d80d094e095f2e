const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Is the text a UUID in the form the database writes (small letters)? */
export const isUuid = (text: unknown): text is string => typeof text === 'string' && UUID.test(text)

let lastMs = 0
let counter = 0

/**
 * A new UUID, version 7 (RFC 9562, 5.7): begins with the time in milliseconds, so that new rows lie side by side in
 * the index. Within this process each is greater than the one before: 12 bits count within a millisecond, and 62
 * random bits make it impossible to guess.
 */
export function newId(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10))
  if (now > lastMs) {
    lastMs = now
    // Begins in the lower half, to leave room to count.
    counter = ((random[0]! & 0x07) << 8) | random[1]!
  } else if (++counter > 0xfff) {
    lastMs++
    counter = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  random[2] = (random[2]! & 0x3f) | 0x80
  const rest = Array.from(random.subarray(2), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${rest.slice(0, 4)}-${rest.slice(4)}`
}
