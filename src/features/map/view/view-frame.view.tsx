import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { dirOf } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { EmptyState } from '../../../ui/status.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import type { MapBodies } from '../body.ts'
import { viewTexts } from '../texts/view.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import { addressWith, type ReadFilter, type ViewFilter } from './view-filter.ts'
import { FilterErrors, ViewFilterBar } from './view-filter.view.tsx'
import { standingWords } from './view-words.ts'

/** The pictures in the order of their tabs. */
export const VIEWS = {
  overview: paths.mapViews,
  coverage: paths.mapCoverage,
  ages: paths.mapAges,
  owners: paths.mapOwners,
  providers: paths.mapProviders,
  needs: paths.mapNeeds,
  ways: paths.mapWays,
  compare: paths.mapCompare,
} as const
export type ViewName = keyof typeof VIEWS

/** What every picture is drawn with. */
export type ViewFrame = {
  lang: Lang
  rtl: boolean
  today: CalendarDay
  bodies: MapBodies
  areas: readonly string[]
  read: ReadFilter
  filter: ViewFilter
  /** The whole map of the day. */
  all: DrawnEntry[]
  /** Those that belong, and those that do not say enough. */
  those: DrawnEntry[]
  doubtful: DrawnEntry[]
}

export const frameOf = (lang: Lang, frame: Omit<ViewFrame, 'lang' | 'rtl' | 'filter'>): ViewFrame => ({
  ...frame,
  lang,
  rtl: dirOf(lang) === 'rtl',
  filter: frame.read.filter,
})

export const ViewTabs = ({ lang, here, filter }: { lang: Lang; here: ViewName; filter: ViewFilter }) => {
  const t = viewTexts(lang)
  return (
    <Tabs
      label={t('views')}
      items={(Object.keys(VIEWS) as ViewName[]).map((name) => ({
        // What is chosen goes along: one compares the pictures of the same entries.
        href:
          name === 'overview'
            ? VIEWS[name]
            : addressWith(VIEWS[name], filter, name === 'compare' ? { on: null, status: null } : {}),
        text: t(`view.${name}`),
        current: name === here,
      }))}
    />
  )
}

/** The frame of a picture: heading, tabs, choices, the picture, and what could not be drawn. */
export function ViewBody({
  frame,
  here,
  title,
  lead,
  action = VIEWS[here],
  hidden,
  landscape,
  without,
  children,
}: {
  frame: ViewFrame
  here: ViewName
  title: string
  lead: string
  action?: string
  hidden?: Readonly<Record<string, string | undefined>>
  /** A wide picture is printed on its side. */
  landscape?: boolean
  /** Choices that make no difference here. */
  without?: readonly (keyof ViewFilter)[]
  children?: Child
}) {
  const { lang, bodies, filter, today, those, doubtful } = frame
  const t = viewTexts(lang)
  return (
    <div class={landscape ? 'map-view map-landscape' : 'map-view'}>
      <FilterErrors {...frame} />
      <PageHeading
        title={title}
        lead={lead}
        meta={standingWords(lang, bodies, filter, today).map((words) => <bdi>{words}</bdi>)}
      />
      <ViewTabs lang={lang} here={here} filter={filter} />
      <ViewFilterBar {...frame} action={action} {...(hidden ? { hidden } : {})} {...(without ? { without } : {})} />
      {those.length === 0 && here !== 'coverage' && here !== 'ways' ? (
        <EmptyState
          title={t('empty')}
          actions={
            <Button href={VIEWS.coverage} variant="secondary">
              {t('view.coverage')}
            </Button>
          }
        >
          <p>{t('empty.text')}</p>
        </EmptyState>
      ) : (
        children
      )}
      {!without && <Doubtful lang={lang} entries={doubtful} />}
    </div>
  )
}

/** What a picture shows of two or more, as links beside each other. */
export const ShowLinks = ({
  label,
  items,
}: {
  label: string
  items: readonly { href: string; text: string; current: boolean }[]
}) => (
  <nav class="map-shows no-print" aria-label={label}>
    <ul>
      {items.map(({ href, text, current }) => (
        <li>
          <a href={href} aria-current={current ? 'true' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Those whose entry does not say enough to be in the picture: they can be mended. */
export function Doubtful({ lang, entries }: { lang: Lang; entries: readonly DrawnEntry[] }) {
  const t = viewTexts(lang)
  if (entries.length === 0) return null
  return (
    <Details summary={t('doubtful', { count: entries.length })}>
      <p>{t('doubtful.text')}</p>
      <EntryLinks lang={lang} entries={entries} most={200} />
    </Details>
  )
}

/** Entries as ways to their pages. */
export function EntryLinks({
  lang,
  entries,
  most,
}: {
  lang: Lang
  entries: readonly Pick<DrawnEntry, 'entryId' | 'name'>[]
  most: number
}) {
  return (
    <ul class="map-links">
      {entries.slice(0, most).map((entry) => (
        <li>
          <a href={paths.mapEntry(entry.entryId)}>
            <bdi>{entry.name}</bdi>
          </a>
        </li>
      ))}
      {entries.length > most && <li class="soft">{viewTexts(lang)('more', { count: entries.length - most })}</li>}
    </ul>
  )
}
