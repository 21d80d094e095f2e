import { globSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { LANGS, type Lang } from '../src/platform/i18n/lang.ts'
import { walk } from '../src/platform/i18n/message.ts'
import { SAME_IN_ENGLISH } from './texts.same.ts'

type Texts = Record<string, string>
type Nodes = Parameters<typeof walk>[0]

/** Plural forms that must be written out; `=1` counts as `one`. */
const FORMS: Record<Lang, string[]> = {
  sv: ['one', 'other'],
  en: ['one', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
}
const EXACT: Record<string, string> = { zero: '=0', one: '=1', two: '=2' }

const nodesOf = (text: string): Nodes => new IntlMessageFormat(text, 'en').getAst()

/** Names of arguments and tags. */
function placeholders(text: string): string[] {
  const names = new Set<string>()
  walk(nodesOf(text), (node) => {
    if (node.type === 8) names.add(`<${node.value}>`)
    else if (node.type !== 0 && node.type !== 7) names.add(node.value)
  })
  return [...names].sort()
}

/** Only the words of a text, without its arguments. */
function words(text: string): string {
  let words = ''
  walk(nodesOf(text), (node) => {
    if (node.type === 0) words += node.value
  })
  return words
}

function missingForms(text: string, lang: Lang): string[] {
  const missing: string[] = []
  walk(nodesOf(text), (node) => {
    if (node.type !== 6 || node.pluralType === 'ordinal') return
    const given = Object.keys(node.options)
    missing.push(...FORMS[lang].filter((form) => !given.includes(form) && !given.includes(EXACT[form] ?? form)))
  })
  return missing
}

/** What is wrong with a text in itself. */
function faults(key: string, text: unknown, lang: Lang): string[] {
  const found = (...what: string[]) => what.map((one) => `${lang} ${key}: ${one}`)
  if (typeof text !== 'string') return found('is not a text; keys are flat')
  if (text.trim() === '') return found('is empty')
  if (/TODO|FIXME|XXX|\?\?\?/.test(text)) return found('is not finished')
  try {
    nodesOf(text)
  } catch (error) {
    return found(`is not ICU MessageFormat: ${error}`)
  }
  const wrong: string[] = []
  const missing = missingForms(text, lang)
  if (missing.length > 0) wrong.push(`lacks the plural forms ${missing.join(', ')}`)
  const said = words(text)
  const hasWords = /\p{L}{2}/u.test(said) && !SAME_IN_ENGLISH.includes(text)
  if (lang === 'ar' && hasWords && !/\p{Script=Arabic}/u.test(said)) wrong.push('has no Arabic letter')
  if (lang !== 'ar' && /\p{Script=Arabic}/u.test(said)) wrong.push('has Arabic letters')
  return found(...wrong)
}

/** What is wrong with a text as a translation of the Swedish one. */
function differences(key: string, sv: string, text: string, lang: Lang): string[] {
  const wrong: string[] = []
  const [wanted, given] = [placeholders(sv).join(' '), placeholders(text).join(' ')]
  if (wanted !== given) wrong.push(`${lang} ${key}: the placeholders are "${given}", in Swedish "${wanted}"`)
  if (sv === text && /\p{L}{2}/u.test(words(sv)) && !SAME_IN_ENGLISH.includes(sv))
    wrong.push(`${lang} ${key}: is the same as the Swedish text (if that is right: test/texts.same.ts)`)
  return wrong
}

function faultsOfGroup(files: Record<Lang, Texts>): string[] {
  const wrong = LANGS.flatMap((lang) => Object.entries(files[lang]).flatMap(([key, text]) => faults(key, text, lang)))
  for (const lang of LANGS) {
    for (const key of Object.keys(files.sv)) if (!(key in files[lang])) wrong.push(`${lang} ${key}: is missing`)
    for (const key of Object.keys(files[lang])) if (!(key in files.sv)) wrong.push(`${lang} ${key}: is not in Swedish`)
  }
  if (wrong.length > 0) return wrong
  return Object.entries(files.sv).flatMap(([key, text]) =>
    (['en', 'ar'] as const).flatMap((lang) => differences(key, text, files[lang][key] as string, lang)),
  )
}

const swedish = globSync('src/**/texts/{sv,*.sv}.json')
/** Easy Swedish, for pages that have it: only the texts that are said in another way there. */
const easier = globSync('src/**/texts/*.easy.json')
const siblings = (file: string, lang: Lang) => file.replace(/sv\.json$/, `${lang}.json`)

describe('texts in three languages', () => {
  test.each(swedish)('%s', (file) => {
    const read = (lang: Lang): Texts => JSON.parse(readFileSync(siblings(file, lang), 'utf8'))
    expect(faultsOfGroup({ sv: read('sv'), en: read('en'), ar: read('ar') })).toEqual([])
  })

  test.each(easier)('%s says in easy Swedish what the Swedish file says', (file) => {
    const read = (name: string): Texts => JSON.parse(readFileSync(name, 'utf8'))
    const [easy, sv] = [read(file), read(file.replace(/easy\.json$/, 'sv.json'))]
    const wrong = Object.entries(easy).flatMap(([key, text]) => {
      if (!(key in sv)) return [`${key}: is not in Swedish`]
      const [wanted, given] = [placeholders(sv[key] as string).join(' '), placeholders(text).join(' ')]
      return wanted === given ? faults(key, text, 'sv') : [`${key}: the placeholders are "${given}", not "${wanted}"`]
    })
    expect(wrong).toEqual([])
  })

  test('no key twice in a file, no file without a Swedish one', () => {
    const all = globSync('src/**/texts/*.json')
    const known = [...swedish.flatMap((file) => LANGS.map((lang) => siblings(file, lang))), ...easier]
    expect(all.filter((file) => !known.includes(file))).toEqual([])
    for (const file of all) {
      const keys = [...readFileSync(file, 'utf8').matchAll(/^\s*"((?:[^"\\]|\\.)+)"\s*:/gm)].map((match) => match[1])
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    }
  })
})

describe('the check itself', () => {
  const right: Record<Lang, Texts> = {
    sv: { a: 'Du har {n, plural, one {# dag} other {# dagar}} kvar' },
    en: { a: 'You have {n, plural, one {# day} other {# days}} left' },
    ar: { a: 'بقي {n, plural, zero {صفر} one {يوم} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}' },
  }

  test('accepts good texts', () => expect(faultsOfGroup(right)).toEqual([]))

  test.each<[string, Partial<Record<Lang, Texts>>, RegExp]>([
    ['a missing key', { en: {} }, /en a: is missing/],
    ['a key too many', { ar: { ...right.ar, b: 'نص' } }, /ar b: is not in Swedish/],
    [
      'a missing plural form',
      { ar: { a: 'بقي {n, plural, one {يوم} other {#}}' } },
      /lacks the plural forms zero, two/,
    ],
    ['another placeholder', { en: { a: 'You have {days}' } }, /placeholders are "days", in Swedish "n"/],
    ['bad ICU', { en: { a: 'You have {n' } }, /not ICU/],
    ['an empty text', { en: { a: ' ' } }, /is empty/],
    ['a text left in Swedish', { en: right.sv }, /same as the Swedish/],
    ['English instead of Arabic', { ar: { a: 'You have {n}' } }, /no Arabic letter/],
  ])('finds %s', (_, change, message) => {
    expect(faultsOfGroup({ ...right, ...change }).join('\n')).toMatch(message)
  })
})
