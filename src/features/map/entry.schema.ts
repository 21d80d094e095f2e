import { z } from 'zod'
import { optionalDay, requiredText, text } from '../../platform/form/fields.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid } from '../../shared/ids.ts'
import { latinDigits } from '../../shared/text.ts'
import {
  DURATION_UNITS,
  ENTRY_KINDS,
  NEED_LEVELS,
  OPEN_STATUSES,
  SECTORS,
  TARGET_GROUPS,
  WAYS_IN,
  WORK_DISTANCES,
} from './code.ts'
import { looksLikePersonsMail, looksLikePersonsName } from './contact.ts'
import type { EntryFacts, EntryLink, Stated } from './entry.ts'
import { linkKey } from './entry-link.ts'
import { openingInput } from './opening.schema.ts'

/** A whole number written by hand, or nothing. `problem` is the key of what is said when it is not one up to `max`. */
const whole = (max: number, problem: string) =>
  z
    .string()
    .default('')
    .transform((value, context): number | null => {
      const typed = latinDigits(value).trim()
      if (typed === '') return null
      const number = /^\d{1,7}$/.test(typed) ? Number(typed) : Number.NaN
      if (!(number <= max)) context.addIssue({ code: 'custom', message: problem })
      return number
    })

/** Several of a closed list: as a form sends them (a text, or texts), each once and in the list's order. */
const several = <const T extends readonly string[]>(values: T) =>
  z
    .union([z.array(z.string()), z.string()])
    .default([])
    .transform((given, context): T[number][] => {
      const wanted = (Array.isArray(given) ? given : [given]).filter(Boolean)
      if (wanted.some((one) => !values.includes(one))) context.addIssue({ code: 'custom', message: 'choose' })
      return values.filter((one) => wanted.includes(one))
    })

const ids = () =>
  z
    .union([z.array(z.string()), z.string()])
    .default([])
    .transform((given, context): string[] => {
      const wanted = [...new Set((Array.isArray(given) ? given : [given]).filter(Boolean))]
      if (!wanted.every(isUuid)) context.addIssue({ code: 'custom', message: 'choose' })
      return wanted
    })

const tags = () =>
  z
    .union([z.array(z.string()), z.string()])
    .default([])
    .transform((given, context): string[] => {
      const wanted = [...new Set((Array.isArray(given) ? given : [given]).filter(Boolean))]
      if (!wanted.every((tag) => /^[a-z]{2,3}$/.test(tag))) context.addIssue({ code: 'custom', message: 'choose' })
      return wanted
    })

/** Words parted by commas, semicolons or lines. */
const wordList = (max: number) =>
  text(max).transform((value) => [...new Set(value.split(/[,;\n]/).map((word) => word.trim()))].filter(Boolean))

const optionalId = () =>
  z
    .string()
    .default('')
    .transform((value, context): string | null => {
      if (value === '') return null
      if (!isUuid(value)) context.addIssue({ code: 'custom', message: 'choose' })
      return value
    })

const optionalBody = () =>
  z
    .string()
    .default('')
    .transform((value, context): number | null => {
      if (value === '' || value === 'none') return null
      if (!/^\d{1,9}$/.test(value)) context.addIssue({ code: 'custom', message: 'choose' })
      return Number(value)
    })

const optionalChoice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.enum(values), z.literal('')], 'choose')
    .optional()
    .transform((value) => value || null)

const email = () => text(200).pipe(z.union([z.literal(''), z.email()], 'email'))
/** As people write numbers, several too: `08-465 004 02, anknytning 3`. */
const phone = () => text(60).pipe(z.string().regex(/^(|[+\d].{2,})$/, 'phone'))
const website = () =>
  text(300)
    .transform((value) => (value === '' || /^https?:\/\//i.test(value) ? value : `https://${value}`))
    .pipe(z.union([z.literal(''), z.url({ protocol: /^https?$/, hostname: z.regexes.domain })], 'website'))

const statedFields = {
  capacity: whole(100_000, 'wholeNumber'),
  capacityOn: optionalDay(),
  freePlaces: whole(100_000, 'wholeNumber'),
  freePlacesOn: optionalDay(),
  queued: whole(100_000, 'wholeNumber'),
  queuedOn: optionalDay(),
  waitingDays: whole(3650, 'waitingDays'),
  waitingDaysOn: optionalDay(),
}

const fields = z.object({
  kind: z.enum(ENTRY_KINDS, 'kind'),
  authority: optionalBody(),
  unit: optionalBody(),
  provider: optionalId(),
  sector: optionalChoice(SECTORS),
  name: requiredText(200),
  otherNames: wordList(1000),
  status: z.enum(OPEN_STATUSES, 'choose').default('active'),
  public: z.string().default('yes'),
  targetGroups: several(TARGET_GROUPS),
  allAges: z.string().optional(),
  ageFrom: whole(120, 'age'),
  ageTo: whole(120, 'age'),
  needLevels: several(NEED_LEVELS),
  workDistances: several(WORK_DISTANCES),
  method: text(2000),
  ...statedFields,
  durationFrom: whole(5000, 'wholeNumber'),
  durationTo: whole(5000, 'wholeNumber'),
  durationUnit: z.enum(DURATION_UNITS, 'choose').default('week'),
  conditions: text(4000),
  languages: tags(),
  contactName: text(200),
  contactEmail: email(),
  contactPhone: phone(),
  website: website(),
  waysIn: several(WAYS_IN),
  howToRefer: text(4000),
  receiverNeeds: text(4000),
  intakeUnit: optionalBody(),
  parallelNote: text(2000),
  costKr: whole(1_000_000, 'wholeNumber'),
  costNote: text(1000),
  aboutSv: text(6000),
  aboutEasy: text(6000),
  aboutEn: text(6000),
  aboutAr: text(6000),
  searchWords: wordList(2000),
  externalRef: text(200),
  unread: z.record(z.string(), z.string()).default({}),
  places: ids(),
  openings: z.array(openingInput).max(60, 'tooMany').default([]),
  onward: ids(),
  parallel: ids(),
  /** What is good to know of a way, by `linkKey`. */
  linkNotes: z.record(z.string(), text(300)).default({}),
})

/** The names of the fields of a form, a sheet's row or the interface, with what they hold as text. */
export type EntryInput = z.input<typeof fields>

/**
 * What is written about an entry, from a form, a sheet or the interface: flat texts in, facts out. Messages are keys of
 * `entryTexts` (`problem.<message>`). A figure without a day is stated today.
 */
export const entrySchema = (today: CalendarDay) =>
  fields.transform((given, context): EntryFacts => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', message, path: [path] })
    const allAges = given.allAges === 'yes'
    const [ageFrom, ageTo] = allAges ? [0, null] : [given.ageFrom, given.ageTo]
    if (ageFrom !== null && ageTo !== null && ageTo < ageFrom) wrong('ageTo', 'ageOrder')
    const { durationFrom: from, durationTo: to, durationUnit: unit } = given
    if (from !== null && to !== null && to < from) wrong('durationTo', 'durationOrder')
    const stated = (what: 'capacity' | 'freePlaces' | 'queued' | 'waitingDays'): Stated | null => {
      const value = given[what]
      const on = given[`${what}On`] ?? today
      if (on > today) wrong(`${what}On`, 'dayTooLate')
      return value === null ? null : { value, on }
    }
    const provider = given.kind === 'provider'
    if (looksLikePersonsMail(given.contactEmail)) wrong('contactEmail', 'person')
    if (looksLikePersonsName(given.contactName)) wrong('contactName', 'person')
    const links = [
      ...given.onward.map((toEntryId) => ({ toEntryId, kind: 'onward' as const })),
      ...given.parallel.map((toEntryId) => ({ toEntryId, kind: 'parallel' as const })),
    ].map((link): EntryLink => ({ ...link, note: given.linkNotes[linkKey(link)] ?? '' }))
    return {
      kind: given.kind,
      authorityId: given.authority,
      unitId: given.authority === null ? null : given.unit,
      providerId: provider ? null : given.provider,
      sector: provider ? given.sector : null,
      name: given.name,
      otherNames: given.otherNames,
      status: given.status,
      isPublic: given.public === 'yes',
      targetGroups: given.targetGroups,
      ageFrom,
      ageTo,
      needLevels: given.needLevels,
      workDistances: given.workDistances,
      method: given.method,
      capacity: stated('capacity'),
      freePlaces: stated('freePlaces'),
      queued: stated('queued'),
      waitingDays: stated('waitingDays'),
      duration: from === null && to === null ? null : { from, to, unit },
      conditions: given.conditions,
      languages: given.languages,
      contact: {
        name: given.contactName,
        email: given.contactEmail,
        phone: given.contactPhone,
        website: given.website,
      },
      waysIn: given.waysIn,
      howToRefer: given.howToRefer,
      receiverNeeds: given.receiverNeeds,
      intakeUnitId: provider ? null : given.intakeUnit,
      parallelNote: given.parallelNote,
      costKr: given.costKr,
      costNote: given.costNote,
      about: { sv: given.aboutSv, easy: given.aboutEasy, en: given.aboutEn, ar: given.aboutAr },
      searchWords: given.searchWords,
      unread: given.unread,
      externalRef: given.externalRef,
      placeIds: given.places,
      openings: given.openings,
      links,
    }
  })
