import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { Form } from '../../../ui/form.tsx'
import { DURATIONS, SEXES } from '../core/code.ts'
import { type Filter, isWhole } from '../core/filter.ts'
import { type CodeWord, codeTexts } from '../texts/code.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { REPORT_FORMATS, type ReportFormat } from './report-format.ts'

/** The filter in words: "kvinnor, under 1 år"; empty for everybody. */
export function filterWords(lang: Lang, { sex, duration, intervention }: Filter): string {
  const word = (key: string) => codeTexts(lang)(key as CodeWord).toLowerCase()
  const parts = [
    ...(sex ? [word(`sex.${sex}`)] : []),
    ...(duration ? [word(`duration.${duration}`)] : []),
    ...(intervention ? [word(`row.intervention_${intervention}`)] : []),
  ]
  return parts.join(lang === 'ar' ? '، ' : ', ')
}

/** The filter and the compared report as they stand in an address. */
export function queryOf(filter: Filter, compare: string | undefined): string {
  const { sex, duration, intervention } = filter
  const query = new URLSearchParams()
  for (const [name, value] of [
    ['kon', sex],
    ['tid', duration],
    ['insats', intervention],
    ['med', compare],
  ] as const)
    if (value) query.set(name, value)
  const text = query.toString()
  return text && `?${text}`
}

export type CompareChoice = { value: string; label: string }

/** Whom the report is about, and what it is compared with; in the address. */
export const ReportFilter = (props: {
  lang: Lang
  action: string
  filter: Filter | undefined
  compare: string | undefined
  choices: readonly CompareChoice[]
}) => {
  const { lang, action, filter, compare, choices } = props
  const t = roundReportTexts(lang)
  const word = (key: string) => codeTexts(lang)(key as CodeWord)
  const set = (filter !== undefined && !isWhole(filter)) || compare !== undefined
  if (!filter && choices.length === 0) return null
  const select = (name: string, label: string, value: string | undefined, options: readonly CompareChoice[]) => (
    <SelectField name={name} label={label} value={value ?? ''} emptyText={t('filter.all')} options={options} />
  )
  return (
    <FilterBar
      action={action}
      label={t('filter')}
      submitText={t('filter.submit')}
      {...(set ? { clear: { href: action, text: t('filter.clear') } } : {})}
    >
      {filter &&
        select(
          'kon',
          t('filter.sex'),
          filter.sex,
          SEXES.map((key) => ({ value: key, label: word(`sex.${key}`) })),
        )}
      {filter &&
        select(
          'tid',
          t('filter.duration'),
          filter.duration,
          DURATIONS.map((key) => ({ value: key, label: word(`duration.${key}`) })),
        )}
      {filter &&
        select(
          'insats',
          t('filter.intervention'),
          filter.intervention,
          (['yes', 'no'] as const).map((key) => ({ value: key, label: word(`row.intervention_${key}`) })),
        )}
      {choices.length > 0 && (
        <SelectField
          name="med"
          label={t('filter.compare')}
          value={compare ?? ''}
          emptyText={t('filter.none')}
          options={choices}
        />
      )}
    </FilterBar>
  )
}

/** The report as a file, in each format. */
export const Downloads = (props: {
  lang: Lang
  href: (format: string) => string
  formats?: readonly ReportFormat[]
}) => {
  const { lang, href, formats = REPORT_FORMATS } = props
  const t = roundReportTexts(lang)
  return (
    <nav aria-label={t('download')} class="report-downloads">
      <span>{t('download')}:</span>
      {formats.map((format) => (
        <a href={href(format)} download>
          {t(`format.${format}`)}
        </a>
      ))}
    </nav>
  )
}

/** Saves the report as it is: for everybody, protected, or for the unit. */
export const SaveForm = (props: {
  lang: Lang
  action: string
  hidden: Record<string, string>
  filter: Filter
  closed: boolean
  audience: string | undefined
}) => {
  const { lang, filter, closed } = props
  const t = roundReportTexts(lang)
  const hidden = { ...props.hidden, sex: filter.sex, duration: filter.duration, intervention: filter.intervention }
  return (
    <Form action={props.action} hidden={hidden as Record<string, string>}>
      <p>{t('save.text')}</p>
      <RadioGroup
        name="audience"
        label={t('save.audience')}
        value={props.audience ?? (closed ? 'outside' : 'unit')}
        {...(closed ? {} : { hint: t('save.notClosed') })}
        options={[
          { value: 'outside', label: t('save.outside'), hint: t('save.outside.hint'), disabled: !closed },
          { value: 'rounded', label: t('save.rounded'), disabled: !closed },
          { value: 'unit', label: t('save.unit') },
        ]}
      />
      <Button variant="secondary">{t('save.submit')}</Button>
    </Form>
  )
}
