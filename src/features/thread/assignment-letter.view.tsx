import { formatDay } from '../../platform/i18n/format.ts'
import { dirOf, LANGS, type Lang, langName } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { Bdi } from '../../ui/inline.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { assignmentTexts } from './texts/assignment.ts'

export type Letter = {
  /** The first name of the person; nothing where the identity is hidden. */
  given: string | undefined
  contact: string
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

/** The letter to the person: the new name and the day, on a sheet of its own. */
export const LetterSheet = ({ lang, letter }: { lang: Lang; letter: Letter }) => {
  const { t, values } = parts(lang, letter)
  return (
    <article class="letter" lang={lang} dir={dirOf(lang)} aria-label={t('letter.title')}>
      <p class="letter-head">
        <Bdi>{letter.unit.name}</Bdi>
        <Bdi>{formatDay(lang, letter.writtenOn)}</Bdi>
      </p>
      <p class="letter-subject">{letter.before ? t('letter.subject.new') : t('letter.subject.first')}</p>
      <p>{letter.given ? t.parts('letter.hello', { name: <bdi>{letter.given}</bdi> }) : t('letter.helloNoName')}</p>
      <p>{t.parts(letter.before ? 'letter.change' : 'letter.begin', values)}</p>
      {letter.before && <p>{t.parts('letter.again', values)}</p>}
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
      {t.parts(letter.before ? 'phone.change' : 'phone.begin', values)}
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
