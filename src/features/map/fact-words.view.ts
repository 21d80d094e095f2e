import { formatDay, formatList, formatNumber } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { languageName } from '../../platform/i18n/language-names.ts'
import { type MapBodies, unitName } from './body.ts'
import type { Entry, EntryFacts, Opening, Stated } from './entry.ts'
import { codeTexts } from './texts/code.ts'
import { compareTexts } from './texts/compare.ts'
import { ownerWords } from './view/view-words.ts'

/** What the words of a fact are taken from: bodies, and the names of the entries it may point to. */
export type FactWords = { lang: Lang; bodies: MapBodies; names: ReadonlyMap<string, string> }

type Say = { [Key in keyof EntryFacts]: (value: Entry[Key], words: FactWords, entry: Entry) => string }

const plain = (value: string): string => value
const list = (lang: Lang, all: readonly string[]): string => formatList(lang, all.filter(Boolean))
const named = (id: string, { names, lang }: FactWords): string => names.get(id) ?? compareTexts(lang)('unknown')
const stated = (value: Stated | null, { lang }: FactWords): string =>
  value ? `${formatNumber(lang, value.value)} (${formatDay(lang, value.on)})` : ''

function opening({ fromOn, untilOn, weekdays, opensAt, closesAt, note }: Opening, { lang }: FactWords): string {
  const code = codeTexts(lang)
  const period = [fromOn, untilOn].map((day) => (day ? formatDay(lang, day) : '')).join(' – ')
  const hours = [opensAt, closesAt].filter(Boolean).join('–')
  return [
    period === ' – ' ? '' : period,
    list(
      lang,
      weekdays.map((day) => code(`day.${day}`)),
    ),
    hours,
    note,
  ]
    .filter(Boolean)
    .join(' ')
}

const SAY: Say = {
  kind: (kind, { lang }) => codeTexts(lang)(`kind.${kind}`),
  authorityId: (id, { lang, bodies }) => ownerWords(lang, bodies, id),
  unitId: (id, { bodies }) => unitName(bodies, id) ?? '',
  providerId: (id, words) => (id ? named(id, words) : ''),
  sector: (sector, { lang }) => (sector ? codeTexts(lang)(`sector.${sector}`) : ''),
  name: plain,
  otherNames: (names, { lang }) => list(lang, names),
  status: (status, { lang }) => codeTexts(lang)(`status.${status}`),
  isPublic: (is, { lang }) => compareTexts(lang)(is ? 'yes' : 'no'),
  targetGroups: (all, { lang }) =>
    list(
      lang,
      all.map((one) => codeTexts(lang)(`target.${one}`)),
    ),
  ageFrom: (age) => (age === null ? '' : String(age)),
  ageTo: (age) => (age === null ? '' : String(age)),
  needLevels: (all, { lang }) =>
    list(
      lang,
      all.map((one) => codeTexts(lang)(`need.${one}`)),
    ),
  workDistances: (all, { lang }) =>
    list(
      lang,
      all.map((one) => codeTexts(lang)(`distance.${one}`)),
    ),
  method: plain,
  capacity: stated,
  freePlaces: stated,
  queued: stated,
  waitingDays: stated,
  duration: (value, { lang }) =>
    value
      ? `${[value.from, value.to].filter((one) => one !== null).join('–')} ${codeTexts(lang)(`unit.${value.unit}`)}`
      : '',
  conditions: plain,
  languages: (all, { lang }) =>
    list(
      lang,
      all.map((code) => languageName(lang, code)),
    ),
  contact: (contact) => [contact.name, contact.email, contact.phone, contact.website].filter(Boolean).join(', '),
  waysIn: (all, { lang }) =>
    list(
      lang,
      all.map((one) => codeTexts(lang)(`way.${one}`)),
    ),
  howToRefer: plain,
  receiverNeeds: plain,
  intakeUnitId: (id, { bodies }) => unitName(bodies, id) ?? '',
  parallelNote: plain,
  costKr: (kr, { lang }) => (kr === null ? '' : formatNumber(lang, kr)),
  costNote: plain,
  about: (about) => [about.sv, about.easy, about.en, about.ar].filter(Boolean).join(' / '),
  searchWords: (all, { lang }) => list(lang, all),
  unread: (unread) =>
    Object.entries(unread)
      .map(([heading, text]) => `${heading}: ${text}`)
      .join('; '),
  externalRef: plain,
  placeIds: (_, { lang }, entry) =>
    list(
      lang,
      entry.places.map((place) => place.name),
    ),
  openings: (all, words) => all.map((one) => opening(one, words)).join('; '),
  links: (all, words) =>
    all.map((link) => `${codeTexts(words.lang)(`link.${link.kind}`)}: ${named(link.toEntryId, words)}`).join('; '),
}

/** What an entry says of one thing, in words; '' where it says nothing. */
export const factWords = <Key extends keyof EntryFacts>(key: Key, entry: Entry, words: FactWords): string =>
  SAY[key](entry[key], words, entry)
