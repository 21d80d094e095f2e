import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database/db.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import { log } from '../../../platform/log.ts'
import { fetchOpen, type OutboundLimits } from '../../../platform/outbound/fetch-open.ts'
import { nameId } from '../../../shared/name-id.ts'
import { pageSchema, readService, rootSchema } from './neighbour.schema.ts'
import { MOST_NEIGHBOUR_ENTRIES, type NeighbourEntry, type NeighbourProblem } from './neighbour.ts'

/** What the work needs. `loopback`: the machine itself may be a neighbour; for tests. */
export type NeighbourTools = { db: Db; loopback: boolean }
type ToFetch = { associationId: number; neighbourId: string; address: string }

const LIMITS: Omit<OutboundLimits, 'loopback'> = { bytes: 8_000_000, milliseconds: 20_000, redirects: 3 }
const PER_PAGE = 100
/** A feed takes no longer than this in all. */
const PATIENCE_MS = 5 * 60_000

/** Something was wrong with a feed; where is for the keeper to read. */
class Broken extends Error {
  readonly problem: NeighbourProblem
  constructor(problem: NeighbourProblem, where: string) {
    super(where)
    this.problem = problem
  }
}

async function jsonOf(address: string, loopback: boolean): Promise<unknown> {
  const fetched = await fetchOpen(address, { ...LIMITS, loopback })
  if (!fetched.ok)
    throw new Broken(fetched.problem, fetched.problem === 'status' ? `${fetched.detail} ${address}` : fetched.detail)
  try {
    return JSON.parse(fetched.text)
  } catch {
    throw new Broken('json', address)
  }
}

export type Told = { entries: NeighbourEntry[]; leftOut: number }

/** Reads everything a directory tells, page by page. Throws what was wrong; nothing is kept of a feed that breaks off. */
export async function readFeed({ neighbourId, address }: ToFetch, loopback: boolean): Promise<Told> {
  const until = Date.now() + PATIENCE_MS
  const root = rootSchema.safeParse(await jsonOf(`${address}/`, loopback))
  if (!root.success || !/^v?3(?:\.|$)/.test(root.data.version)) throw new Broken('version', `${address}/`)
  const entries = new Map<string, NeighbourEntry>()
  let leftOut = 0
  let before = ''
  for (let number = 1; ; number++) {
    const at = `${address}/services?full=true&per_page=${PER_PAGE}&page=${number}`
    const page = pageSchema.safeParse(await jsonOf(at, loopback))
    if (!page.success) throw new Broken('list', at)
    const { contents, last_page: last, total_pages: pages } = page.data
    const same = JSON.stringify(contents)
    if (number > 1 && contents.length > 0 && same === before) throw new Broken('paging', at)
    before = same
    for (const told of contents) {
      const read = readService(told)
      if (read === undefined) leftOut += 1
      if (read === undefined || read === 'closed') continue
      const { theirId, ...facts } = read
      const itemId = nameId('neighbour', neighbourId, theirId)
      entries.set(itemId, {
        ...facts,
        itemId,
        neighbourId,
        source: `${address}/services/${encodeURIComponent(theirId)}`,
      })
    }
    if (entries.size > MOST_NEIGHBOUR_ENTRIES) throw new Broken('many', at)
    if (Date.now() > until) throw new Broken('slow', at)
    if (contents.length === 0 || last === true || (typeof pages === 'number' && number >= pages)) break
    if (last !== false && typeof pages !== 'number' && contents.length < PER_PAGE) break
  }
  return { entries: [...entries.values()], leftOut }
}

const columnsOf = (entry: NeighbourEntry) => ({
  item_id: entry.itemId,
  name: entry.name,
  organization: entry.organization,
  description: entry.description,
  age_from: entry.ageFrom,
  age_to: entry.ageTo,
  languages: entry.languages,
  places: entry.places,
  how_to_apply: entry.howToApply,
  fees: entry.fees,
  phone: entry.phone,
  email: entry.email,
  website: entry.website,
  source: entry.source,
})

/** Fetches one neighbour: everything new in the place of everything old, or what was wrong, beside the last good state. */
export async function refreshNeighbour({ db, loopback }: NeighbourTools, one: ToFetch): Promise<void> {
  try {
    const { entries, leftOut } = await readFeed(one, loopback)
    const told = JSON.stringify(entries.map(columnsOf))
    await sql`select map_neighbour_take(${one.associationId}::int, ${one.neighbourId}::uuid, ${told}::jsonb, ${leftOut}::int)`.execute(
      db,
    )
  } catch (error) {
    const broken = error instanceof Broken ? error : new Broken('list', one.address)
    if (broken === error) log.warn('a neighbour of the map could not be read', { problem: broken.problem })
    // What nobody foresaw is told like the rest: one directory never keeps the others from being read.
    else log.error('what a neighbour of the map tells could not be kept', { error })
    await sql`select map_neighbour_failed(${one.associationId}::int, ${one.neighbourId}::uuid, ${broken.problem}, ${broken.message})`.execute(
      db,
    )
  }
}

async function toFetch(db: Db): Promise<ToFetch[]> {
  const { rows } = await sql<ToFetch>`
    select association_id as "associationId", neighbour_id as "neighbourId", address from map_neighbours_to_fetch()`.execute(
    db,
  )
  return rows
}

/** One neighbour, when the keeper has added it or asks for it. */
export const fetchNeighbour = defineJob(
  'map.fetch-neighbour',
  z.strictObject({ neighbourId: z.uuid() }),
  async ({ neighbourId }, tools: NeighbourTools) => {
    const one = (await toFetch(tools.db)).find((each) => each.neighbourId === neighbourId)
    if (one) await refreshNeighbour(tools, one)
  },
  { retryLimit: 1 },
)

/** Every neighbour, every night. */
export const fetchNeighbours = defineJob(
  'map.fetch-neighbours',
  z.strictObject({}),
  async (_, tools: NeighbourTools) => {
    for (const one of await toFetch(tools.db)) await refreshNeighbour(tools, one)
  },
  { cron: '40 3 * * *', retryLimit: 0, expireInSeconds: 3600 },
)
