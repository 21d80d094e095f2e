import { foldName } from '../../shared/text.ts'

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

/** How many letters must be changed, put in, left out or swapped with their neighbour; `most + 1` when it is more than `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return Math.min(last[b.length]!, most + 1)
}

/** One letter wrong in a word of five, two in a long one. */
export const isMisspelt = (typed: string, right: string): boolean => {
  const most = right.length < 5 ? 0 : right.length < 12 ? 1 : 2
  return most > 0 && distance(typed, right, most) <= most
}
