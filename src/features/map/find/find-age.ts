import { latinDigits } from '../../../shared/text.ts'

/** Somebody of one age (both the same), or somebody from one to another. */
export type AgeSpan = { from: number; to: number }

// Years in a text are an age ("17 år", "16–29 år") or a length of time ("arbetslös i 2 år", "en 2-årig utbildning"). A length is looked
// for first, because only the words around it tell the two apart.

const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{N}]|\\d[.,])'
const NO_LETTER_AFTER = '(?![\\p{L}\\p{N}])'
const DASH = '[-\u2010-\u2015\u2212]'
const OLD = '[\\s-]+(?:olds?|gam(?:mal|la|malt))'
const any = (words: string): string =>
  `(?:${words
    .trim()
    .split(/\s*\|\s*|\s*\n\s*/)
    .join('|')})`

const SOME =
  any(`en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|många|flera|några|ett par|one|two|three|four|five|six|seven|eight|nine|ten
  |many|several|some|a few|a|ثلاث|ثلاثة|أربع|أربعة|خمس|خمسة|عدة|بضع`)
const NUMBER = `(?:\\d{1,3}(?:[.,]\\d)?|${SOME})`
const SPAN = `${NUMBER}(?:\\s*(?:${DASH}|till|eller|to|or|إلى|الى|أو|او)\\s*${NUMBER})?`
const LONG =
  any(`år(?:en|et|s)?|månad(?:er|en|erna|ers)?|mån|veck(?:a|or|an|orna)|dag(?:ar|arna)?|years?|yrs?|months?|weeks?|days?
  |سنة|سنه|سنوات|سنين|عام|عاما|أعوام|اعوام|شهر|شهرا|أشهر|اشهر|شهور|أسبوع|أسابيع|اسابيع`)
/** Arabic says two of them with one word, and one without a number. */
const LONG_ALONE = any('سنة|سنه|سنوات|سنتين|عام|عامين|شهر|شهرين|أشهر|شهور|أسبوع|أسبوعين')
const FOR_HOW_LONG = any(
  `i|sedan|sen|efter|inom|om|senaste|sista|for|since|after|past|last|within|during|in|منذ|لمدة|خلال|بعد|قبل|طوال`,
)
const ABOUT =
  any(`de|den|the|my|senaste|sista|past|last|mer än|över|drygt|nästan|snart|minst|ca|cirka|ungefär|more than|over|almost|nearly
  |at least|about|around|أكثر من|اكثر من|حوالي|آخر|اخر`)
const PERSON = any(
  `son|sonen|dotter|dottern|barn|barnet|kille|tjej|pojke|flicka|ungdom|ungdomar|elev|man|kvinna|person|personer|någon|bror|syster`,
)
const STATE =
  any(`arbetslös|arbetssökande|sjukskriven|sjuk|hemma|isolerad|bott|jobbat|arbetat|väntat|unemployed|jobless|sick|ill|worked|lived|waited
  |عاطل|عاطلة|مريض|مريضة`)

const LENGTHS = [
  `(?:${FOR_HOW_LONG}|(?<!${PERSON}\\s+)på)\\s+(?:${ABOUT}\\s+)*${SPAN}[\\s-]*${LONG}${NO_LETTER_AFTER}(?!\\s+ålder|${OLD})(?:\\s+tillbaka)?`,
  `(?:منذ|لمدة|خلال|بعد|قبل|طوال)\\s+(?:${ABOUT}\\s+)*${LONG_ALONE}${NO_LETTER_AFTER}`,
  `(?:(?:för|about)\\s+)?${SPAN}[\\s-]*${LONG}\\s+(?:sedan|sen|tillbaka|ago|back)${NO_LETTER_AFTER}`,
  // What lasts so long, and years of something: "2-årig", "a 2-year course", "20 års erfarenhet".
  `\\d{1,2}[\\s-]*årig[at]?${NO_LETTER_AFTER}`,
  `\\d{1,2}-years?${NO_LETTER_AFTER}(?!${OLD})`,
  `\\d{1,2}[\\s-]*års${NO_LETTER_AFTER}(?!\\s+ålder)`,
  // Few years said right after a state somebody is in.
  `(?<=${NO_LETTER_BEFORE}${STATE}\\s+)(?:\\d|1[0-4])(?:[.,]\\d)?\\s*(?:år|years?|سنوات)${NO_LETTER_AFTER}(?!${OLD})`,
]
const LENGTH = new RegExp(`${NO_LETTER_BEFORE}(?:${LENGTHS.join('|')})`, 'giu')

const YEARS = `(?:år(?:ing(?:ar|en|arna)?|s\\s+ålder)?(?:${OLD})?|(?:years?|yrs?)(?:${OLD})?|سنة|سنه|سنوات|عامًا|عاما|عام)`
const NAMED = any('i åldern|åldern|ålder|aged|ages|age|عمري|عمره|عمرها|عمر')
const FROM = any('mellan|från|between|from|من|بين')
const TO = `\\s*(?:${DASH}|till|t\\.?\\s?o\\.?\\s?m\\.?|och|to|and|إلى|الى|حتى|و)\\s*`
const TWO = `(\\d{1,2})(?:\\s*${YEARS})?${TO}(\\d{1,2})`
const AGES = [
  `(?:${NAMED}\\s+)?(?:${FROM}\\s+)?${TWO}[\\s-]*${YEARS}${NO_LETTER_AFTER}`,
  `${NAMED}\\s+(?:${FROM}\\s+)?${TWO}${NO_LETTER_AFTER}`,
  `(?:${NAMED}\\s+)?(\\d{1,2})[\\s-]*${YEARS}${NO_LETTER_AFTER}`,
  `${NAMED}\\s+(\\d{1,2})${NO_LETTER_AFTER}`,
]
const AGE = new RegExp(`${NO_LETTER_BEFORE}(?:${AGES.join('|')})`, 'giu')

/** The same text with Latin digits, each sign where it was; lengths of time are signs of no meaning. */
const withoutLengths = (text: string, instead: (length: string) => string): string =>
  latinDigits(text).replace(LENGTH, instead)
const covered = (text: string): string => withoutLengths(text, (length) => '\0'.repeat(length.length))

/** How old somebody says that they are, or for which ages they ask; undefined where they do not. */
export function ageSaid(typed: string): AgeSpan | undefined {
  const [found] = covered(typed.normalize('NFC')).matchAll(AGE)
  const told = (found ?? []).slice(1).flatMap((one) => (one === undefined ? [] : Number(one)))
  return told.length > 0 ? { from: Math.min(...told), to: Math.max(...told) } : undefined
}

/** What was typed without the ages in it. */
export function withoutAge(typed: string): string {
  const text = typed.normalize('NFC')
  let left = ''
  let at = 0
  for (const { index, 0: age } of covered(text).matchAll(AGE)) {
    left += `${text.slice(at, index)} `
    at = index + age.length
  }
  return (left + text.slice(at)).replace(/\s+/g, ' ').trim()
}

/** The words of what was typed: no ages, no lengths of time. */
export const withoutTimes = (typed: string): string =>
  withoutLengths(typed.normalize('NFC'), () => ' ').replace(AGE, ' ')
