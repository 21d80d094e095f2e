import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeDigest, groupedCode, readCode, secretCode } from './secret-code.ts'

test('a code is read back however it is typed, and another thing or secret has another', () =>
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.uuid(), fc.uuid(), (secret, one, other) => {
      const code = secretCode(secret, one)
      expect(readCode(` ${groupedCode(code).toLowerCase()} `)).toBe(code)
      expect(secretCode(secret, one)).toBe(code)
      expect(codeDigest(secret, code)).toHaveLength(43)
      if (one !== other) expect(secretCode(secret, other)).not.toBe(code)
      expect(secretCode(`${secret}x`, one)).not.toBe(code)
    }),
  ))

test.each(['', 'ABCDE', 'ABCDE-FGHJ0', 'ABCDE-FGHJKM', '<b>ABCDEFG'])('%s is no code', (typed) => {
  expect(readCode(typed)).toBeUndefined()
})
