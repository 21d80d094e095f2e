import type { Lang } from '../../../platform/i18n/lang.ts'
import { isMisspelt, plain } from '../../../platform/spreadsheet/plain.ts'
import { ENTRY_KINDS, NEED_LEVELS, OPEN_STATUSES, SECTORS, TARGET_GROUPS, WAYS_IN, WORK_DISTANCES } from '../code.ts'
import { codeTexts } from '../texts/code.ts'

/** The closed lists that a cell may hold words of, by the beginning of their keys in the texts. */
export const WORD_LISTS = {
  kind: ENTRY_KINDS,
  status: OPEN_STATUSES,
  need: NEED_LEVELS,
  distance: WORK_DISTANCES,
  target: TARGET_GROUPS,
  way: WAYS_IN,
  sector: SECTORS,
} as const
export type WordList = keyof typeof WORD_LISTS

/** What people write beside the words of the program, in the plain form of `plain()`, parted by `|`. */
const OTHER_WORDS: { [List in WordList]: Partial<Record<(typeof WORD_LISTS)[List][number], string>> } = {
  kind: {
    intervention: 'insatser | program | metod | stod | behandling | kurs | tjanst',
    activity: 'aktiviteter | gruppaktivitet | motesplats | traff | oppen verksamhet',
    provider: 'utforare | aktor | organisation | leverantor | anordnare | verksamhet | forening',
  },
  status: {
    planned: 'planeras | kommande | pa gang | startar snart | under uppstart',
    active: 'aktiv | pagaende | igang | i gang | oppen | finns | lopande',
    paused: 'vilande | pausad | paus | tillfalligt stangd | uppehall',
    closed: 'stangd | nedlagd | avslutat | upphort | finns inte',
  },
  need: {
    small: 'litet | liten | lag | lagt | latt | lite | small | low | 1 | lindrigt',
    medium: 'visst | medel | mattligt | mellan | medium | 2 | nagot',
    large: 'stort | stor | hog | hogt | omfattande | stora | large | high | 3 | mycket',
  },
  distance: {
    near: 'nara | nara arbetsmarknaden | arbetsfor | kort avstand | redo for arbete',
    midway: 'pa vag | mellan | medel | delvis arbetsfor | nagot avstand',
    far: 'langt | langt ifran | langt fran | langt fran arbetsmarknaden | stort avstand | langvarigt utanfor',
    none: 'ej aktuellt med arbete | inte arbete | ej arbete | inget arbete',
  },
  target: {
    everyone: 'alla malgrupper | samtliga | allmanheten | oppet for alla | alla invanare',
    young: 'ungdomar | ungdom | unga vuxna | unga manniskor | young people',
    neet: 'uvas | neet | unga utan sysselsattning | varken arbetar eller studerar | kommunalt aktivitetsansvar | kaa',
    newcomer: 'nyanland | invandrare | etablering | utrikesfodda | utlandsfodda | flyktingar | asylsokande',
    little_swedish: 'sprakstod | sprakhinder | svag svenska | sprak | begransad svenska | behover svenska',
    low_education:
      'lagutbildade | kort utbildningsbakgrund | lag utbildning | ofullstandiga betyg | utan gymnasieutbildning',
    long_unemployed:
      'langtidsarbetslos | langtidsarbetslosa | arbetslosa | arbetssokande | arbetslos | langtidsarbetsloshet',
    income_support: 'ekonomiskt bistand | socialbidrag | bidragstagare | forsorjningsstodstagare',
    sick_listed: 'sjukskriven | sjukskrivna | sjukpenning | rehab | langtidssjukskrivna | sjukskrivning',
    activity_compensation: 'aktivitetsersattning | unga med aktivitetsersattning | sjukersattning',
    mental_ill_health:
      'psykisk sjukdom | psykiska problem | psykisk | angest | depression | psykiatri | psykiskt | utmattning | psykisk ohalsa stress',
    neuropsychiatric:
      'npf | adhd | autism | adhd autism | add | neuropsykiatrisk | neuropsykiatriska funktionsnedsattningar | neuropsykiatriska diagnoser | autismspektrum',
    physical_ill_health: 'fysisk ohalsa | smarta | somatisk | langvarig smarta | varkproblem | somatisk ohalsa',
    disability:
      'funktionshinder | intellektuell funktionsnedsattning | fysisk funktionsnedsattning | rorelsehinder | lss | personkrets | funktionsnedsatta | funktionsnedsattningar | funktionsvariation | nedsatt arbetsformaga',
    addiction:
      'missbruk | beroendeproblematik | missbruksproblematik | alkohol | droger | spelberoende | skadligt bruk',
    parents: 'foralder | barnfamiljer | familjer | foraldralediga | mammor | pappor | ensamstaende foraldrar',
    violence: 'vald | valdsutsatta | vald i nara relation | vald i nara relationer | valdsutsatt',
    debts: 'skuld | skuldsatta | overskuldsatta | ekonomi',
    housing: 'hemlosa | bostadslosa | hemloshet | bostadslos | hemlos',
    lonely: 'ensamma | ensam | isolerade | social isolering | ofrivillig ensamhet',
    relatives: 'anhorig | narstaende',
    older: 'aldre | 55 | seniorer | over 55',
  },
  way: {
    self: 'egen ansokan | sjalv | egenanmalan | egen anmalan | drop in | anmalan | sjalvremiss | oppet | sok sjalv | soker sjalv | sok sjalv via 1177 | via 1177 | 1177 | kontakta oss | ring oss | ta kontakt',
    referral: 'remitteras | via remiss | remiss fran handlaggare | handlaggare | remittering',
    decision: 'beslut | bistandsbeslut | myndighetsbeslut | anvisning | anvisas',
    care: 'remiss fran lakare | lakarremiss | vardremiss | remiss fran varden | remiss fran vardcentral | remiss fran halso och sjukvarden | via varden | varden | vardcentral | halso och sjukvard | lakare',
  },
  sector: {
    municipality: 'kommunal | kommunalt | kommunen',
    region: 'regionen | regional | landsting',
    state: 'statlig | staten | myndighet | stat',
    civil:
      'ideell | ideell forening | forening | civilsamhalle | ideell sektor | idéburen | ideburen | studieforbund | kyrka | trossamfund',
    company: 'privat | foretag | aktiebolag | ab | privat foretag | bolag',
    association: 'forbund | finsam | forbundet',
  },
}

/** Words that say nothing about which it is. */
const FILLERS =
  /^(?:(?:personer|person|de|dem|den|som|med|har|i|och|for|till|vuxna|ungdomar med|individer|behov av|behover|boende|mycket|kanner|ar|stodbehov|stod|behov) )+/

const known = new Map<WordList, ReadonlyMap<string, string>>()

/** Every word that means a code of the list, in its plain form. */
function wordsOf(list: WordList): ReadonlyMap<string, string> {
  const before = known.get(list)
  if (before) return before
  const words = new Map<string, string>()
  for (const code of WORD_LISTS[list]) {
    const own = (OTHER_WORDS[list] as Record<string, string | undefined>)[code] ?? ''
    const labels = (['sv', 'en', 'ar'] as const).flatMap((lang) => {
      const t = codeTexts(lang)
      const key = `${list}.${code}` as 'need.small'
      return list === 'sector' ? [t(key)] : [t(key), t(`${key}.plain`)]
    })
    for (const word of [...labels, code, ...own.split('|')]) {
      const plainWord = plain(word)
      if (plainWord && !words.has(plainWord)) words.set(plainWord, code)
    }
  }
  known.set(list, words)
  return words
}

/** Sheets say the same thing on row after row. */
const MOST_ANSWERS = 5000
const answers = new Map<string, string | undefined>()

/** The code that a word or phrase means, also slightly misspelt or with words around it that say nothing. */
export function codeOf<List extends WordList>(
  list: List,
  phrase: string,
): (typeof WORD_LISTS)[List][number] | undefined {
  const question = `${list} ${phrase.slice(0, 200)}`
  if (!answers.has(question)) {
    if (answers.size >= MOST_ANSWERS) answers.clear()
    answers.set(question, lookUp(list, phrase))
  }
  return answers.get(question) as (typeof WORD_LISTS)[List][number] | undefined
}

function lookUp(list: WordList, phrase: string): string | undefined {
  const words = wordsOf(list)
  const whole = plain(phrase)
  const bare = whole.replace(FILLERS, '').replace(/ (?:stodbehov|behov|stod|malgrupp|personer)$/, '')
  return words.get(whole) ?? words.get(bare) ?? near(words, bare)
}

function near(words: ReadonlyMap<string, string>, typed: string): string | undefined {
  if (typed.length < 5) return undefined
  for (const [word, code] of words) if (isMisspelt(typed, word)) return code
  return undefined
}

const STRONG = /[;\n•|·]+|\s[-–]\s|^[-–*]\s/m
const COMMAS = /[,/&+]+/
const AND = /\s(?:och|samt|eller|and|or)\s/i

/** Splits where it must, and further only where a part is not understood as it stands. */
function* partsOf(cell: string, understood: (part: string) => boolean): Generator<string> {
  const splitBy = function* (text: string, separators: readonly RegExp[]): Generator<string> {
    const part = text.trim()
    if (part === '') return
    const [next, ...rest] = separators
    if (!next || understood(part)) yield part
    else for (const one of part.split(next)) yield* splitBy(one, rest)
  }
  yield* splitBy(cell, [STRONG, COMMAS, AND])
}

export type ReadWords<Code extends string> = { codes: Code[]; rest: string[] }

/** Lists whose words stand in an order: "litet–stort" is everything between, too. */
const ORDERED: ReadonlySet<WordList> = new Set(['need', 'distance'])
const SPAN = /^(.+?)\s*(?:[-–—]|\btill\b)\s*(.+)$/iu

/** From one word of an ordered list to another. */
function spanOf(list: WordList, part: string): readonly string[] {
  const [, from, to] = (ORDERED.has(list) && SPAN.exec(part)) || []
  const all: readonly string[] = WORD_LISTS[list]
  const ends = [from, to].map((word) => all.indexOf(codeOf(list, word ?? '') ?? ''))
  return ends.includes(-1) ? [] : all.slice(Math.min(...ends), Math.max(...ends) + 1)
}

/** Several of a list in one cell, however they are parted. `rest`: parts that mean nothing known, as they stand. */
export function readWords<List extends WordList>(
  list: List,
  cell: string,
): ReadWords<(typeof WORD_LISTS)[List][number]> {
  const codes = new Set<string>()
  const rest: string[] = []
  for (const part of partsOf(cell, (one) => codeOf(list, one) !== undefined || spanOf(list, one).length > 0)) {
    const code = codeOf(list, part)
    const span = code ? [code] : spanOf(list, part)
    for (const one of span) codes.add(one)
    if (span.length > 0) continue
    if (/[\p{L}\p{N}]/u.test(part)) rest.push(part)
  }
  return { codes: WORD_LISTS[list].filter((code) => codes.has(code)) as never, rest }
}

/** Parts of a cell that are names of something, where `understood` says which are. */
export const readNames = (cell: string, understood: (part: string) => boolean): string[] => [
  ...partsOf(cell, understood),
]

/** The words for codes as a sheet has them: in Swedish, but for a template in another language. */
export const wordsText = (list: WordList, codes: readonly string[], lang: Lang = 'sv'): string =>
  codes.map((code) => codeTexts(lang)(`${list}.${code}` as 'need.small')).join('; ')
