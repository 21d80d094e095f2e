import { LANGS, type Lang } from './lang.ts'
import { compile, type Message, type Tag, type Value, type Values } from './message.ts'

/** One language's file: flat keys such as `referral.sent`, each with an ICU message. */
export type TextFile = Readonly<Record<string, string>>

/** The keys of a translation must be exactly those of the Swedish file. */
type SameKeys<Swedish, Other> = Record<keyof Swedish, string> & { [Key in Exclude<keyof Other, keyof Swedish>]: never }

/**
 * Writes texts in one language.
 * `t('referral.sent', { days: 3 })` gives a string; `t.parts` gives pieces for a page, where a value may be an element
 * and a tag in the text (`<a>…</a>`) is a function of the pieces within it. A missing key or value is a bug and throws.
 */
export type Translate<Key extends string> = {
  (key: Key, values?: Values): string
  parts<T>(key: Key, values?: Readonly<Record<string, Value | T | Tag<T>>>): (string | T)[]
  /** Whether there is such a text: of what somebody sent, which may be anything. */
  has(key: string): key is Key
  readonly lang: Lang
}

/** The texts of a feature: `texts(lang)` gives the `t` of a page, always the same one for a language. */
export type Texts<Key extends string> = (lang: Lang) => Translate<Key>

/** The keys of a feature's texts, for functions that take a `t`: `Translate<KeyOf<typeof texts>>`. */
export type KeyOf<T> = T extends Texts<infer Key> ? Key : never

/** Brings the three files of a feature (or of several parts, spread into one object per language) together. */
export function defineTexts<const Sv extends TextFile, const En extends TextFile, const Ar extends TextFile>(files: {
  sv: Sv
  en: En & SameKeys<Sv, En>
  ar: Ar & SameKeys<Sv, Ar>
}): Texts<keyof Sv & string> {
  const byLang = Object.fromEntries(LANGS.map((lang) => [lang, translator(lang, files[lang])]))
  return (lang) => byLang[lang] as Translate<keyof Sv & string>
}

function translator(lang: Lang, file: TextFile): Translate<string> {
  const messages = new Map<string, Message>()
  const message = (key: string): Message => {
    let compiled = messages.get(key)
    if (compiled === undefined) {
      const text = Object.hasOwn(file, key) ? file[key] : undefined
      if (text === undefined) throw new Error(`no text "${key}" in ${lang}`)
      compiled = compile(text, lang)
      messages.set(key, compiled)
    }
    return compiled
  }
  const t = (key: string, values: Values = {}): string => {
    const compiled = message(key)
    return typeof compiled === 'string' ? compiled : compiled.format(values)
  }
  const parts = <T>(key: string, values: Readonly<Record<string, Value | T | Tag<T>>> = {}): (string | T)[] => {
    const compiled = message(key)
    return typeof compiled === 'string' ? [compiled] : compiled.parts(values)
  }
  const has = (key: string): key is string => Object.hasOwn(file, key)
  return Object.assign(t, { parts, has, lang })
}
