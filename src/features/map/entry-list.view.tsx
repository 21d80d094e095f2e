import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDay, formatList } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { Checkbox, SelectField } from '../../ui/choice.tsx'
import { Details } from '../../ui/details.tsx'
import { NumberField } from '../../ui/field.tsx'
import { FilterBar, SearchField } from '../../ui/filter-bar.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Tag } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { type MapBodies, ownerKind } from './body.ts'
import { ENTRY_KINDS, NEED_LEVELS, OPEN_STATUSES, OWNER_KINDS, TARGET_GROUPS, WORK_DISTANCES } from './code.ts'
import type { Entry } from './entry.ts'
import { type EntryFilter, FILTER_NAMES, isEmptyFilter } from './entry-filter.ts'
import { freshness } from './entry-verified.ts'
import { Ages, codeList } from './entry-words.view.tsx'
import { figureOf, type Measures } from './measure.ts'
import { areasOf } from './place.ts'
import { codeTexts } from './texts/code.ts'
import { entryTexts } from './texts/entry.ts'
import { mapTexts } from './texts/map.ts'

type Given = {
  lang: Lang
  today: CalendarDay
  bodies: MapBodies
  measures: Measures
  names: ReadonlyMap<string, string>
}

const FRESH_TONE = { fresh: 'ok', ask: 'attention', stale: 'attention', never: 'danger' } as const

/** How fresh an entry is, in words; nothing where all is well and `quiet`. */
export const FreshTag = ({
  lang,
  entry,
  today,
}: {
  lang: Lang
  entry: Pick<Entry, 'verifiedOn'>
  today: CalendarDay
}) => {
  const state = freshness(entry, today)
  return <Tag tone={FRESH_TONE[state]}>{codeTexts(lang)(`fresh.${state}`)}</Tag>
}

/** Is there room, in a word or two, for a list. */
export function Room({ lang, entry, measures }: { lang: Lang; entry: Entry; measures: Measures }) {
  const t = entryTexts(lang)
  const free = figureOf(entry, 'freePlaces', measures)
  const waiting = figureOf(entry, 'waitingDays', measures)
  if (entry.status !== 'active') return <Tag tone="neutral">{codeTexts(lang)(`status.${entry.status}`)}</Tag>
  const parts: Child[] = []
  if (free)
    parts.push(free.value > 0 ? t('room.free', { count: free.value }) : <Tag tone="danger">{t('room.full')}</Tag>)
  if (waiting && waiting.value > 0) parts.push(<span class="soft">{t('room.waiting', { count: waiting.value })}</span>)
  return parts.length === 0 ? (
    '–'
  ) : (
    <span class="stack-tight">
      {parts.map((part) => (
        <div>{part}</div>
      ))}
    </span>
  )
}

const isFaded = (entry: Entry, today: CalendarDay): boolean => ['stale', 'never'].includes(freshness(entry, today))

/** The columns of the list of entries. */
export function entryColumns(given: Given): Column<Entry>[] {
  const { lang, today, bodies, measures, names } = given
  const t = mapTexts(lang)
  const codes = codeTexts(lang)
  return [
    {
      heading: t('col.name'),
      header: true,
      cell: (entry) => (
        <div class={isFaded(entry, today) ? 'faded' : undefined}>
          <a href={paths.mapEntry(entry.entryId)}>
            <Bdi>{entry.name}</Bdi>
          </a>
          <div class="soft entry-by">
            {codes(`kind.${entry.kind}`)}
            {' · '}
            <Bdi>{(entry.providerId && names.get(entry.providerId)) || codes(`owner.${ownerKind(bodies, entry)}`)}</Bdi>
          </div>
        </div>
      ),
    },
    {
      heading: t('col.for'),
      cell: (entry) => (
        <>
          {entry.kind === 'provider' ? '–' : <Ages lang={lang} ages={entry} />}
          {entry.targetGroups.length > 0 && (
            <div class="soft">{codeList(lang, 'target', entry.targetGroups.slice(0, 3))}</div>
          )}
        </>
      ),
    },
    { heading: t('col.where'), cell: (entry) => <Bdi>{formatList(lang, areasOf(entry.places)) || '–'}</Bdi> },
    { heading: t('col.room'), cell: (entry) => <Room lang={lang} entry={entry} measures={measures} /> },
    {
      heading: t('col.checked'),
      cell: (entry) =>
        freshness(entry, today) === 'fresh' && entry.verifiedOn ? (
          <Bdi>{formatDay(lang, entry.verifiedOn)}</Bdi>
        ) : (
          <FreshTag lang={lang} entry={entry} today={today} />
        ),
    },
  ]
}

/** What the list shows: words and age at once, more when asked for. */
export function EntryFilterBar({ lang, filter, areas }: { lang: Lang; filter: EntryFilter; areas: readonly string[] }) {
  const t = mapTexts(lang)
  const codes = codeTexts(lang)
  const names = FILTER_NAMES
  const select = (
    name: 'owner' | 'kind' | 'need' | 'distance' | 'group' | 'status',
    list: string,
    values: readonly string[],
  ) => (
    <SelectField
      name={names[name]}
      label={t(`filter.${name}`)}
      value={filter[name]}
      emptyText={t('filter.any')}
      options={values.map((value) => ({ value, label: codes(`${list}.${value}` as 'need.small') }))}
    />
  )
  const more = filter.owner || filter.kind || filter.need || filter.distance || filter.group || filter.status
  return (
    <FilterBar
      action={paths.map}
      label={t('filter')}
      submitText={t('filter.show')}
      {...(isEmptyFilter(filter) ? {} : { clear: { href: paths.map, text: t('filter.clear') } })}
    >
      <SearchField name={names.text} label={t('filter.text')} hint={t('filter.text.hint')} value={filter.text} />
      <NumberField name={names.age} label={t('filter.age')} value={filter.age ?? ''} />
      <SelectField
        name={names.area}
        label={t('filter.area')}
        value={filter.area}
        emptyText={t('filter.any')}
        options={areas.map((area) => ({ value: area, label: area }))}
      />
      <Checkbox name={names.room} value="ja" label={t('filter.room')} checked={filter.room} />
      <Details summary={t('filter.more')} variant="plain" open={Boolean(more)}>
        <div class="filter-more">
          {select('owner', 'owner', OWNER_KINDS)}
          {select('kind', 'kind', ENTRY_KINDS)}
          {select('group', 'target', TARGET_GROUPS)}
          {select('need', 'need', NEED_LEVELS)}
          {select('distance', 'distance', WORK_DISTANCES)}
          {select('status', 'status', OPEN_STATUSES)}
        </div>
      </Details>
    </FilterBar>
  )
}
