import { NEED_LEVELS, OWNER_KINDS, TARGET_GROUPS, WAYS_IN } from '../code.ts'
import { type AgeSpan, ageSaid, withoutAge } from './find-age.ts'

/** What an address asks the open search for. Every address asks something; what cannot be read of it is left out. */
export type Question = {
  text: string
  /** As it was chosen. */
  age: number | undefined
  /** As it was typed, where it is no age. */
  wrongAge: string
  /** What the text says of ages; it counts where none is chosen. */
  said: AgeSpan | undefined
  target: string
  need: string
  area: string
  way: string
  spoken: string
  owner: string
  page: number
}

export const PAGE_SIZE = 20
/** Of more than this many the search says "more than". */
export const MOST = 500
const LONGEST = 120

const CODES = { target: TARGET_GROUPS, need: NEED_LEVELS, way: WAYS_IN, owner: OWNER_KINDS } as const
/** The names in the address. */
export const FIELDS = {
  text: 'sok',
  age: 'alder',
  target: 'grupp',
  need: 'behov',
  area: 'ort',
  way: 'vag',
  spoken: 'sprak',
  owner: 'huvudman',
  page: 'sida',
} as const
const FILTERS = ['age', 'target', 'need', 'area', 'way', 'spoken', 'owner'] as const
export type Filter = (typeof FILTERS)[number]

export function questionOf(query: (name: string) => string | undefined): Question {
  const said = (field: keyof typeof FIELDS): string => (query(FIELDS[field]) ?? '').trim().slice(0, LONGEST)
  const chosen = (field: keyof typeof CODES): string =>
    (CODES[field] as readonly string[]).includes(said(field)) ? said(field) : ''
  const typedAge = said('age')
  const age = /^\d{1,3}$/.test(typedAge) && Number(typedAge) <= 120 ? Number(typedAge) : undefined
  const text = said('text')
  const page = /^\d{1,3}$/.test(said('page')) ? Number(said('page')) : 1
  return {
    text,
    age,
    wrongAge: age === undefined ? typedAge.slice(0, 10) : '',
    said: typedAge === '' ? ageSaid(text) : undefined,
    target: chosen('target'),
    need: chosen('need'),
    area: said('area'),
    way: chosen('way'),
    spoken: /^[a-z]{2,3}$/.test(said('spoken')) ? said('spoken') : '',
    owner: chosen('owner'),
    page: Math.min(Math.max(page, 1), Math.ceil(MOST / PAGE_SIZE)),
  }
}

/** Codes that must all be met; the database folds them. */
export const codesOf = ({ target, need, area, way, spoken, owner }: Question): string[] =>
  [
    target && `=target:${target}`,
    need && `=need:${need}`,
    area && `=area:${area}`,
    way && `=way:${way}`,
    spoken && `=lang:${spoken}`,
    owner && `=owner:${owner}`,
  ].filter(Boolean)

/** Whom it must take: as chosen, else as the text says. */
export const agesOf = ({ age, said }: Question): AgeSpan | undefined =>
  age === undefined ? said : { from: age, to: age }

/** The same question without the age that its text says. */
export const ageless = (question: Question): Question => ({
  ...question,
  text: withoutAge(question.text),
  said: undefined,
  page: 1,
})

/** The filters that are chosen. */
export const chosenOf = (question: Question): Filter[] =>
  FILTERS.filter((name) => (name === 'age' ? question.age !== undefined : question[name] !== ''))

export const isEmpty = (question: Question): boolean => question.text === '' && chosenOf(question).length === 0

/** The query part of an address for a question, without what is not asked; `lang` where the address says the language. */
export function addressOf(question: Question, change: Partial<Question> = {}, lang?: string): string {
  const asked = { ...question, ...change }
  const query = new URLSearchParams()
  for (const [field, name] of Object.entries(FIELDS)) {
    const value = asked[field as keyof typeof FIELDS]
    if (field === 'page' ? asked.page > 1 : value !== undefined && value !== '') query.set(name, String(value))
  }
  if (lang) query.set('lang', lang)
  return query.size > 0 ? `?${query}` : ''
}
