import type { Lang } from '../../platform/i18n/lang.ts'
import { defineTexts } from '../../platform/i18n/texts.ts'
import ar from './texts/consent.ar.json' with { type: 'json' }
import en from './texts/consent.en.json' with { type: 'json' }
import sv from './texts/consent.sv.json' with { type: 'json' }

/** What the person is told and asked, in their language. The Swedish text governs (förvaltningslagen 13 §, språklagen). */
export const consentTexts = defineTexts({ sv, en, ar })

/**
 * The version of the words. A consent remembers which words were used by version, language and hash: whoever changes a text gives it
 * a new version, and the test that knows the hashes says so.
 */
export const CONSENT_VERSION = '2'

const FILES: Record<Lang, Record<string, string>> = { sv, en, ar }

/** All words of a language in the order of their keys, one a line: what the hash of a consent is made of. */
export const consentWords = (lang: Lang): string =>
  Object.keys(FILES[lang])
    .sort()
    .map((key) => `${key}=${FILES[lang][key]}`)
    .join('\n')
