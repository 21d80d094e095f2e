import { formatDay } from '../../../platform/i18n/format.ts'
import { dirOf, LANGS, type Lang, langName } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { assignmentTexts } from '../texts/assignment.ts'

export type Letter = {
  /** The first name of the person; nothing where the identity is hidden. */
  given: string | undefined
  /** Who is the contact from that day; nobody yet where it is a gap. */
  contact: string | undefined
  /** Who was the contact until then. */
  before: string | undefined
  fromOn: CalendarDay
  unit: { name: string; phone: string }
  writtenOn: CalendarDay
  signed: string
}

const parts = (lang: Lang, letter: Letter) => {
  const t = assignmentTexts(lang)
  const values = {
    contact: <bdi>{letter.contact}</bdi>,
    before: <bdi>{letter.before}</bdi>,
    date: <Bdi>{formatDay(lang, letter.fromOn, 'long')}</Bdi>,
    unit: <bdi>{letter.unit.name}</bdi>,
    phone: (
      <bdi dir="ltr" class="nowrap">
        {letter.unit.phone}
      </bdi>
    ),
  }
  return { t, values }
}

/** What has happened: the first contact, a new one after another, or nobody yet. */
const newsOf = ({ contact, before }: Letter): 'begin' | 'change' | 'gap' =>
  contact ? (before ? 'change' : 'begin') : 'gap'

const SUBJECT = { begin: 'letter.subject.first', change: 'letter.subject.new', gap: 'letter.subject.gap' } as const

/** The letter to the person: the new name (or that there is none yet) and the day, on a sheet of its own. */
export const LetterSheet = ({ lang, letter }: { lang: Lang; letter: Letter }) => {
  const { t, values } = parts(lang, letter)
  const news = newsOf(letter)
  return (
    <article class="letter" lang={lang} dir={dirOf(lang)} aria-label={t('letter.title')}>
      <p class="letter-head">
        <Bdi>{letter.unit.name}</Bdi>
        <Bdi>{formatDay(lang, letter.writtenOn)}</Bdi>
      </p>
      <p class="letter-subject">{t(SUBJECT[news])}</p>
      <p>{letter.given ? t.parts('letter.hello', { name: <bdi>{letter.given}</bdi> }) : t('letter.helloNoName')}</p>
      <p>{t.parts(`letter.${news}`, values)}</p>
      {news === 'change' && <p>{t.parts('letter.again', values)}</p>}
      {news === 'gap' && <p>{t('letter.gap.meanwhile')}</p>}
      {letter.unit.phone && <p>{t.parts('letter.call', values)}</p>}
      <p>
        {t('letter.bye')}
        <br />
        <bdi>{letter.signed}</bdi>
      </p>
    </article>
  )
}

/** What to say on the telephone: the same in two breaths. */
export const PhoneWords = ({ lang, letter }: { lang: Lang; letter: Letter }) => {
  const { t, values } = parts(lang, letter)
  return (
    <blockquote class="phone-words" lang={lang} dir={dirOf(lang)}>
      {t.parts(`phone.${newsOf(letter)}`, values)}
    </blockquote>
  )
}

/** The languages the letter is there in, each with its own address. */
export const LetterLanguages = ({ lang, chosen, href }: { lang: Lang; chosen: Lang; href: (lang: Lang) => string }) => (
  <Tabs
    label={assignmentTexts(lang)('letter.languages')}
    items={LANGS.map((one) => ({ href: href(one), text: langName(one), current: one === chosen }))}
  />
)
