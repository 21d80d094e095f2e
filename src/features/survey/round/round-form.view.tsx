import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { Checkbox, RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { roundTexts } from '../texts/round.ts'
import type { OwnList } from './list.queries.ts'
import { MONTHS_BACK } from './round.schema.ts'
import { monthsBefore } from './round.ts'
import { BUILT_IN } from './round-list.ts'

export type RoundValues = Readonly<Record<string, string | undefined>>

/** What a round is; the same form makes and changes it. `units`: those the viewer answers for, when there is a choice. */
export const RoundForm = (props: {
  lang: Lang
  today: CalendarDay
  action: string
  cancel: string
  hidden: Record<string, string>
  units: readonly { unitId: number; unitName: string }[]
  lists: readonly OwnList[]
  values: RoundValues
  errors: Readonly<Record<string, string>>
  submit: string
}) => {
  const { lang, values, errors, units } = props
  const t = roundTexts(lang)
  return (
    <Form
      action={props.action}
      hidden={{ ...props.hidden, ...(units.length === 1 ? { unitId: units[0]!.unitId } : {}) }}
    >
      {units.length > 1 && (
        <RadioGroup
          name="unitId"
          label={t('new.unit')}
          value={values.unitId}
          error={errors.unitId}
          options={units.map(({ unitId, unitName }) => ({ value: String(unitId), label: <Bdi>{unitName}</Bdi> }))}
        />
      )}
      <SelectField
        name="month"
        label={t('new.month')}
        value={values.month}
        error={errors.month}
        options={monthsBefore(props.today, MONTHS_BACK).map((month) => ({
          value: month.slice(0, 7),
          label: formatDay(lang, month, 'month'),
        }))}
      />
      <RadioGroup
        name="reasonList"
        label={t('new.list')}
        value={values.reasonList}
        error={errors.reasonList}
        options={[
          ...BUILT_IN.map((key) => ({ value: key, label: t(`list.${key}`), hint: t(`list.${key}.hint`) })),
          ...props.lists.map(({ listId, name, source }) => ({
            value: listId,
            label: t('list.own', { name }),
            ...(source ? { hint: source } : {}),
          })),
        ]}
      />
      <RadioGroup
        name="definitions"
        label={t('new.definitions')}
        value={values.definitions}
        error={errors.definitions}
        options={(['own', 'given'] as const).map((value) => ({ value, label: t(`new.definitions.${value}`) }))}
      />
      <Checkbox
        name="selfRating"
        label={t('new.self')}
        hint={t('new.self.hint')}
        checked={values.selfRating === 'yes'}
      />
      <Actions>
        <Button>{props.submit}</Button>
        <Button href={props.cancel} variant="tertiary">
          {formTexts(lang)('cancel')}
        </Button>
      </Actions>
    </Form>
  )
}
