import { distance, foldName } from '../../shared/text.ts'

const MARKS = /\p{M}/gu

/** A heading or a word of a closed list in its plainest form: small letters without marks, single blanks between words. */
export const plain = (text: string): string =>
  foldName(text.slice(0, 200))
    .normalize('NFD')
    .replace(MARKS, '')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'a')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()

/** One letter wrong in a word of five, two in a long one. */
export const isMisspelt = (typed: string, right: string): boolean => {
  const most = right.length < 5 ? 0 : right.length < 12 ? 1 : 2
  return most > 0 && distance(typed, right, most) <= most
}
