import { formTexts } from '../../../platform/form/texts/form.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx'
import { NumberField } from '../../../ui/field.tsx'
import { FieldSet, Form } from '../../../ui/form.tsx'
import type { Text } from '../../../ui/inline.tsx'
import { BARRIERS, SEXES } from '../core/code.ts'
import { roundTexts } from '../texts/round.ts'
import { codeWords } from './code-words.view.ts'
import type { ListedReason } from './list.queries.ts'
import type { RatedPerson } from './person.ts'
import { reasonName } from './round.view.tsx'

/** The values of the form as text: typed, or what is kept. */
export type RatingValues = {
  reason: string
  barriers: readonly string[]
  sex: string
  birthYear: string
  months: string
  inIntervention: string
}

export const valuesOf = (person: RatedPerson): RatingValues => ({
  reason: person.state === 'rated' ? (person.reason ?? 'unknown') : '',
  barriers: person.barriers === null ? [] : person.barriers.length === 0 ? ['none'] : person.barriers,
  sex: person.sex ?? 'unknown',
  birthYear: person.birthYear === null ? '' : String(person.birthYear),
  months: person.months === null ? '' : String(person.months),
  inIntervention: person.inIntervention === null ? 'unknown' : person.inIntervention ? 'yes' : 'no',
})

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** A choice with its key beside it; the island shows the keys and listens to them. */
const withKey = (key: string | undefined, label: Text): Text =>
  key === undefined ? (
    label
  ) : (
    <>
      {label} <kbd class="rating-key">{key}</kbd>
    </>
  )

/**
 * One person's rating: two questions and a few facts. `rating.island` lets letters choose the reason and digits the barriers while
 * the focus is within the form; without it radio buttons and boxes do the same, and Enter sends the form either way.
 */
export const RatingForm = (props: {
  lang: Lang
  action: string
  hidden: Record<string, string>
  reasons: readonly ListedReason[]
  definitions: boolean
  values: RatingValues
  errors: Readonly<Record<string, string>>
  submit: string
  laterHref: string | undefined
}) => {
  const { lang, reasons, values, errors } = props
  const t = roundTexts(lang)
  const words = codeWords(lang)
  const unknown = { value: 'unknown', label: t('rating.unknown') }
  return (
    <div class="rating-form">
      <Form action={props.action} hidden={props.hidden} id="rating">
        <p class="rating-keys-text">{t('rating.keys')}</p>
        <RadioGroup
          name="reason"
          label={t('rating.reason')}
          hint={t('rating.reason.hint')}
          value={values.reason}
          error={errors.reason}
          options={[
            ...reasons.map((reason, at) => ({
              value: reason.key,
              label: withKey(LETTERS[at], reasonName(lang, reason)),
            })),
            { value: 'unknown', label: withKey(LETTERS[reasons.length], t('rating.unknown')) },
          ]}
        />
        <CheckboxGroup
          name="barriers"
          label={t('rating.barriers')}
          hint={t('rating.barriers.hint')}
          values={values.barriers}
          error={errors.barriers}
          options={[
            ...BARRIERS.map((key, at) => ({
              value: key,
              label: withKey(String((at + 1) % 10), words.barrier(key)),
              ...(props.definitions ? { hint: t(`definition.${key}`) } : {}),
            })),
            { value: 'none', label: withKey('-', t('rating.none')) },
          ]}
        />
        <RadioGroup
          name="inIntervention"
          label={t('rating.inIntervention')}
          layout="row"
          value={values.inIntervention}
          options={[{ value: 'yes', label: t('rating.yes') }, { value: 'no', label: t('rating.no') }, unknown]}
        />
        <FieldSet name="facts" legend={t('rating.facts')}>
          <RadioGroup
            name="sex"
            label={t('rating.sex')}
            layout="row"
            value={values.sex}
            options={[...SEXES.map((sex) => ({ value: sex, label: t(`rating.sex.${sex}`) })), unknown]}
          />
          <NumberField
            name="birthYear"
            label={t('rating.birthYear')}
            value={values.birthYear}
            error={errors.birthYear}
          />
          <NumberField name="months" label={t('rating.months')} value={values.months} error={errors.months} />
        </FieldSet>
        <Actions>
          <Button>{props.submit}</Button>
          {props.laterHref && (
            <Button href={props.laterHref} variant="tertiary">
              {t('rating.later')}
            </Button>
          )}
        </Actions>
      </Form>
    </div>
  )
}

/** Sentences for what is wrong, by field. */
export const ratingErrors = (lang: Lang, problems: Readonly<Record<string, string>>): Record<string, string> => {
  const t = roundTexts(lang)
  const own = { reason: 'problem.reason', barriers: 'problem.barriers' } as const
  return Object.fromEntries(
    Object.entries(problems).map(([field, key]) => {
      const name = field.split('.')[0]!
      if (key === 'contradiction') return [name, t('problem.contradiction')]
      if (key === 'number') return [name, t('problem.number')]
      return [name, name in own ? t(own[name as keyof typeof own]) : formTexts(lang)('problem.choose')]
    }),
  )
}
