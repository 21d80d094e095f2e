import type { EntryFacts, EntryLink, Stated } from '../entry.ts'
import { linkKey } from '../entry-link.ts'
import { cellText } from './sheet-cell.ts'
import type { SheetColumn, SheetField } from './sheet-column.ts'
import type { SheetNames } from './sheet-names.ts'

type Facts = Partial<EntryFacts>
/** `take` gives what a field changes in the facts of an entry; `both` what it is with the words of both, where that means something. */
type Field = {
  take(theirs: EntryFacts, ours: EntryFacts): Facts
  both?(ours: EntryFacts, theirs: EntryFacts): Facts | undefined
}

const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])]

const one = <Key extends keyof EntryFacts>(...keys: Key[]): Field => ({
  take: (theirs) => Object.fromEntries(keys.map((key) => [key, theirs[key]])) as Facts,
})

type ListKey =
  | 'otherNames'
  | 'targetGroups'
  | 'needLevels'
  | 'workDistances'
  | 'languages'
  | 'placeIds'
  | 'waysIn'
  | 'searchWords'
const list = (key: ListKey): Field => ({
  ...one(key),
  both: (ours, theirs) => ({ [key]: union<string>(ours[key], theirs[key]) }) as Facts,
})

/** Ours first, then theirs, each on lines of its own; not where that would be longer than the field takes. */
const joined = (ours: string, theirs: string, max: number): string | undefined =>
  ours.length + theirs.length + 1 <= max ? `${ours}\n${theirs}` : undefined

type TextKey = 'method' | 'conditions' | 'howToRefer' | 'receiverNeeds' | 'parallelNote' | 'costNote'
const text = (key: TextKey, max: number): Field => ({
  ...one(key),
  both(ours, theirs) {
    const whole = joined(ours[key], theirs[key], max)
    return whole === undefined ? undefined : { [key]: whole }
  },
})

const about = (lang: keyof EntryFacts['about']): Field => ({
  take: (theirs, ours) => ({ about: { ...ours.about, [lang]: theirs.about[lang] } }),
  both(ours, theirs) {
    const whole = joined(ours.about[lang], theirs.about[lang], 6000)
    return whole === undefined ? undefined : { about: { ...ours.about, [lang]: whole } }
  },
})

const contact = (key: keyof EntryFacts['contact']): Field => ({
  take: (theirs, ours) => ({ contact: { ...ours.contact, [key]: theirs.contact[key] } }),
})

const linksOf = (facts: EntryFacts, kind: EntryLink['kind']) => facts.links.filter((link) => link.kind === kind)
const noted = (link: EntryLink, { links: ours }: EntryFacts): EntryLink => ({
  ...link,
  note: link.note || (ours.find((one) => linkKey(one) === linkKey(link))?.note ?? ''),
})
const links = (kind: EntryLink['kind']): Field => {
  const others = (facts: EntryFacts) => facts.links.filter((link) => link.kind !== kind)
  return {
    // A sheet has no column for what is noted of a link: it stays.
    take: (theirs, ours) => ({ links: [...others(ours), ...linksOf(theirs, kind).map((link) => noted(link, ours))] }),
    both(ours, theirs) {
      const known = new Set(linksOf(ours, kind).map((link) => link.toEntryId))
      return { links: [...ours.links, ...linksOf(theirs, kind).filter((link) => !known.has(link.toEntryId))] }
    },
  }
}

/** Nothing that was kept is written over. */
function keepAll(ours: EntryFacts['unread'], theirs: EntryFacts['unread']): EntryFacts['unread'] {
  const all = { ...ours }
  for (const [heading, said] of Object.entries(theirs)) {
    const before = all[heading]
    all[heading] = before === undefined || before.includes(said) ? (before ?? said) : `${before}\n${said}`
  }
  return all
}

const FIELDS: Record<SheetField, Field> = {
  kind: {
    take: ({ kind }, ours) =>
      kind === 'provider'
        ? { kind, providerId: null, intakeUnitId: null }
        : { kind, sector: kind === ours.kind ? ours.sector : null },
  },
  name: one('name'),
  otherNames: list('otherNames'),
  // A unit is its authority's own.
  authority: {
    take: ({ authorityId }, ours) => ({ authorityId, unitId: authorityId === ours.authorityId ? ours.unitId : null }),
  },
  unit: one('unitId'),
  provider: one('providerId'),
  sector: one('sector'),
  status: one('status'),
  public: one('isPublic'),
  targetGroups: list('targetGroups'),
  ages: one('ageFrom', 'ageTo'),
  needLevels: list('needLevels'),
  workDistances: list('workDistances'),
  method: text('method', 2000),
  capacity: one('capacity'),
  freePlaces: one('freePlaces'),
  queued: one('queued'),
  waitingDays: one('waitingDays'),
  duration: one('duration'),
  conditions: text('conditions', 4000),
  languages: list('languages'),
  places: list('placeIds'),
  openings: {
    ...one('openings'),
    both: (ours, theirs) => ({ openings: [...ours.openings, ...theirs.openings].slice(0, 60) }),
  },
  contactName: contact('name'),
  contactEmail: contact('email'),
  contactPhone: contact('phone'),
  website: contact('website'),
  waysIn: list('waysIn'),
  howToRefer: text('howToRefer', 4000),
  receiverNeeds: text('receiverNeeds', 4000),
  intakeUnit: one('intakeUnitId'),
  onward: links('onward'),
  parallel: links('parallel'),
  parallelNote: text('parallelNote', 2000),
  costKr: one('costKr'),
  costNote: text('costNote', 1000),
  aboutSv: about('sv'),
  aboutEasy: about('easy'),
  aboutEn: about('en'),
  aboutAr: about('ar'),
  searchWords: list('searchWords'),
  externalRef: one('externalRef'),
  unread: { take: (theirs, ours) => ({ unread: keepAll(ours.unread, theirs.unread) }) },
}

/** What is chosen where the sheet and the map differ: the sheet's words, the map's, or both. */
export const PICKS = ['theirs', 'ours', 'both'] as const
export type Pick3 = (typeof PICKS)[number]

/** The facts with one field as chosen. */
export function applyField(field: SheetField, pick: Pick3, theirs: EntryFacts, ours: EntryFacts): EntryFacts {
  if (pick === 'ours') return ours
  const both = pick === 'both' ? FIELDS[field].both?.(ours, theirs) : undefined
  return { ...ours, ...(both ?? FIELDS[field].take(theirs, ours)) }
}

/** The facts with the words of both, where that means something for the field and fits. */
export function withBoth(field: SheetField, theirs: EntryFacts, ours: EntryFacts): EntryFacts | undefined {
  const both = FIELDS[field].both?.(ours, theirs)
  return both && { ...ours, ...both }
}

const figure = (stated: Stated | null): string => (stated ? `${stated.value} (${stated.on})` : '')

/** What is shown and compared of a field: as in the sheet, a figure with its day. */
export function fieldText(field: SheetField, facts: EntryFacts, names: SheetNames): string {
  if (field === 'unread')
    return Object.entries(facts.unread)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([heading, said]) => `${heading}: ${said}`)
      .join('\n')
  if (field === 'capacity' || field === 'freePlaces' || field === 'queued' || field === 'waitingDays')
    return figure(facts[field])
  return cellText(field satisfies SheetColumn, facts, names)
}

const LISTS: ReadonlySet<SheetField> = new Set([
  'otherNames',
  'languages',
  'places',
  'searchWords',
  'onward',
  'parallel',
  'openings',
])
const sorted = (text: string): string => text.split('; ').sort().join('; ')

/** Do two texts of a field say the same? The order of a list says nothing. */
export const sameText = (field: SheetField, a: string, b: string): boolean =>
  a === b || (LISTS.has(field) && sorted(a) === sorted(b))
