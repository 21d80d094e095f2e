import { createHmac } from 'node:crypto'

/** Letters and digits that are not taken for each other when read aloud or from paper. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const LENGTH = 10

/**
 * A code somebody types or follows, for one thing: 49 bits, computed from the program's secret, so that the database keeps a digest
 * only and the code can still be shown again to who made it.
 */
export function secretCode(secret: string, of: string): string {
  const mac = createHmac('sha256', secret).update(`code:${of}`).digest()
  let code = ''
  // A byte beyond the last whole turn of the alphabet would make some letters likelier.
  for (const byte of mac) if (byte < 240 && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length]
  return code
}

/** What is kept of a code. Without the program's secret no list of codes can be tried against it. */
export const codeDigest = (secret: string, code: string): string =>
  createHmac('sha256', secret).update(`digest:${code}`).digest('base64url')

/** In two groups, as it is shown. */
export const groupedCode = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`

/** A code as somebody typed it, or undefined for what cannot be one. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s\-–—.]/g, '')
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : undefined
}
