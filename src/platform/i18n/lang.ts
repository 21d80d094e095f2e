/** The languages of the screen. Swedish is the source: the keys of every text come from the Swedish file. */
export type Lang = 'sv' | 'en' | 'ar'

export const LANGS: readonly Lang[] = ['sv', 'en', 'ar']

/** Arabic is written with the digits of Swedish papers and forms, and with the Gregorian calendar. */
const LOCALES: Record<Lang, string> = { sv: 'sv-SE', en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' }

const NAMES: Record<Lang, string> = { sv: 'Svenska', en: 'English', ar: 'العربية' }

/** The BCP 47 locale for `Intl` objects. */
export const localeOf = (lang: Lang): string => LOCALES[lang]

/** The writing direction, for the `dir` attribute. */
export const dirOf = (lang: Lang): 'ltr' | 'rtl' => (lang === 'ar' ? 'rtl' : 'ltr')

/** A language's name in the language itself, as it stands in the choice of languages. */
export const langName = (lang: Lang): string => NAMES[lang]

export const isLang = (text: unknown): text is Lang => LANGS.includes(text as Lang)

/**
 * The language of a page: an explicit choice in the address wins over what the user has saved, which wins over what
 * the browser asks for. Swedish when nothing fits.
 */
export function pickLanguage(from: {
  user?: string | null
  query?: string | null
  acceptLanguage?: string | null
}): Lang {
  if (isLang(from.query)) return from.query
  if (isLang(from.user)) return from.user
  return wanted(from.acceptLanguage ?? '').find(isLang) ?? 'sv'
}

/** The primary language tags of an `Accept-Language` header (RFC 9110, 12.5.4), most wanted first. */
function wanted(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return { tag: tag.replace(/-.*/, ''), weight: weight ? Number(weight.slice(2)) || 0 : 1 }
    })
    .filter((choice) => choice.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((choice) => choice.tag)
}
