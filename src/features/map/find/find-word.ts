import { LANGS } from '../../../platform/i18n/lang.ts'
import { languageName, SPOKEN_LANGUAGES } from '../../../platform/i18n/language-names.ts'
import { words } from '../../../shared/text.ts'
import { SECTORS, TARGET_GROUPS } from '../code.ts'
import { codeTexts } from '../texts/code.ts'
import { SAME, SMALL_WORDS } from './find-same.ts'

/**
 * One thing that is asked for: met by any of the texts (all words of it; the first is what was typed) or any of the codes.
 * The form that map_search_group() in the database takes.
 */
export type Asked = { any: string[]; codes: string[] }

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
const FOLDED = SAME.map((all) => all.map(foldText))
const PHRASES = FOLDED.flat()
  .filter((one) => one.includes(' '))
  .sort((a, b) => b.length - a.length)
const sameAs = (text: string): string[] =>
  FOLDED.filter((all) => all.some((one) => (text.includes(' ') ? one === text : alike(one, text)))).flat()

const MOST_WORDS = 8
const MOST_OTHERS = 12

/** What somebody typed, as what is asked for. Small words ("för", "in", "في") are left out unless there is nothing else. */
export function askedOf(typed: string): Asked[] {
  const said = words(foldWord(typed))
  let text = ` ${said.map(bare).join(' ')} `
  const asked: Asked[] = []
  const ask = (any: string, codes: string[]) => {
    const others = sameAs(any).filter((one) => one !== any)
    asked.push({ any: [any, ...new Set(others)].slice(0, MOST_OTHERS), codes })
  }
  for (const phrase of PHRASES)
    if (text.includes(` ${phrase} `)) {
      text = text.replace(` ${phrase} `, ' ')
      ask(phrase, [])
    }
  const left = text.split(' ').filter(Boolean)
  const telling = left.filter((word) => !SMALL_WORDS.has(word))
  for (const word of new Set(telling.length > 0 || asked.length > 0 ? telling : left)) ask(word, codesOf(word))
  return asked.slice(0, MOST_WORDS)
}
