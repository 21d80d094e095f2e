import { BARRIERS, type Barrier, SEXES } from '../core/code.ts'
import { isPersonNumber, LONGEST_CODE, type NewPerson } from './person.ts'

/** Columns of a list of people, by what they hold. */
export const PEOPLE_COLUMNS = [
  'code',
  'rater',
  'sex',
  'birth_year',
  'months_with_support',
  'in_intervention',
  'income_support_reason',
  'barriers_staff',
  'barriers_self',
] as const
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number]

/** What a column may be called, in small letters without signs. */
const HEADINGS: Record<PeopleColumn, readonly string[]> = {
  code: ['code', 'kod', 'id', 'personkod', 'löpnummer', 'الرمز', 'رمز'],
  rater: ['rater', 'handläggare', 'skattas av', 'caseworker', 'e-post', 'epost', 'email', 'مسؤول الملف'],
  sex: ['sex', 'kön', 'gender', 'الجنس'],
  birth_year: ['birth year', 'födelseår', 'född', 'year of birth', 'سنة الميلاد'],
  months_with_support: ['months with support', 'månader med stöd', 'månader', 'months', 'tid med stöd', 'أشهر الدعم'],
  in_intervention: ['in intervention', 'insats', 'i insats', 'deltar i insats', 'intervention', 'في برنامج دعم'],
  income_support_reason: ['income support reason', 'försörjningshinder', 'orsak', 'reason'],
  barriers_staff: ['barriers staff', 'arbetshinder', 'hinder', 'barriers'],
  barriers_self: ['barriers self', 'egen skattning', 'eget svar'],
}

/** Why a row cannot be used. `number` looks like a personal number; `twice` stands on an earlier row. */
export type PeopleProblem =
  | 'code'
  | 'long'
  | 'number'
  | 'twice'
  | 'rater'
  | 'sex'
  | 'year'
  | 'months'
  | 'yesNo'
  | 'reason'
  | 'barrier'
  | 'contradiction'

/** `row` counts from 1 as in the file; `value` is what stood there, shortened. */
export type BadRow = { row: number; column: PeopleColumn; value: string; problem: PeopleProblem }

export type ReadPeople = { people: NewPerson[]; bad: BadRow[]; ignored: string[] }

/** What a list is read with: who may rate in the unit, the reasons of the round, and words for reasons and barriers in any language. */
export type PeopleLists = {
  raters: readonly { userId: string; name: string; email: string }[]
  reasons: readonly string[]
  /** Small letters → key. */
  reasonWords: ReadonlyMap<string, string>
  barrierWords: ReadonlyMap<string, string>
}

type Row = { number: number; cells: readonly string[] }

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/[:.*]+$/, '')

/**
 * Reads people from the rows of a sheet or of pasted text. Where the first row names no column that is known, the first column
 * holds codes and nothing else is read. A row that does not hold is named; nothing of it is used.
 */
export function readPeople(rows: readonly Row[], lists: PeopleLists): ReadPeople {
  const [first, ...rest] = rows
  if (!first) return { people: [], bad: [], ignored: [] }
  const headings = first.cells.map((cell) => columnOf(cell))
  const named = headings.includes('code')
  const columns: (PeopleColumn | undefined)[] = named ? headings : ['code']
  const ignored = named ? first.cells.filter((cell, at) => !headings[at] && cell.trim() !== '') : []
  const found: ReadPeople = { people: [], bad: [], ignored }
  const seen = new Set<string>()
  for (const row of named ? rest : rows) {
    const reader = new RowReader(row, columns, lists)
    const person = reader.read(seen)
    if (person) found.people.push(person)
    else found.bad.push(...reader.bad)
  }
  return found
}

const columnOf = (cell: string): PeopleColumn | undefined =>
  PEOPLE_COLUMNS.find((column) => HEADINGS[column].includes(plain(cell)))

class RowReader {
  readonly bad: BadRow[] = []
  readonly #row: Row
  readonly #columns: readonly (PeopleColumn | undefined)[]
  readonly #lists: PeopleLists

  constructor(row: Row, columns: readonly (PeopleColumn | undefined)[], lists: PeopleLists) {
    this.#row = row
    this.#columns = columns
    this.#lists = lists
  }

  read(seen: Set<string>): NewPerson | undefined {
    const code = this.#cell('code').toWellFormed().replace(/\s+/g, ' ')
    if (code === '') this.#say('code', 'code')
    else if (code.length > LONGEST_CODE) this.#say('code', 'long')
    else if (isPersonNumber(code)) this.#say('code', 'number')
    else if (seen.has(code)) this.#say('code', 'twice')
    const person = {
      code,
      raterId: this.#rater(),
      sex: this.#word('sex', SEX_WORDS, 'sex'),
      birthYear: this.#number('birth_year', 1900, 2100, 'year'),
      months: this.#number('months_with_support', 0, 1200, 'months'),
      inIntervention: this.#yesNo(),
      rating: this.#rating(),
      self: this.#barriers('barriers_self'),
    }
    if (this.bad.length > 0) return undefined
    seen.add(code)
    return person
  }

  #cell(column: PeopleColumn): string {
    const at = this.#columns.indexOf(column)
    return at === -1 ? '' : (this.#row.cells[at] ?? '').trim()
  }

  #say(column: PeopleColumn, problem: PeopleProblem): null {
    const value = problem === 'number' ? '' : this.#cell(column)
    const short = value.length > 40 ? `${value.slice(0, 39).toWellFormed()}…` : value
    this.bad.push({ row: this.#row.number, column, value: short, problem })
    return null
  }

  #rater(): string | null {
    const typed = plain(this.#cell('rater'))
    if (typed === '') return null
    const found = this.#lists.raters.filter(({ name, email }) => plain(name) === typed || plain(email) === typed)
    return found.length === 1 ? found[0]!.userId : this.#say('rater', 'rater')
  }

  #word<T extends string>(column: PeopleColumn, words: ReadonlyMap<string, T>, problem: PeopleProblem): T | null {
    const typed = plain(this.#cell(column))
    return typed === '' ? null : (words.get(typed) ?? this.#say(column, problem))
  }

  #yesNo(): boolean | null {
    const word = this.#word('in_intervention', YES_NO, 'yesNo')
    return word === null ? null : word === 'yes'
  }

  #number(column: PeopleColumn, least: number, most: number, problem: PeopleProblem): number | null {
    const typed = this.#cell(column)
    if (typed === '') return null
    const value = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
    return value >= least && value <= most ? value : this.#say(column, problem)
  }

  /** Barriers without a reason are a rating; a reason without barriers is not yet one. */
  #rating(): NewPerson['rating'] {
    const barriers = this.#barriers('barriers_staff')
    const typed = plain(this.#cell('income_support_reason'))
    const key = this.#lists.reasonWords.get(typed) ?? typed.replaceAll(' ', '_')
    const reason =
      typed === '' ? null : this.#lists.reasons.includes(key) ? key : this.#say('income_support_reason', 'reason')
    return barriers === null ? null : { reason, barriers }
  }

  #barriers(column: 'barriers_staff' | 'barriers_self'): Barrier[] | null {
    const typed = this.#cell(column)
    if (typed === '') return null
    const words = typed.split(/[|;]/).map(plain).filter(Boolean)
    const keys = words.map((word) => this.#lists.barrierWords.get(word) ?? word.replaceAll(' ', '_'))
    if (keys.some((key) => key !== 'none' && !BARRIERS.some((one) => one === key))) return this.#say(column, 'barrier')
    if (keys.includes('none') && keys.length > 1) return this.#say(column, 'contradiction')
    return BARRIERS.filter((one) => keys.includes(one))
  }
}

const SEX_WORDS = new Map<string, (typeof SEXES)[number]>([
  ...['man', 'm', 'male', 'pojke', '1', 'رجل', 'ذكر'].map((word) => [word, SEXES[0]] as const),
  ...['woman', 'kvinna', 'k', 'w', 'f', 'female', '2', 'امرأة', 'أنثى'].map((word) => [word, SEXES[1]] as const),
])
const YES_NO = new Map<string, 'yes' | 'no'>([
  ...['yes', 'ja', 'j', 'y', '1', 'x', 'sant', 'true', 'نعم'].map((word) => [word, 'yes'] as const),
  ...['no', 'nej', 'n', '0', 'falskt', 'false', 'لا'].map((word) => [word, 'no'] as const),
])
