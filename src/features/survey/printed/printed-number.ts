/** A number as it stands in print. `of`: the whole it is said to be a part of ("33 av 68"). */
export type PrintedNumber = { text: string; value: number; decimals: number; percent: boolean; of: number | null }

const SPACES = /[\u00a0\u2007\u2009\u202f]/g
const NUMBER = String.raw`\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`
const PERCENT = String.raw`\s?(?:%|procent\b|per ?cent\b)`
const PART = new RegExp(`(${NUMBER})(?:${PERCENT})?`, 'giu')
const OF = /^\s*(?:av|of|\/|من أصل|من)\s+(\d+)/iu

/** Arabic digits as the others, hard spaces as soft ones, without marks of direction. */
export const plainPrint = (text: string): string =>
  text
    .replace(SPACES, ' ')
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll('٪', '%')
    .replaceAll('٫', ',')

/** Every number in a piece of print, in order: "34 (50,0 %)" gives two. A number glued to letters is none. */
export function numbersIn(print: string): PrintedNumber[] {
  const text = plainPrint(print)
  const found: PrintedNumber[] = []
  let skipTo = 0
  for (const match of text.matchAll(PART)) {
    const [whole, digits = ''] = match
    const at = match.index
    if (at < skipTo || /[\p{L}\d_–-]$/u.test(text.slice(0, at)) || /^[\p{L}_–]/u.test(text.slice(at + whole.length)))
      continue
    const [, decimals = ''] = /[.,](\d+)$/.exec(digits) ?? []
    const percent = whole.length > digits.length
    const of = percent ? null : OF.exec(text.slice(at + whole.length))
    if (of) skipTo = at + whole.length + of[0].length
    found.push({
      text: whole.trim(),
      value: Number(digits.replaceAll(' ', '').replace(',', '.')),
      decimals: decimals.length,
      percent,
      of: of ? Number(of[1]) : null,
    })
  }
  return found
}

/** Could `exact` have been printed so? The last printed decimal may be rounded either way at a half. */
export const printsAs = (exact: number, { value, decimals }: Pick<PrintedNumber, 'value' | 'decimals'>): boolean =>
  Math.abs(exact - value) <= 0.5 * 10 ** -decimals + 1e-9
