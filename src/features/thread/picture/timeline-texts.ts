import { formatDay, formatHours } from '../../../platform/i18n/format.ts'
import { dirOf, type Lang, localeOf } from '../../../platform/i18n/lang.ts'
import { defineTexts } from '../../../platform/i18n/texts.ts'
import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import ar from '../texts/timeline.ar.json' with { type: 'json' }
import en from '../texts/timeline.en.json' with { type: 'json' }
import sv from '../texts/timeline.sv.json' with { type: 'json' }
import type { PieceKind } from './timeline.ts'
import type { Tick } from './timeline-scale.ts'
import type { KnotKind } from './timeline-story.ts'

/** Everything the picture and its table say, in one language. */
export type TimelineTexts = {
  lang: Lang
  dir: 'ltr' | 'rtl'
  title: (from: CalendarDay, until: CalendarDay | undefined) => string
  empty: string
  today: string
  /** "91 dagar", or "91 dagar hittills" while it goes on. */
  days: (days: number, ongoing: boolean) => string
  /** The words on the line: "91 dagars väntan", "59 dagar utan stöd hittills". */
  wait: (kind: 'queue' | 'gap', days: number, ongoing: boolean) => string
  /** Short, for a bar: "4 h/v". */
  hours: (hours: number) => string
  /** How many more: "+2". */
  more: (count: number) => string
  contactLane: string
  newContact: (name: string) => string
  tick: (tick: Tick) => string
  year: (day: CalendarDay) => string
  /** "mars 2026", "19": how the tall picture dates things. */
  month: (day: CalendarDay) => string
  dayOfMonth: (day: CalendarDay) => string
  /** "19 jan 2026", kept on one line. */
  date: (day: CalendarDay) => string
  /** "9 sep. – 19 okt." with the last day of the period, which is the day before its half open `until`. */
  on: (from: CalendarDay, until: CalendarDay | undefined, ongoing: boolean) => string
  /** Name as a piece of its own within other text; keeps its direction. */
  isolate: (name: string) => string
  say: (kind: PieceKind, days: number, lane: string) => string
  sayMore: string
  kind: (kind: KnotKind) => string
  row: {
    carried: string
    queue: string
    gap: string
    pause: (name: string) => string
    track: (name: string, hours: number | undefined) => string
    contact: (name: string) => string
  }
  table: { caption: string; when: string; what: string; length: string; planned: string }
}

const texts = defineTexts({ sv, en, ar })

type AxisForm = 'day' | 'week' | 'month' | 'year'

const axisFormats = (lang: Lang): Record<AxisForm, Intl.DateTimeFormat> => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(lang), { ...options, timeZone: 'UTC' })
  return {
    day: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    week: format({ day: 'numeric', month: 'short' }),
    month: format({ month: 'short' }),
    year: format({ year: 'numeric' }),
  }
}

const axis: Record<Lang, Record<AxisForm, Intl.DateTimeFormat>> = {
  sv: axisFormats('sv'),
  en: axisFormats('en'),
  ar: axisFormats('ar'),
}

/** Writing a day costs some 2 µs and a picture has hundreds: the days of some years are kept. */
const writtenDays = new Map<string, string>()
const MOST_DAYS = 20_000

/** "jan." with its point looks like the end of a sentence on an axis. */
function written(lang: Lang, form: AxisForm, day: CalendarDay): string {
  const key = `${lang}${form}${day}`
  let text = writtenDays.get(key)
  if (text === undefined) {
    text = axis[lang][form].format(Date.parse(`${day}T00:00:00Z`)).replaceAll('.', '')
    if (writtenDays.size >= MOST_DAYS) writtenDays.clear()
    writtenDays.set(key, text)
  }
  return text
}

const made = new Map<Lang, TimelineTexts>()

/** The texts of the timeline in a language, always the same object. */
export function timelineTexts(lang: Lang): TimelineTexts {
  const known = made.get(lang)
  if (known) return known
  const fresh = makeTexts(lang)
  made.set(lang, fresh)
  return fresh
}

function makeTexts(lang: Lang): TimelineTexts {
  const t = texts(lang)
  const date = (day: CalendarDay) => written(lang, 'day', day).replaceAll(' ', '\u00a0')
  const isolate = (name: string) => `\u2068${name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`
  return {
    lang,
    dir: dirOf(lang),
    title: (from, until) =>
      until
        ? t('timeline.title', { from: formatDay(lang, from), until: formatDay(lang, until) })
        : t('timeline.titleOpen', { from: formatDay(lang, from) }),
    empty: t('timeline.empty'),
    today: t('timeline.today'),
    days: (days, ongoing) => t(ongoing ? 'timeline.daysSoFar' : 'timeline.days', { days }),
    wait: (kind, days, ongoing) =>
      kind === 'queue'
        ? t(ongoing ? 'timeline.queueSoFar' : 'timeline.queue', { days })
        : t(ongoing ? 'timeline.gapSoFar' : 'timeline.gap', { days }),
    hours: (hours) => t('timeline.hours', { hours: formatHours(lang, hours) }),
    // Sign and number stay together in Arabic, too.
    more: (count) => `\u2066+${count}\u2069`,
    contactLane: t('timeline.contactLane'),
    newContact: (name) => t('timeline.newContact', { name }),
    tick: (tick) => written(lang, tick.unit, tick.day),
    year: (day) => written(lang, 'year', day),
    month: (day) => formatDay(lang, day, 'month'),
    dayOfMonth: (day) => String(Number(day.slice(8))),
    date,
    on: (from, until, ongoing) => {
      const last = until && addDays(until, -1)
      if (last && last <= from) return date(from)
      if (last) return t('timeline.period', { from: date(from), until: date(last) })
      return t(ongoing ? 'timeline.since' : 'timeline.fromOn', { from: date(from) })
    },
    isolate: lang === 'ar' ? isolate : (name) => (/\p{Script=Arabic}/u.test(name) ? isolate(name) : name),
    say: (kind, days, lane) => t(`timeline.say.${kind}`, { days, lane }),
    sayMore: t('timeline.say.more'),
    kind: (kind) => t(`timeline.kind.${kind}`),
    row: {
      carried: t('timeline.row.carried'),
      queue: t('timeline.row.queue'),
      gap: t('timeline.row.gap'),
      pause: (name) => t('timeline.row.pause', { name }),
      track: (name, hours) =>
        hours === undefined ? t('timeline.row.track', { name }) : t('timeline.row.trackHours', { name, hours }),
      contact: (name) => t('timeline.row.contact', { name }),
    },
    table: {
      caption: t('timeline.table.caption'),
      when: t('timeline.table.when'),
      what: t('timeline.table.what'),
      length: t('timeline.table.length'),
      planned: t('timeline.table.planned'),
    },
  }
}
