import type pg from 'pg'
import { asViewer, viewerOfSession } from '../../src/features/access/public.ts'
import type { Db, Tx } from '../../src/platform/database/db.ts'
import type { CalendarDay } from '../../src/shared/calendar-day.ts'
import { build, type Placed, place, tokenOf } from './world.build.ts'
import type { World } from './world.ts'

/** Places in the lists of TOWN. */
export const MUNICIPALITY = 0
export const REGION = 1
export const OFFICE = 0
export const TEAM = 1
export const CARE = 2
export const KARIN = 0
export const PETRA = 1
export const MAJA = 2
export const AGNETA = 3

const note = (unit: number, category: 'plan' | 'health') =>
  ({ table: 'note', unit, also: null, category, late: false }) as const

/** A world with one person: begun by the office, held by the team; the region has nothing yet. */
export const TOWN: World = {
  sightDays: 90,
  authorities: [{ kind: 'municipality' }, { kind: 'region' }, { kind: 'association' }],
  units: [
    { authority: 0, kind: 'office' },
    { authority: 0, kind: 'team' },
    { authority: 1, kind: 'care' },
    { authority: 2, kind: 'association' },
  ],
  users: [
    { active: true, roles: [{ unit: OFFICE, role: 'caseworker', from: -30, until: null }] },
    { active: true, roles: [{ unit: TEAM, role: 'team_leader', from: -30, until: null }] },
    { active: true, roles: [{ unit: CARE, role: 'caseworker', from: -30, until: null }] },
    { active: true, roles: [{ unit: 3, role: 'association_head', from: -30, until: null }] },
  ],
  threads: [
    {
      home: OFFICE,
      team: TEAM,
      active: true,
      intake: null,
      ended: null,
      holders: [
        { unit: OFFICE, since: -20, until: null },
        { unit: TEAM, since: -10, until: null },
      ],
      protection: 'none',
      named: [],
      given: 'Sara',
      family: 'Berg',
      number: 0,
      rows: [
        note(TEAM, 'plan'),
        note(TEAM, 'health'),
        { table: 'track', unit: TEAM, also: null, category: 'plan', late: false },
      ],
      consents: [],
      disclosures: [],
      glass: [],
    },
  ],
}

let associations = 500_000
let bodies = 500_000

/** The town in the database, with changes to it first. */
export async function settle(
  migrator: pg.Pool,
  today: CalendarDay,
  change: (world: World) => void = () => {},
): Promise<Placed> {
  const world = structuredClone(TOWN)
  change(world)
  const placed = place(world, ++associations, () => ++bodies)
  const client = await migrator.connect()
  try {
    await build(client, [placed], today)
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  return placed
}

/** Something done as a user of the town on a day, through the same door as every page. */
export async function as<T>(
  db: Db,
  placed: Placed,
  user: number,
  today: CalendarDay,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const viewer = await viewerOfSession(db, tokenOf(placed.userIds[user]!), today)
  if (!viewer) throw new Error('nobody is signed in')
  return asViewer(db, viewer, today, work)
}
