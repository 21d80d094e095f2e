import { type Lang, localeOf } from './lang.ts'

/** Languages a participant may speak, by how common they are among those who need an interpreter in Sweden (BCP 47). */
export const SPOKEN_LANGUAGES = [
  'sv',
  'ar',
  'so',
  'ti',
  'prs',
  'fa',
  'uk',
  'ps',
  'ckb',
  'kmr',
  'pl',
  'ru',
  'tr',
  'es',
  'bs',
  'hr',
  'sr',
  'fi',
  'en',
  'sq',
  'am',
  'om',
  'th',
  'vi',
  'zh',
  'fr',
  'pt',
  'de',
  'ro',
  'hu',
  'el',
  'it',
  'et',
  'lv',
  'lt',
  'bg',
  'mk',
  'syr',
  'ur',
  'hi',
  'pa',
  'bn',
  'ta',
  'uz',
  'mn',
  'my',
  'sw',
  'rw',
  'ln',
  'wo',
  'rom',
  'se',
  'yi',
] as const

/** Where the common name in Swedish is another than the one of the language data. */
const USUAL: Partial<Record<Lang, Readonly<Record<string, string>>>> = {
  sv: { ps: 'pashto', ckb: 'kurdiska (sorani)', kmr: 'kurdiska (kurmanji)', ti: 'tigrinska', rw: 'kinyarwanda' },
  en: { ckb: 'Kurdish (Sorani)', kmr: 'Kurdish (Kurmanji)' },
  ar: { ckb: 'الكردية (السورانية)', kmr: 'الكردية (الكرمانجية)' },
}

const names = new Map<Lang, Intl.DisplayNames>()

/** The name of a language in the page's language; the code itself when it has none. */
export function languageName(lang: Lang, code: string): string {
  const usual = USUAL[lang]?.[code]
  if (usual) return usual
  let display = names.get(lang)
  if (!display) {
    display = new Intl.DisplayNames(localeOf(lang), { type: 'language', languageDisplay: 'dialect' })
    names.set(lang, display)
  }
  try {
    return display.of(code) ?? code
  } catch {
    return code
  }
}
