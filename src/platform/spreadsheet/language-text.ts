import { languageName, SPOKEN_LANGUAGES } from '../i18n/language-names.ts'
import { isMisspelt, plain } from './plain.ts'

/** Names in use beside those of the language data. */
const USUAL: Record<string, string> = {
  dari: 'prs',
  farsi: 'fa',
  persiska: 'fa',
  pashto: 'ps',
  kurdiska: 'kmr',
  kurdish: 'kmr',
  kurmanji: 'kmr',
  kurmandji: 'kmr',
  sorani: 'ckb',
  tigrinja: 'ti',
  tigrinska: 'ti',
  mandarin: 'zh',
  bosniska: 'bs',
  bks: 'bs',
  romani: 'rom',
  syrianska: 'syr',
  assyriska: 'syr',
  tagalog: 'fil',
}

const byName = new Map<string, string>(Object.entries(USUAL))
for (const lang of ['en', 'sv'] as const)
  for (const code of SPOKEN_LANGUAGES) byName.set(plain(languageName(lang, code)), code)
for (const code of SPOKEN_LANGUAGES) byName.set(plain(code), code)

/** The code of a language by its name or code, also slightly misspelt; undefined when it is not known. */
export function languageCode(cell: string): string | undefined {
  const name = plain(cell).replace(/^(?:talar|speaks) /, '')
  const exact = byName.get(name)
  if (exact) return exact
  for (const [known, code] of byName) if (isMisspelt(name, known)) return code
  return undefined
}
