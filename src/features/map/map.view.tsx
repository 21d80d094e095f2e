import { paths } from '../../paths.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Tabs } from '../../ui/tabs.tsx'
import type { Viewer } from '../access/public.ts'
import { isKeeper, mayWriteSomething } from './entry.access.ts'
import { mapTexts } from './texts/map.ts'

const TABS = [
  { tab: 'list', href: paths.map },
  { tab: 'views', href: paths.mapViews },
  { tab: 'sheets', href: paths.mapSheets },
  { tab: 'reviews', href: paths.mapReviews },
  // Only for those who keep entries.
  { tab: 'places', href: paths.mapPlaces, keeping: true },
  { tab: 'quality', href: paths.mapQuality, keeping: true },
  // Only for who keeps the whole map.
  { tab: 'neighbours', href: paths.mapNeighbours, keeper: true },
] as const satisfies readonly { tab: string; href: string; keeping?: true; keeper?: true }[]
export type MapTab = (typeof TABS)[number]['tab']

/** The parts of the map, as tabs under its heading. */
export const MapTabs = ({ lang, viewer, current }: { lang: Lang; viewer: Viewer; current: MapTab }) => {
  const t = mapTexts(lang)
  return (
    <Tabs
      label={t('tabs')}
      items={TABS.filter((one) =>
        'keeper' in one ? isKeeper(viewer) : !('keeping' in one) || mayWriteSomething(viewer),
      ).map(({ tab, href }) => ({
        href,
        text: t(`tab.${tab}`),
        current: tab === current,
      }))}
    />
  )
}
