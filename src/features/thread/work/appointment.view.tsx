import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { TextField } from '../../../ui/field.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { appointmentTexts } from '../texts/appointment.ts'
import { assignmentTexts } from '../texts/assignment.ts'
import type { Appointment, Meeting } from './appointment.ts'

/** The labels by the fields' names, for the error summary. */
export const appointmentLabels = (lang: Lang): Record<keyof Meeting, string> => {
  const t = appointmentTexts(lang)
  return { time: t('time'), place: t('place'), who: t('who') }
}

type FieldsProps = {
  lang: Lang
  /** What came back, also where it was cleared; undefined when the form is opened. */
  typed: (name: string) => string | undefined
  initial: Meeting
  error: (name: string) => string | undefined
}

/** When, where, who: each may be left empty. */
export const AppointmentFields = ({ lang, typed, initial, error }: FieldsProps) => {
  const t = appointmentTexts(lang)
  const optional = formTexts(lang)('optional')
  const props = (name: keyof Meeting) => ({
    name,
    label: t(name),
    mark: optional,
    value: typed(name) ?? initial[name],
    error: error(name),
  })
  return (
    <>
      <TextField {...props('time')} hint={t('time.hint')} chars="short" />
      <TextField {...props('place')} hint={t('place.hint')} />
      <TextField {...props('who')} />
    </>
  )
}

/** On the referral, for both units, beside its day: when, where and who. */
export const AppointmentLine = ({ lang, of }: { lang: Lang; of: Appointment }) => {
  const t = appointmentTexts(lang)
  const said = [
    of.time && t.parts('at', { time: <Bdi whole>{of.time}</Bdi> }),
    of.place && <bdi>{of.place}</bdi>,
    of.who && t.parts('meets', { name: <bdi>{of.who}</bdi> }),
  ].filter(Boolean)
  if (said.length === 0) return null
  return (
    <p class="meta meta-list">
      {said.map((one) => (
        <span>{one}</span>
      ))}
    </p>
  )
}

export type AppointmentLetter = {
  appointment: Appointment
  /** The first name; nothing where the identity is protected. */
  given: string | undefined
  unit: { name: string; phone: string }
  writtenOn: CalendarDay
  signed: string
}

const valuesOf = (lang: Lang, { appointment, unit }: AppointmentLetter) => ({
  unit: <bdi>{unit.name}</bdi>,
  day: <Bdi>{formatDay(lang, appointment.on, 'long')}</Bdi>,
})

/** When, where and who, as the person reads it. */
const Where = ({ lang, of }: { lang: Lang; of: Appointment }) => {
  const t = appointmentTexts(lang)
  return (
    <>
      {of.time && <p>{t.parts('letter.time', { time: <Bdi whole>{of.time}</Bdi> })}</p>}
      {of.place && <p>{t.parts('letter.place', { place: <bdi>{of.place}</bdi> })}</p>}
      {of.who && <p>{t.parts('letter.who', { name: <bdi>{of.who}</bdi> })}</p>}
    </>
  )
}

/** The letter to the person, on a sheet of its own. */
export const AppointmentSheet = ({ lang, letter }: { lang: Lang; letter: AppointmentLetter }) => {
  const t = appointmentTexts(lang)
  const shared = assignmentTexts(lang)
  const { appointment, given, unit } = letter
  const phone = (
    <bdi dir="ltr" class="nowrap">
      {unit.phone}
    </bdi>
  )
  return (
    <article class="letter" lang={lang} dir={dirOf(lang)} aria-label={t('letter.title')}>
      <p class="letter-head">
        <Bdi>{unit.name}</Bdi>
        <Bdi>{formatDay(lang, letter.writtenOn)}</Bdi>
      </p>
      <p class="letter-subject">{t(`letter.subject.${appointment.kind}`)}</p>
      <p>{given ? shared.parts('letter.hello', { name: <bdi>{given}</bdi> }) : shared('letter.helloNoName')}</p>
      <p>{t.parts(`letter.${appointment.kind}`, valuesOf(lang, letter))}</p>
      <Where lang={lang} of={appointment} />
      <p>{unit.phone ? t.parts('letter.cannot', { phone }) : t('letter.cannot.noPhone')}</p>
      <p>
        {shared('letter.bye')}
        <br />
        <bdi>{letter.signed}</bdi>
      </p>
    </article>
  )
}

/** What to say on the telephone. */
export const AppointmentPhone = ({ lang, letter }: { lang: Lang; letter: AppointmentLetter }) => (
  <blockquote class="phone-words" lang={lang} dir={dirOf(lang)}>
    <p>{appointmentTexts(lang).parts(`phone.${letter.appointment.kind}`, valuesOf(lang, letter))}</p>
    <Where lang={lang} of={letter.appointment} />
  </blockquote>
)
