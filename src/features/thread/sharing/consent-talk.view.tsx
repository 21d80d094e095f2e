import type { PropsWithChildren } from 'hono/jsx'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx'
import type { Text } from '../../../ui/inline.tsx'
import {
  addMonths,
  CONSENT_MONTHS,
  consentTexts,
  DISCLOSABLE,
  type Receiver,
  USUAL_MONTHS,
} from '../../access/public.ts'
import { receiverChoice } from './sharing-words.view.tsx'

type Keys = Parameters<ReturnType<typeof consentTexts>>[0]
type Values = Readonly<Record<string, string | number>>

/** The two languages of the talk: the person's, and the one of the member of staff who leads it. */
export type Talk = { person: Lang; staff: Lang }

/** Words in the person's language, and under them in that of the staff where it is another. */
export const Both = ({ talk, k, values }: { talk: Talk; k: Keys; values?: Values }) => (
  <>
    <span>{consentTexts(talk.person)(k, values)}</span>
    {talk.staff !== talk.person && (
      <span class="in-other-words" lang={talk.staff} dir={dirOf(talk.staff)}>
        {consentTexts(talk.staff)(k, values)}
      </span>
    )}
  </>
)

/** A part of the page in the person's language. */
export const InLanguage = ({ lang, children }: PropsWithChildren<{ lang: Lang }>) => (
  <div class="talk" lang={lang} dir={dirOf(lang)}>
    {children}
  </div>
)

const example = (lang: Lang, k: (typeof DISCLOSABLE)[number]): Values => ({
  example: consentTexts(lang)(`${k}.example`),
})

/** What a category means, with an example. */
const CategoryWords = ({ talk, category }: { talk: Talk; category: (typeof DISCLOSABLE)[number] }) => {
  const words = (lang: Lang) => {
    const t = consentTexts(lang)
    return `${t(`${category}.what`)} ${t('example', example(lang, category))}`
  }
  return (
    <>
      <span>{words(talk.person)}</span>
      {talk.staff !== talk.person && (
        <span class="in-other-words" lang={talk.staff} dir={dirOf(talk.staff)}>
          {words(talk.staff)}
        </span>
      )}
    </>
  )
}

const Point = ({ talk, title, text }: { talk: Talk; title: Keys; text: Keys }) => (
  <section class="talk-point">
    <h3>
      <Both talk={talk} k={title} />
    </h3>
    <p>
      <Both talk={talk} k={text} />
    </p>
  </section>
)

/** What the person is told first. */
export const TalkBegin = ({ talk }: { talk: Talk }) => (
  <>
    <h2>
      <Both talk={talk} k="title" />
    </h2>
    {(['secret', 'why', 'free'] as const).map((k) => (
      <p>
        <Both talk={talk} k={k} />
      </p>
    ))}
  </>
)

/** What the person is told last, before the answer. */
export const TalkEnd = ({ talk }: { talk: Talk }) => (
  <>
    <Point talk={talk} title="stop" text="stop.text" />
    <Point talk={talk} title="seen" text="seen.text" />
    <Point talk={talk} title="law" text="law.text" />
    <p>
      <Both talk={talk} k="ask" />
    </p>
  </>
)

/** Who it is in the person's words, and under them in those of the staff. */
const ReceiverLabel = ({ talk, to }: { talk: Talk; to: Receiver }) => (
  <>
    <span>{receiverChoice(talk.person, to)}</span>
    {talk.staff !== talk.person && (
      <span class="in-other-words" lang={talk.staff} dir={dirOf(talk.staff)}>
        {receiverChoice(talk.staff, to)}
      </span>
    )}
  </>
)

type ChoicesProps = {
  talk: Talk
  today: CalendarDay
  receivers: readonly Receiver[]
  value(name: string): string
  values(name: string): string[]
  /** Is there something wrong with the field? It is always that nothing is chosen. */
  wrong(name: string): boolean
}

/** The three choices of the person: who, what, how long. */
export const TalkChoices = ({ talk, today, receivers, value, values, wrong }: ChoicesProps) => {
  const error = (name: string) => (wrong(name) ? formTexts(talk.person)('problem.choose') : undefined)
  const date = (lang: Lang, months: number): Text => formatDay(lang, addMonths(today, months))
  return (
    <>
      <CheckboxGroup
        name="receiver"
        label={<Both talk={talk} k="who" />}
        values={values('receiver')}
        error={error('receiver')}
        options={receivers.map((to) => ({ value: to.value, label: <ReceiverLabel talk={talk} to={to} /> }))}
      />
      <CheckboxGroup
        name="categories"
        label={<Both talk={talk} k="what" />}
        hint={<Both talk={talk} k="what.always" />}
        values={values('categories')}
        error={error('categories')}
        options={DISCLOSABLE.map((one) => ({
          value: one,
          label: <Both talk={talk} k={one} />,
          hint: <CategoryWords talk={talk} category={one} />,
        }))}
      />
      <RadioGroup
        name="months"
        label={<Both talk={talk} k="long" />}
        value={value('months')}
        error={error('months')}
        options={CONSENT_MONTHS.map((months) => ({
          value: String(months),
          label: (
            <>
              <span>
                {consentTexts(talk.person)('long.choice', { months, date: String(date(talk.person, months)) })}
              </span>
              {talk.staff !== talk.person && (
                <span class="in-other-words" lang={talk.staff} dir={dirOf(talk.staff)}>
                  {consentTexts(talk.staff)('long.choice', { months, date: String(date(talk.staff, months)) })}
                </span>
              )}
            </>
          ),
        }))}
        required
      />
    </>
  )
}

export const usualMonths = String(USUAL_MONTHS)
