import { latinDigits } from '../../../shared/text.ts'

/** Every sort of dash as a hyphen, blanks about it gone, and digits as Latin ones. */
export const plainDashes = (text: string): string =>
  latinDigits(text)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s*-\s*/g, '-')

/** Nothing at all, however people write it. */
export const isNothing = (cell: string): boolean =>
  /^[\s\u200b\ufeff]*(?:[-–—.?/]+|n\/?a|ej aktuellt|saknas|okänt|vet ej|uppgift saknas)?[\s\u200b\ufeff]*$/i.test(cell)

/** The cell as it is kept: line breaks as LF, no blanks at the ends. */
export const tidy = (cell: string): string => cell.replace(/\r\n?/g, '\n').trim()

const NUMBERS: Record<string, number> = {
  en: 1,
  ett: 1,
  två: 2,
  tre: 3,
  fyra: 4,
  fem: 5,
  sex: 6,
  sju: 7,
  åtta: 8,
  nio: 9,
  tio: 10,
  elva: 11,
  tolv: 12,
}

/** Numbers up to twelve written as words become digits. */
export const digitWords = (text: string): string =>
  text.replace(/[a-zåäö]+/gi, (word) => {
    const number = NUMBERS[word.toLocaleLowerCase('sv')]
    return number === undefined ? word : String(number)
  })

const ABOUT = /^(?:ca|c:a|cirka|ungefär|runt|omkring|about|approx\.?|~|≈)\.? ?/

/** A whole number with what people write about it: `12`, `ca 15 platser`, `1 200`, `12 st`. Undefined where it is none, or two. */
export function readCount(cell: string): number | undefined {
  const text = digitWords(plainDashes(cell.slice(0, 60)).toLocaleLowerCase('sv'))
    .replace(ABOUT, '')
    .replace(/(?<=\d)[\s\u00a0.](?=\d{3}\b)/g, '')
    .trim()
  if (/^(?:ingen|inga|0)\b(?: \p{L}+)*$/u.test(text)) return 0
  const found =
    /^(\d{1,7})(?:[.,]0+)?(?: ?(?:st|stycken|platser|plats|personer|deltagare|kö|i kö|lediga|pers)\.?)*$/.exec(text)
  return found ? Number(found[1]) : undefined
}

/** All places and the free ones in one cell: `8 (2 lediga)`, `8 platser, varav 2 lediga`, `2 lediga av 8`. */
export function readPlaces(cell: string): { all: number; free: number } | undefined {
  const text = digitWords(cell.slice(0, 60).toLocaleLowerCase('sv'))
  const [, all, free] =
    /^(\d{1,5}) ?(?:st|platser|plats)?[\s,;(]+(?:varav |just nu )?(\d{1,5}) ?(?:st |platser )?ledig\p{L}*(?: platser)?\)?\.?$/u.exec(
      text,
    ) ?? []
  const [, freeFirst, allLast] =
    /^(\d{1,5}) lediga? (?:platser )?av (?:totalt )?(\d{1,5})(?: platser)?\.?$/.exec(text) ?? []
  const found = { all: Number(all ?? allLast ?? Number.NaN), free: Number(free ?? freeFirst ?? Number.NaN) }
  return found.free <= found.all ? found : undefined
}

const DAYS_UNIT = '(d|dgr|dag|dagar|v|veckor?|mån|månad|månader|days?|weeks?|months?)?\\.?'
const WAIT = new RegExp(`^(\\d{1,4})(?:[.,]0+)? ?${DAYS_UNIT}$`)
const WAIT_SPAN = new RegExp(`^(\\d{1,4}) ?${DAYS_UNIT} ?(?:-|till|och) ?(\\d{1,4}) ?${DAYS_UNIT}$`)
const daysOf = (number: string | undefined, unit = 'd'): number =>
  Number(number) * (/^(?:v|week)/.test(unit) ? 7 : /^m/.test(unit) ? 30 : 1)

/**
 * Waiting days: `14 dagar`, `3 veckor`, `ca 2 mån` (of thirty days), `ingen kö`, `drop-in`. Of two (`6–8 v`) the longer, and
 * `span` says so: nobody should wait longer than they were told.
 */
export function readDays(cell: string): { days: number; span: boolean } | undefined {
  const text = digitWords(plainDashes(cell.slice(0, 60)).toLocaleLowerCase('sv'))
    .replace(ABOUT, '')
    .trim()
  if (/^(?:0|ingen|inga|omgående|direkt|genast|drop-? ?in)\b(?: \p{L}+)*$/u.test(text)) return { days: 0, span: false }
  const found = WAIT.exec(text)
  if (found) return { days: daysOf(found[1], found[2]), span: false }
  const span = WAIT_SPAN.exec(text)
  if (!span) return undefined
  const [from, to] = [daysOf(span[1], span[2] ?? span[4]), daysOf(span[3], span[4])]
  return from <= to ? { days: to, span: true } : undefined
}

const YES = /^(?:ja|j|x|yes|y|true|sant|1|öppen|offentlig|publik|visas|نعم)$/i
const NO = /^(?:nej|n|no|false|falskt|0|intern|internt|dold|visas inte|لا)$/i

export const readYesNo = (cell: string): boolean | undefined =>
  YES.test(cell.trim()) ? true : NO.test(cell.trim()) ? false : undefined

/** What it costs in whole kronor: `gratis`, `200 kr`, `1 500:-`. Undefined where there are more words. */
export function readCost(cell: string): number | undefined {
  const text = latinDigits(cell.slice(0, 60))
    .toLocaleLowerCase('sv')
    .replace(/(?<=\d)[\s\u00a0.](?=\d{3}\b)/g, '')
    .trim()
  if (/^(?:gratis|kostnadsfri(?:tt)?|avgiftsfri(?:tt)?|utan kostnad|ingen (?:kostnad|avgift)|free)\.?$/.test(text))
    return 0
  const found = /^(\d{1,7})(?:[.,]0+)? ?(?:kr|kronor|sek|:-|,-)?\.?$/.exec(text)
  return found ? Number(found[1]) : undefined
}
