/**
 * How wide a text will be, without a browser: advance widths of Atkinson Hyperlegible Next in em, measured at weight
 * 600 (the wider of the two in use) and rounded up, with a little air for a fallback font. Joined Arabic letters are
 * narrower than single ones: theirs is a mean of running text.
 */
const EM: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.253, '.,:;'],
      [0.303, ' \u00a0'],
      [0.3, "ijl·'’!|"],
      [0.324, '()'],
      [0.37, 'frt-"”'],
      [0.43, '/I1'],
      [0.53, 'cszvxyk'],
      [0.59, 'aåäeéèhnoöøudbgpq'],
      [0.67, 'BEFJLPRSTVXYZÉ?&+'],
      [0.74, 'ACDKOÅÄÖGHNQU'],
      [0.625, '023456789'],
      [0.723, 'w'],
      [0.51, '–'],
      [0.88, 'mMW…—'],
    ] as const
  ).flatMap(([em, characters]) => [...characters].map((character) => [character, em] as const)),
)

const INVISIBLE = /[\p{Mn}\p{Me}\p{Cf}]/u
const ARABIC = /\p{Script=Arabic}/u
const LATIN = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const AIR = 1.04

function em(character: string): number {
  const known = EM.get(character)
  if (known !== undefined) return known
  if (INVISIBLE.test(character)) return 0
  if (ARABIC.test(character)) return 0.52
  if (LATIN.test(character)) return 0.75
  return 1.2
}

/** An upper estimate of the width of a text, in the unit of `size`. */
export function textWidth(text: string, size: number): number {
  let sum = 0
  for (const character of text) sum += em(character)
  return Math.ceil(sum * size * AIR * 10) / 10
}

const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' })

/**
 * The text, or its beginning with "…" when it is wider than `width`; `undefined` when not even `least` characters
 * have room. Whole graphemes are cut, so no letter loses its marks.
 */
export function fitText(text: string, size: number, width: number, least = 3): string | undefined {
  if (textWidth(text, size) <= width) return text
  // What a character adds does not depend on its neighbours, so the room left can be counted down.
  let room = width / (size * AIR) - em('…') - 0.1
  let kept = ''
  let count = 0
  for (const { segment } of graphemes.segment(text)) {
    for (const character of segment) room -= em(character)
    if (room < 0) break
    kept += segment
    count++
  }
  return count >= least ? `${kept.trimEnd()}…` : undefined
}

/**
 * The text on at most `lines` lines, broken between words; a word wider than a line goes on on the next after a hyphen.
 * The last line is shortened when it must be. A no-break space holds its words together.
 */
export function wrapText(text: string, size: number, width: number, lines: number): string[] {
  const out: string[] = []
  const rest = text.trim().split(/[^\S\u00a0]+/)
  while (rest.length > 0 && out.length < lines) {
    if (out.length === lines - 1) {
      out.push(fitText(rest.join(' '), size, width, 1) ?? '…')
      break
    }
    let line = rest.shift() ?? ''
    if (textWidth(line, size) > width) {
      const cut = fitText(line, size, width, 4)?.slice(0, -1)
      if (!cut) return [...out, '…']
      rest.unshift(line.slice(cut.length))
      line = cut.endsWith('-') ? cut : `${cut}-`
    } else while (rest[0] !== undefined && textWidth(`${line} ${rest[0]}`, size) <= width) line += ` ${rest.shift()}`
    out.push(line)
  }
  return out.filter((line) => line !== '')
}
