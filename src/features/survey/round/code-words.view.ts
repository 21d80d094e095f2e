import { LANGS, type Lang } from '../../../platform/i18n/lang.ts'
import { BARRIERS } from '../core/code.ts'
import { REASONS } from '../core/reason.ts'
import { type CodeWord, codeTexts } from '../texts/code.ts'
import { roundTexts } from '../texts/round.ts'

/** The words of the closed lists in one language. */
export const codeWords = (lang: Lang) => ({
  reason: (key: string): string => codeTexts(lang)(`reason.${key}` as CodeWord),
  barrier: (key: string): string => codeTexts(lang)(`barrier.${key}` as CodeWord),
})

/** Words in any language, in small letters, and the key each stands for: so that a list may be written in words. */
function wordsFor(keys: readonly string[], wordOf: (lang: Lang, key: string) => string): Map<string, string> {
  return new Map(LANGS.flatMap((lang) => keys.map((key) => [wordOf(lang, key).toLowerCase(), key] as const)))
}

export const reasonWords = (): Map<string, string> => wordsFor(REASONS, (lang, key) => codeWords(lang).reason(key))

/** Also for "no barrier". */
export const barrierWords = (): Map<string, string> =>
  new Map([
    ...wordsFor(BARRIERS, (lang, key) => codeWords(lang).barrier(key)),
    ...LANGS.map((lang) => [roundTexts(lang)('rating.none').toLowerCase(), 'none'] as const),
  ])
