import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import { FONT_NAMES, typstText } from '../../../platform/pdf/typst.ts'

/** A table of so many rows stands on one page: no row of it alone on the next. */
export const MOST_UNBROKEN = 14

/** A line of words; nothing where there are none. */
export const paragraph = (line: string): string => (line === '' ? '' : `#par(text(${typstText(line)}))\n`)

/** How every paper of the survey is set. */
export const paperRules = (lang: Lang): string => `#set page(paper: "a4", flipped: true, margin: 1.8cm, numbering: "1")
#set text(lang: "${lang}", dir: ${dirOf(lang)}, font: (${FONT_NAMES.map(typstText).join(', ')}), size: 10pt)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt + luma(160) }), inset: (x: 5pt, y: 3pt))
#show figure: set align(start)
#show heading.where(level: 1): set block(below: 1.1em)
#show heading.where(level: 2): set block(above: 1.8em, below: 0.9em)`
