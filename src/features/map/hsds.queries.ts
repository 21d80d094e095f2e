import { sql } from 'kysely'
import type { Db } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { asVisitor } from '../access/public.ts'
import { bodiesOf, loadMap } from './entry.queries.ts'
import type { Hits } from './find.queries.ts'
import { askedOf } from './find-word.ts'
import { type Feed, feedOf, feedsTogether } from './hsds-feed.ts'
import { type OpenMap, openMaps } from './open-map.queries.ts'

/** How long a feed that was made stands for the map. */
const KEPT_MS = 20_000
const MOST = 1_000_000

const made = (db: Db, map: OpenMap, today: CalendarDay, base: string): Promise<Feed> =>
  asVisitor(db, map.associationId, today, async (tx) => {
    const [bodies, entries] = await Promise.all([bodiesOf(tx), loadMap(tx, map)])
    return feedOf(map, bodies, entries, base)
  })

/** The entries of open maps a text is found in, by the same search as the open pages; all of it must be met. */
export async function searchFeeds(
  db: Db,
  maps: readonly OpenMap[],
  today: CalendarDay,
  text: string,
): Promise<ReadonlySet<string>> {
  const asked = JSON.stringify(askedOf(text.slice(0, 200)))
  const found = await Promise.all(
    maps.map((map) =>
      asVisitor(db, map.associationId, today, async (tx) => {
        const { rows } = await sql<{ hits: Hits }>`
          select map_search(${asked}::jsonb, '{}'::text[], null::int, ${MOST}::int, ${MOST}::int, 0) as hits`.execute(
          tx,
        )
        const { items, loose } = rows[0]!.hits
        return loose ? [] : items.filter(({ neighbour }) => neighbour === null).map(({ id }) => id)
      }),
    ),
  )
  return new Set(found.flat())
}

/** Feeds of the open maps, made anew after some seconds: all of them together, or of one association. */
export function feedReader(db: Db, base: string) {
  let maps: { until: number; value: Promise<OpenMap[]> } | undefined
  const kept = new Map<number, { until: number; value: Promise<Feed> }>()
  const ofMap = (map: OpenMap, today: CalendarDay, now: number): Promise<Feed> => {
    const old = kept.get(map.associationId)
    if (old && old.until > now && old.until <= now + KEPT_MS) return old.value
    const value = made(db, map, today, base)
    kept.set(map.associationId, { until: now + KEPT_MS, value })
    value.catch(() => kept.delete(map.associationId))
    return value
  }
  return {
    /** The open maps an address is about; undefined where the one named is not open, or none is. */
    async maps(association: string | undefined, now: Date): Promise<OpenMap[] | undefined> {
      const at = now.getTime()
      if (!maps || maps.until <= at || maps.until > at + KEPT_MS) maps = { until: at + KEPT_MS, value: openMaps(db) }
      const open = await maps.value.catch((error: unknown) => {
        maps = undefined
        throw error
      })
      const asked = association === undefined ? open : open.filter((one) => String(one.associationId) === association)
      return asked.length > 0 ? asked : undefined
    },
    async feed(of: readonly OpenMap[], today: CalendarDay, now: Date): Promise<Feed> {
      const feeds = await Promise.all(of.map((map) => ofMap(map, today, now.getTime())))
      return feeds.length === 1 ? feeds[0]! : feedsTogether(feeds, base)
    },
  }
}
export type FeedReader = ReturnType<typeof feedReader>
