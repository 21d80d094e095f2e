import type { PropsWithChildren } from 'hono/jsx'
import { formTexts } from '../../platform/form/texts/form.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { languageName } from '../../platform/i18n/language-names.ts'
import { Checkbox, CheckboxGroup, RadioGroup, SelectField } from '../../ui/choice.tsx'
import { Details } from '../../ui/details.tsx'
import { NumberField, TextArea, TextField } from '../../ui/field.tsx'
import { FieldSet } from '../../ui/form.tsx'
import type { MapBodies } from './body.ts'
import {
  ENTRY_KINDS,
  type EntryKind,
  NEED_LEVELS,
  OPEN_STATUSES,
  SECTORS,
  TARGET_GROUPS,
  WORK_DISTANCES,
} from './code.ts'
import type { Entry } from './entry.ts'
import type { EntryValues } from './entry-form.ts'
import type { Place } from './place.ts'
import { codeTexts } from './texts/code.ts'
import { entryFormTexts } from './texts/entry-form.ts'

export type PartProps = {
  lang: Lang
  kind: EntryKind
  values: EntryValues
  error(name: string): string | undefined
  /** What is wrong, by field, as keys. */
  problems: Readonly<Record<string, string>>
  bodies: MapBodies
  /** Authorities the viewer writes for; `civil` where entries of none may be written. */
  owners: { authorityIds: readonly number[]; civil: boolean }
  entries: readonly Entry[]
  places: readonly Place[]
  /** The entry that is changed. */
  entry?: Entry | undefined
}

/** What is chosen in a field that is sent several times. */
export const chosen = (values: EntryValues, name: string): string[] => (values[name] ?? '').split(' ').filter(Boolean)

/** The question that keeps the three kinds apart. */
export const KindQuestion = ({ lang, value, error }: { lang: Lang; value: string; error?: string | undefined }) => {
  const t = entryFormTexts(lang)
  return (
    <RadioGroup
      name="kind"
      label={t('kind.question')}
      hint={t('kind.hint')}
      value={value}
      options={ENTRY_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`), hint: t(`kind.${kind}.hint`) }))}
      error={error}
      required
    />
  )
}

/** Short pieces every part of the form is made of. */
export function pieces({ lang, values, error }: PartProps) {
  const t = entryFormTexts(lang)
  const codes = codeTexts(lang)
  const mark = formTexts(lang)('optional')
  const common = (name: string) => ({ name, value: values[name] ?? '', error: error(name) })
  return {
    t,
    codes,
    mark,
    common,
    line: (
      name: string,
      label: string,
      more: { hint?: string; required?: boolean; type?: 'email' | 'tel' | 'url' } = {},
    ) => <TextField {...common(name)} label={label} autocomplete="off" {...more} />,
    text: (name: string, label: string, more: { hint?: string; lang?: string } = {}) => (
      <TextArea {...common(name)} label={label} {...more} />
    ),
    number: (name: string, label: string) => <NumberField {...common(name)} label={label} />,
    ticks: (name: string, label: string, list: string, options: readonly string[]) => (
      <CheckboxGroup
        name={name}
        label={label}
        values={chosen(values, name)}
        options={options.map((value) => ({ value, label: codes(`${list}.${value}` as 'need.small') }))}
        error={error(name)}
      />
    ),
  }
}

/** Is something written in one of these fields, or wrong with it? Names may end in `-` for all that begin so. */
const touches = (names: readonly string[], of: (name: string) => unknown, all: Iterable<string>): boolean =>
  [...all].some(
    (field) => names.some((name) => (name.endsWith('-') ? field.startsWith(name) : field === name)) && of(field),
  )

/** A part of the form that is folded until it is needed: it says whether something stands in it, and opens where something is wrong. */
export const FoldedPart = ({
  title,
  hint,
  names,
  open,
  children,
  ...props
}: PropsWithChildren<PartProps & { title: string; hint?: string; names: readonly string[]; open?: boolean }>) => {
  const { values, problems, lang } = props
  const filled = touches(names, (name) => values[name], Object.keys(values))
  const wrong = touches(names, (name) => problems[name], Object.keys(problems))
  return (
    <Details
      summary={
        <>
          {title}
          {filled && <span class="soft"> ({entryFormTexts(lang)('part.filled')})</span>}
        </>
      }
      open={open || wrong}
    >
      <div class="form">
        {hint && <p class="hint">{hint}</p>}
        {children}
      </div>
    </Details>
  )
}

/** What it is and whose. */
export function WhatPart(props: PartProps) {
  const { lang, kind, values, error, bodies, owners, entries, entry } = props
  const { t, codes, line, common } = pieces(props)
  const authorities = bodies.authorities.filter((one) => owners.authorityIds.includes(one.authorityId))
  const units = bodies.units.filter((one) => one.active && owners.authorityIds.includes(one.authorityId))
  return (
    <FieldSet legend={t('part.what')} name="part-what" level={2}>
      {(entry || error('kind')) && <KindQuestion lang={lang} value={values.kind ?? ''} error={error('kind')} />}
      {line('name', t('fact.name'), { required: true })}
      {line('otherNames', t('fact.otherNames'), { hint: t('otherNames.hint') })}
      <SelectField
        {...common('authority')}
        label={t('fact.authorityId')}
        {...(owners.civil ? { hint: t('authority.hint') } : {})}
        emptyText={t('choose')}
        options={[
          ...authorities.map((one) => ({ value: String(one.authorityId), label: one.name })),
          ...(owners.civil ? [{ value: 'none', label: t('authority.none') }] : []),
        ]}
        required
      />
      {units.length > 0 && (
        <SelectField
          {...common('unit')}
          label={t('fact.unitId')}
          emptyText={t('none')}
          options={authorities.map((one) => ({
            group: one.name,
            options: units
              .filter((unit) => unit.authorityId === one.authorityId)
              .map((unit) => ({ value: String(unit.unitId), label: unit.name })),
          }))}
        />
      )}
      {kind === 'provider' ? (
        <SelectField
          {...common('sector')}
          label={t('fact.sector')}
          emptyText={t('choose')}
          options={SECTORS.map((one) => ({ value: one, label: codes(`sector.${one}`) }))}
        />
      ) : (
        <>
          <SelectField
            {...common('provider')}
            label={t('fact.providerId')}
            hint={t('provider.hint')}
            emptyText={t('none')}
            options={entries
              .filter((one) => one.kind === 'provider' && one.entryId !== entry?.entryId)
              .map((one) => ({ value: one.entryId, label: one.name }))}
          />
          {line('provider-name', t('provider.new'), { hint: t('provider.new.hint') })}
        </>
      )}
      <SelectField
        {...common('status')}
        label={t('fact.status')}
        hint={t('status.hint')}
        options={OPEN_STATUSES.map((one) => ({ value: one, label: codes(`status.${one}`) }))}
      />
      <Checkbox name="public" label={t('public')} hint={t('public.hint')} checked={values.public === 'yes'} />
    </FieldSet>
  )
}

/** The languages that come first; others an entry already has are shown too. */
const COMMON_LANGUAGES = ['sv', 'en', 'ar', 'so', 'ti', 'fa', 'prs', 'uk', 'ru', 'pl', 'tr', 'es', 'fr', 'fi']

/** For whom it is. */
export function WhoPart(props: PartProps) {
  const { lang, values, error } = props
  const { t, ticks, number, text } = pieces(props)
  const spoken = [...new Set([...COMMON_LANGUAGES, ...chosen(values, 'languages')])]
  return (
    <FieldSet legend={t('part.who')} name="part-who" level={2}>
      <div class="tick-columns">{ticks('targetGroups', t('fact.targetGroups'), 'target', TARGET_GROUPS)}</div>
      <FieldSet legend={t('ages')} name="part-ages">
        <Checkbox name="allAges" label={t('allAges')} checked={values.allAges === 'yes'} />
        <div class="side-by-side">
          {number('ageFrom', t('fact.ageFrom'))}
          {number('ageTo', t('fact.ageTo'))}
        </div>
      </FieldSet>
      {ticks('needLevels', t('fact.needLevels'), 'need', NEED_LEVELS)}
      {ticks('workDistances', t('fact.workDistances'), 'distance', WORK_DISTANCES)}
      {text('conditions', t('fact.conditions'), { hint: t('conditions.hint') })}
      <div class="tick-columns">
        <CheckboxGroup
          name="languages"
          label={t('fact.languages')}
          values={chosen(values, 'languages')}
          options={spoken.map((value) => ({ value, label: languageName(lang, value) }))}
          error={error('languages')}
        />
      </div>
    </FieldSet>
  )
}
