/** Marks that only steer the direction or the joining of letters; two names that differ in them look the same. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/**
 * The form under which names are searched and compared: compatibility letters made plain (NFKC), small letters by
 * Swedish rules, one blank between words, invisible marks gone. For keys only, never for show.
 */
export const foldName = (name: string): string =>
  name.normalize('NFKC').replace(INVISIBLE, '').toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim()

/** The words of a text in order: letters with their marks and digits, everything else parts them. */
export const words = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' })

/**
 * At most `max` characters as a reader counts them, with `…` for what was left out; cut between words when the last
 * word is not too long. Never splits an emoji or a letter from its accent.
 */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text
  let count = 0
  let cut = 0
  for (const { index } of graphemes.segment(text)) {
    if (count === max - 1) cut = index
    if (count++ === max) {
      const kept = text.slice(0, cut)
      const blank = kept.search(/\s+\S*$/)
      return `${(blank > kept.length * 0.6 ? kept.slice(0, blank) : kept).trimEnd()}…`
    }
  }
  return text
}

/** Arabic and Persian digits as the Latin ones of Swedish papers, so that a phone set to Arabic can write a date. */
export const latinDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))

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
