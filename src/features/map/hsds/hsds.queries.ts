import type { Db } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { keepLatestMade } from '../../../shared/keep-latest.ts'
import { asVisitor } from '../../access/public.ts'
import { bodiesOf, loadMap } from '../entry.queries.ts'
import { type OpenMapReader, searchMap } from '../find/find.queries.ts'
import { FIELDS, questionOf } from '../find/find-question.ts'
import { type Measures, measuresKey } from '../measure.ts'
import type { OpenMap } from '../open-map.queries.ts'
import { type Feed, feedOf, feedsTogether } from './hsds-feed.ts'
import { withRoom } from './hsds-service.ts'

/** All of them. */
const MOST = 1_000_000
/** Offers, and places of offers, in feeds of all maps together; one to three kilobytes each. */
const KEPT = 20_000

const made = (db: Db, map: OpenMap, today: CalendarDay, base: string, measures: Measures): Promise<Feed> =>
  asVisitor(db, map.associationId, today, async (tx) => {
    const [bodies, entries] = await Promise.all([bodiesOf(tx), loadMap(tx, map)])
    const told = entries.map((entry) => withRoom(entry, measures, today))
    return feedOf(map, bodies, told, base)
  })

/**
 * Feeds of the open maps: all of them together, or of one association. Each is kept as long as the map is in the same state and
 * what is measured of its room is the same; what is hidden is gone at once.
 */
export function feedReader(db: Db, base: string, { maps, measures, known }: OpenMapReader) {
  const kept = keepLatestMade<Feed>(KEPT, ({ services, atLocations }) => 10 + services.length + atLocations.length)
  const ofMap = async (map: OpenMap, today: CalendarDay, now: Date): Promise<Feed> => {
    const room = await measures(map, today, now)
    return kept(`${map.associationId} ${map.state} ${today} ${measuresKey(room)}`, () =>
      made(db, map, today, base, room),
    )
  }
  return {
    /** The open maps an address is about; undefined where the one named is not open, or none is. */
    async maps(association: string | undefined): Promise<OpenMap[] | undefined> {
      const open = await maps()
      const asked = association === undefined ? open : open.filter((one) => String(one.associationId) === association)
      return asked.length > 0 ? asked : undefined
    },
    async feed(of: readonly OpenMap[], today: CalendarDay, now: Date): Promise<Feed> {
      const feeds = await Promise.all(of.map((map) => ofMap(map, today, now)))
      return feeds.length === 1 ? feeds[0]! : feedsTogether(feeds, base)
    },
    /** The entries of open maps a text is found in, by the same search as the open pages; all of it must be met. */
    async search(of: readonly OpenMap[], today: CalendarDay, text: string): Promise<ReadonlySet<string>> {
      const question = questionOf((name) => (name === FIELDS.text ? text : undefined))
      const found = await Promise.all(
        of.map(async (map) => {
          const result = await searchMap(known(map, today), question, { take: MOST, skip: 0 }, MOST)
          return result && !result.loose && !result.wordless
            ? result.items.filter(({ neighbour }) => !neighbour).map(({ id }) => id)
            : []
        }),
      )
      return new Set(found.flat())
    },
  }
}
export type FeedReader = ReturnType<typeof feedReader>
