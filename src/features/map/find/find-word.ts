import { LANGS, type Lang } from '../../../platform/i18n/lang.ts'
import { languageName, SPOKEN_LANGUAGES } from '../../../platform/i18n/language-names.ts'
import { latinDigits, words } from '../../../shared/text.ts'
import { SECTORS, TARGET_GROUPS } from '../code.ts'
import { codeTexts } from '../texts/code.ts'
import { ageSaid, withoutTimes } from './find-age.ts'
import { nearest } from './find-guess.ts'
import { SAME, SMALL_WORDS } from './find-same.ts'

/**
 * One thing that is asked for: met by any of the texts (all words of it; the first is what was typed) or any of the codes; where
 * nothing meets it, by any of the parts. The form that map_search_group() in the database takes. `guess`: it is no word we know, and where nothing
 * meets it either it may be misspelt.
 */
export type Asked = { any: string[]; codes: string[]; parts?: string[]; guess?: true }

/** As the database folds: no accents, dots or rings; Arabic without vowel signs, one form of each letter, without the article. */
export const foldWord = (said: string): string =>
  said
    .normalize('NFKD')
    .replace(/\p{M}|ـ/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')

const bare = (word: string): string => word.replace(/^ال(?=..)/, '')
const foldText = (said: string): string => words(foldWord(said)).map(bare).join(' ')

/** Two forms of one word: the shorter begins the longer, and little is added. */
const alike = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return a === b || (short.length >= 5 && long.length - short.length <= 3 && long.startsWith(short))
}

/** Which words name a code, in any language of the screen. */
const CODE_WORDS: readonly { code: string; words: readonly string[] }[] = [
  ...TARGET_GROUPS.map((one) => ({ code: `=target:${one}`, key: `target.${one}` as const })),
  ...SECTORS.flatMap((one) => (one === 'civil' ? [{ code: '=owner:civil', key: 'sector.civil' as const }] : [])),
]
  .map(({ code, key }) => ({
    code,
    words: LANGS.flatMap((lang) => foldText(codeTexts(lang)(key)).split(' ')),
  }))
  .concat(
    SPOKEN_LANGUAGES.map((one) => ({
      code: `=lang:${one}`,
      words: LANGS.map((lang) => foldText(languageName(lang, one))),
    })),
  )
  .map(({ code, words: all }) => ({ code, words: all.filter((word) => word.length >= 4 && !SMALL_WORDS.has(word)) }))

const codesOf = (word: string): string[] =>
  CODE_WORDS.filter((one) => one.words.some((other) => alike(other, word))).map(({ code }) => code)

/** Words for the same thing, folded, longest first so that a phrase goes before its words. */
const FOLDED = SAME.map((all) => LANGS.flatMap((lang) => all[lang].map(foldText)))
const PHRASES = FOLDED.flat()
  .filter((one) => one.includes(' '))
  .sort((a, b) => b.length - a.length)
const sameAs = (text: string): string[] =>
  FOLDED.filter((all) => all.some((one) => (text.includes(' ') ? one === text : alike(one, text)))).flat()

/** A compound word somebody typed is long; a word it is made of says something by itself. */
const LONG = 8
const TELLING = 5
const SINGLE = FOLDED.flat().filter((one) => one.length >= TELLING && !one.includes(' '))

/** The longest known word that a long one begins or ends with, and words for the same thing: "alkoholproblem". */
function partsOf(word: string): string[] {
  if (word.length < LONG) return []
  const [part] = SINGLE.filter((one) => one !== word && (word.startsWith(one) || word.endsWith(one))).sort(
    (a, b) => b.length - a.length,
  )
  return part ? [part, ...new Set(sameAs(part).filter((one) => one !== part))] : []
}

const MOST_OTHERS = 30
const LIKELY = SINGLE.map((key) => ({ key }))

/** Words that a misspelt one may have been meant as: the nearest of the map's (by their keys) and of the known, with words for the same thing; the nearest first. */
export function meantBy(typed: string, shown: readonly string[]): string[][] {
  const guesses = [
    nearest(typed, LIKELY),
    nearest(
      typed,
      shown.map((key) => ({ key: bare(key) })),
    ),
  ]
  return guesses
    .flatMap((guess) => guess ?? [])
    .sort((a, b) => a.wrong - b.wrong)
    .map(({ one: { key } }) => [key, ...new Set(sameAs(key).filter((other) => other !== key))].slice(0, MOST_OTHERS))
}

/** A word as it is written, in its language. */
export type Written = { word: string; lang: Lang }

/** How a known word is written, by how it is folded; Swedish where two languages have it. */
const WRITTEN: ReadonlyMap<string, Written> = new Map(
  [...LANGS]
    .reverse()
    .flatMap((lang) =>
      SAME.flatMap((all) => all[lang].map((word): [string, Written] => [foldText(word), { word, lang }])),
    ),
)

/** A folded word as known words are written. What is known only from the map is as the map is: Swedish, or Arabic letters. */
export const asWritten = (folded: string): Written =>
  WRITTEN.get(folded) ?? { word: folded, lang: /\p{Script=Arabic}/u.test(folded) ? 'ar' : 'sv' }

/** A folded word of a question as it was typed in it. */
export const asTyped = (typed: string, folded: string): string =>
  words(typed).find((one) => foldText(one) === folded) ?? asWritten(folded).word

const MOST_WORDS = 8

const bareWords = (typed: string): string[] => words(foldWord(latinDigits(typed))).map(bare)

/** What somebody typed, as what is asked for. Small words ("för", "in", "في") and lengths of time are left out unless there is nothing else. */
export function askedOf(typed: string): Asked[] {
  const hasAge = ageSaid(typed) !== undefined
  const timeless = bareWords(withoutTimes(typed))
  let text = ` ${(timeless.length > 0 || hasAge ? timeless : bareWords(typed)).join(' ')} `
  const asked: Asked[] = []
  const ask = (any: string, codes: string[]) => {
    const others = sameAs(any).filter((one) => one !== any)
    const parts = others.length > 0 ? [] : partsOf(any)
    asked.push({
      any: [any, ...new Set(others)].slice(0, MOST_OTHERS),
      codes,
      ...(parts.length > 0 ? { parts: parts.slice(0, MOST_OTHERS) } : {}),
      ...(others.length === 0 && codes.length === 0 && !any.includes(' ') ? { guess: true } : {}),
    })
  }
  for (const phrase of PHRASES)
    if (text.includes(` ${phrase} `)) {
      text = text.replace(` ${phrase} `, ' ')
      ask(phrase, [])
    }
  const left = text.split(' ').filter(Boolean)
  const telling = left.filter((word) => !SMALL_WORDS.has(word))
  const said = asked.length > 0 || hasAge
  for (const word of new Set(telling.length > 0 || said ? telling : left)) ask(word, codesOf(word))
  return asked.slice(0, MOST_WORDS)
}
