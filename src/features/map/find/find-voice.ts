import { LANGS, type Lang, langName, pickLanguage } from '../../../platform/i18n/lang.ts'

/** How the open pages speak: a language of the screen, and for Swedish whether in easy words. */
export type Voice = { lang: Lang; easy: boolean }

/** In an address: a language, or this. The page's own language stays Swedish. */
export const EASY = 'sv-latt'
export const VOICE_CODES = ['sv', EASY, 'en', 'ar'] as const
export type VoiceCode = (typeof VOICE_CODES)[number]

export const voiceCode = ({ lang, easy }: Voice): VoiceCode => (easy ? EASY : lang)

/** The voice of a page: the address says it, else the browser. Nothing else counts, so that a page can be kept for everybody. */
export const pickVoice = (query: string | undefined, acceptLanguage: string | undefined): Voice =>
  query === EASY
    ? { lang: 'sv', easy: true }
    : { lang: pickLanguage({ query: query ?? null, acceptLanguage: acceptLanguage ?? null }), easy: false }

/** Whether the address itself says it. */
export const isVoiceCode = (query: string | undefined): query is VoiceCode =>
  query === EASY || LANGS.includes(query as Lang)

/** Each choice in its own words; `easy` is what easy Swedish is called. */
export const voiceName = (code: VoiceCode, easy: string): string => (code === EASY ? easy : langName(code))
