import { languageName } from '../../../platform/i18n/language-names.ts'
import { languageCode } from '../../../platform/spreadsheet/language-text.ts'
import { authorityName, unitName } from '../body.ts'
import type { Entry, EntryFacts, Stated } from '../entry.ts'
import { agesText } from './sheet-age.ts'
import type { SheetColumn } from './sheet-column.ts'
import { durationText } from './sheet-duration.ts'
import { entryName, NO_AUTHORITY, placeName, type SheetNames } from './sheet-names.ts'
import { openingsText } from './sheet-opening.ts'
import { wordsText } from './sheet-words.ts'

const lines = (all: readonly string[]): string => all.filter(Boolean).join('; ')
const count = (stated: Stated | null): string => (stated ? String(stated.value) : '')

/** A language's Swedish name where the sheet's reader knows it by that, else its code. */
const languageWord = (code: string): string => {
  const name = languageName('sv', code)
  return languageCode(name) === code ? name : code
}

const linked = (facts: EntryFacts, kind: 'onward' | 'parallel', names: SheetNames): string =>
  lines(facts.links.filter((link) => link.kind === kind).map((link) => entryName(names, link.toEntryId)))

type Write = (facts: EntryFacts & Partial<Pick<Entry, 'entryId'>>, names: SheetNames) => string

const WRITE: Record<SheetColumn, Write> = {
  kind: ({ kind }) => wordsText('kind', [kind]),
  name: ({ name }) => name,
  otherNames: ({ otherNames }) => lines(otherNames),
  authority: ({ authorityId }, { bodies }) =>
    authorityId === null ? NO_AUTHORITY : (authorityName(bodies, authorityId) ?? ''),
  unit: ({ unitId }, { bodies }) => unitName(bodies, unitId) ?? '',
  provider: ({ providerId }, names) => (providerId ? entryName(names, providerId) : ''),
  sector: ({ sector }) => (sector ? wordsText('sector', [sector]) : ''),
  status: ({ status }) => wordsText('status', [status]),
  public: ({ isPublic }) => (isPublic ? 'Ja' : 'Nej'),
  targetGroups: ({ targetGroups }) => wordsText('target', targetGroups),
  ages: agesText,
  ageFrom: ({ ageFrom }) => (ageFrom === null ? '' : String(ageFrom)),
  ageTo: ({ ageTo }) => (ageTo === null ? '' : String(ageTo)),
  needLevels: ({ needLevels }) => wordsText('need', needLevels),
  workDistances: ({ workDistances }) => wordsText('distance', workDistances),
  method: ({ method }) => method,
  capacity: ({ capacity }) => count(capacity),
  capacityOn: ({ capacity }) => capacity?.on ?? '',
  freePlaces: ({ freePlaces }) => count(freePlaces),
  freePlacesOn: ({ freePlaces }) => freePlaces?.on ?? '',
  queued: ({ queued }) => count(queued),
  queuedOn: ({ queued }) => queued?.on ?? '',
  waitingDays: ({ waitingDays }) => count(waitingDays),
  waitingDaysOn: ({ waitingDays }) => waitingDays?.on ?? '',
  duration: ({ duration }) => durationText(duration),
  conditions: ({ conditions }) => conditions,
  languages: ({ languages }) => lines(languages.map(languageWord)),
  places: ({ placeIds }, names) => lines(placeIds.map((id) => placeName(names, id)).sort()),
  area: ({ placeIds }, { places }) => lines([...new Set(placeIds.map((id) => places.get(id)?.area ?? ''))].sort()),
  openings: ({ openings }) => openingsText(openings),
  contactName: ({ contact }) => contact.name,
  contactEmail: ({ contact }) => contact.email,
  contactPhone: ({ contact }) => contact.phone,
  website: ({ contact }) => contact.website,
  waysIn: ({ waysIn }) => wordsText('way', waysIn),
  howToRefer: ({ howToRefer }) => howToRefer,
  receiverNeeds: ({ receiverNeeds }) => receiverNeeds,
  intakeUnit: ({ intakeUnitId }, { bodies }) => unitName(bodies, intakeUnitId) ?? '',
  onward: (facts, names) => linked(facts, 'onward', names),
  parallel: (facts, names) => linked(facts, 'parallel', names),
  parallelNote: ({ parallelNote }) => parallelNote,
  costKr: ({ costKr }) => (costKr === null ? '' : String(costKr)),
  costNote: ({ costNote }) => costNote,
  aboutSv: ({ about }) => about.sv,
  aboutEasy: ({ about }) => about.easy,
  aboutEn: ({ about }) => about.en,
  aboutAr: ({ about }) => about.ar,
  searchWords: ({ searchWords }) => lines(searchWords),
  externalRef: ({ externalRef }) => externalRef,
  entryId: ({ entryId = '' }) => entryId,
}

/** What stands in a column for an entry, as text. */
export const cellText = (
  column: SheetColumn,
  facts: EntryFacts & Partial<Pick<Entry, 'entryId'>>,
  names: SheetNames,
): string => WRITE[column](facts, names)
