import { paths } from '../../paths.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Tabs } from '../../ui/tabs.tsx'
import type { Viewer } from '../access/public.ts'
import { mayWriteSomething } from './entry.access.ts'
import { mapTexts } from './texts/map.ts'

export const MAP_TABS = ['list', 'views'] as const
export type MapTab = (typeof MAP_TABS)[number]

const HREF: Record<MapTab, string> = { list: paths.map, views: paths.mapViews }
/** Only for those who keep entries. */
const KEEPING: readonly MapTab[] = []

/** The parts of the map, as tabs under its heading. */
export const MapTabs = ({ lang, viewer, current }: { lang: Lang; viewer: Viewer; current: MapTab }) => {
  const t = mapTexts(lang)
  return (
    <Tabs
      label={t('tabs')}
      items={MAP_TABS.filter((tab) => !KEEPING.includes(tab) || mayWriteSomething(viewer)).map((tab) => ({
        href: HREF[tab],
        text: t(`tab.${tab}`),
        current: tab === current,
      }))}
    />
  )
}
