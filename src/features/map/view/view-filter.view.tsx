import type { Lang } from '../../../platform/i18n/lang.ts'
import { SelectField } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DateField, TextField } from '../../../ui/field.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { authorityName, type MapBodies } from '../body.ts'
import { ENTRY_KINDS, NEED_LEVELS, OPEN_STATUSES, TARGET_GROUPS, WORK_DISTANCES } from '../code.ts'
import { codeTexts } from '../texts/code.ts'
import { viewTexts } from '../texts/view.ts'
import { addressWith, choices, FILTER_KEYS, FILTER_NAMES, type ReadFilter, type ViewFilter } from './view-filter.ts'
import { choiceWords } from './view-words.ts'

export type FilterParts = {
  lang: Lang
  bodies: MapBodies
  areas: readonly string[]
  read: ReadFilter
  action: string
  /** Choices that make no sense here (the day, where two days are compared). */
  without?: readonly (keyof ViewFilter)[]
  hidden?: Readonly<Record<string, string | undefined>>
}

const errorOf = ({ lang, read }: FilterParts, key: keyof ViewFilter): { error?: string } => {
  const problem = read.problems[key]
  return problem ? { error: viewTexts(lang)(`error.${problem}`) } : {}
}

function FilterFields(parts: FilterParts) {
  const { lang, bodies, areas, read, without = [] } = parts
  const [t, code] = [viewTexts(lang), codeTexts(lang)]
  const select = (
    key: keyof ViewFilter,
    options: Parameters<typeof SelectField>[0]['options'],
    all = t('filter.all'),
  ) =>
    !without.includes(key) && (
      <SelectField
        name={FILTER_NAMES[key]}
        label={t(`filter.${key}`)}
        value={read.typed[key] ?? ''}
        emptyText={all}
        options={options}
        {...errorOf(parts, key)}
      />
    )
  return (
    <>
      {select('authority', [
        ...bodies.authorities.map((one) => ({ value: String(one.authorityId), label: one.name })),
        { value: 'none', label: t('filter.civil') },
      ])}
      {select(
        'unit',
        bodies.authorities
          .map(({ authorityId }) => ({
            group: authorityName(bodies, authorityId) ?? '',
            options: bodies.units
              .filter((unit) => unit.authorityId === authorityId)
              .map((unit) => ({ value: String(unit.unitId), label: unit.name })),
          }))
          .filter(({ options }) => options.length > 0),
      )}
      {areas.length > 0 &&
        select(
          'area',
          areas.map((area) => ({ value: area, label: area })),
        )}
      {!without.includes('age') && (
        <TextField
          name={FILTER_NAMES.age}
          label={t('filter.age')}
          hint={t('filter.age.hint')}
          inputmode="numeric"
          dir="ltr"
          chars="short"
          autocomplete="off"
          {...(read.typed.age === undefined ? {} : { value: read.typed.age })}
          {...errorOf(parts, 'age')}
        />
      )}
      {select(
        'need',
        NEED_LEVELS.map((one) => ({ value: one, label: code(`need.${one}`) })),
      )}
      {select(
        'distance',
        WORK_DISTANCES.map((one) => ({ value: one, label: code(`distance.${one}`) })),
      )}
      {select(
        'target',
        TARGET_GROUPS.map((one) => ({ value: one, label: code(`target.${one}`) })),
        t('filter.all.target'),
      )}
      {select(
        'kind',
        ENTRY_KINDS.map((one) => ({ value: one, label: code(`kind.${one}`) })),
      )}
      {select(
        'status',
        OPEN_STATUSES.map((one) => ({ value: one, label: code(`status.${one}`) })),
        t('filter.status.open'),
      )}
      {!without.includes('on') && (
        <DateField
          name={FILTER_NAMES.on}
          label={t('filter.on')}
          format={t('filter.on.format')}
          {...(read.typed.on === undefined ? {} : { value: read.typed.on })}
          {...errorOf(parts, 'on')}
        />
      )}
    </>
  )
}

/** What is shown: the choices made as words that can be taken away, and the form with all of them. */
export function ViewFilterBar(parts: FilterParts) {
  const { lang, bodies, read, action, hidden = {}, without = [] } = parts
  const t = viewTexts(lang)
  const { filter } = read
  const made = FILTER_KEYS.filter((key) => filter[key] !== null && !without.includes(key))
  const failed = Object.keys(read.problems).length > 0
  return (
    <>
      {made.length > 0 && (
        <div class="map-choices no-print">
          <span id="map-choices">{t('filter.chosen')}</span>
          <ul aria-labelledby="map-choices">
            {made.map((key) => {
              const words = choiceWords(lang, bodies, filter, key)
              return (
                <li>
                  <a
                    href={addressWith(action, filter, { [key]: null }, hidden)}
                    aria-label={t('filter.remove', { choice: words })}
                  >
                    <bdi>{words}</bdi>
                    <Icon name="cross" />
                  </a>
                </li>
              )
            })}
          </ul>
        </div>
      )}
      <div class="no-print">
        <Details summary={t('filter')} open={failed}>
          <FilterBar
            action={action}
            label={t('filter')}
            submitText={t('filter.show')}
            hidden={hidden}
            {...(choices(filter) > 0
              ? { clear: { href: addressWith(action, read.filter, NOTHING, hidden), text: t('filter.clear') } }
              : {})}
          >
            <FilterFields {...parts} />
          </FilterBar>
        </Details>
      </div>
    </>
  )
}
const NOTHING = Object.fromEntries(FILTER_KEYS.map((key) => [key, null])) as unknown as Partial<ViewFilter>

/** The summary of what is wrong with the choices; nothing where all could be read. */
export function FilterErrors({ lang, read }: Pick<FilterParts, 'lang' | 'read'>) {
  const t = viewTexts(lang)
  const problems = FILTER_KEYS.filter((key) => read.problems[key])
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={t('error.title')}
      errors={problems.map((key) => ({
        name: FILTER_NAMES[key],
        text: `${t(`filter.${key}`)}: ${t(`error.${read.problems[key]!}`)}`,
      }))}
    />
  )
}
