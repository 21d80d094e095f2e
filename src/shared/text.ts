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
