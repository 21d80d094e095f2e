/**
 * Who may see what, said once more in plain code and independently of the database: no lists of grantees, no stamps, no
 * policies. The product is compared with this.
 */
import type { Disclosure, Row, RowCategory, Thread, User, World } from './world.ts'

const MEETS = ['caseworker', 'team_member', 'team_leader']

const within = (from: number, until: number | null, day: number): boolean =>
  from <= day && (until === null || day <= until)

/** The units in whose work the user meets participants on a day. The association's own staff never do. */
export function unitsOn(world: World, user: User, day: number): number[] {
  if (!user.active) return []
  return user.roles
    .filter((role) => MEETS.includes(role.role) && within(role.from, role.until, day))
    .map((role) => role.unit)
    .filter((unit) => {
      const { authority, kind } = world.units[unit]!
      return kind !== 'association' && world.authorities[authority]!.kind !== 'association'
    })
}

export type Eye = { world: World; user: number; day: number; units: number[] }

export const eyeOf = (world: World, user: number, day: number): Eye => ({
  world,
  user,
  day,
  units: unitsOn(world, world.users[user]!, day),
})

const authorityOf = (eye: Eye, unit: number): number => eye.world.units[unit]!.authority

/** Broke the glass less than an hour ago, in a unit where the role still stands. */
const throughGlass = (eye: Eye, thread: Thread): boolean =>
  thread.glass.some((glass) => glass.open && glass.user === eye.user && eye.units.includes(glass.unit))

const addressed = (eye: Eye, disclosure: Disclosure): boolean => {
  const { to } = disclosure
  return 'unit' in to ? eye.units.includes(to.unit) : eye.units.some((unit) => authorityOf(eye, unit) === to.authority)
}

const inForce = (thread: Thread, disclosure: Disclosure, day: number): boolean =>
  !disclosure.withdrawn &&
  !(disclosure.consent !== null && thread.consents[disclosure.consent]!.withdrawn) &&
  within(disclosure.from, disclosure.until, day)

const opened = (eye: Eye, thread: Thread): Disclosure[] =>
  thread.disclosures.filter((one) => inForce(thread, one, eye.day) && addressed(eye, one))

/** A unit holds from one day until it lets go: on the day it does, its sight ends at once. */
const heldOn = (held: Thread['holders'][number], day: number): boolean =>
  held.since <= day && (held.until === null || day < held.until)

const heldToday = (eye: Eye, thread: Thread): boolean =>
  thread.holders.some((held) => eye.units.includes(held.unit) && heldOn(held, eye.day))

/** Knows that the person is there, and who it is. */
export const knowsOf = (eye: Eye, thread: Thread): boolean =>
  throughGlass(eye, thread) || heldToday(eye, thread) || opened(eye, thread).length > 0

/** By consent the person opens what an authority has; on a ground of law a unit opens what it has written itself. */
const opens = (eye: Eye, one: Disclosure, owner: number): boolean =>
  one.consent === null ? one.unit === owner : authorityOf(eye, one.unit) === authorityOf(eye, owner)

/** One of the own units holds the thread and has not let go of it. */
const holds = (eye: Eye, thread: Thread): boolean =>
  thread.holders.some((held) => eye.units.includes(held.unit) && held.since <= eye.day && held.until === null)

/** A row with its owner and category, whatever table it is in. */
export const seesRow = (
  eye: Eye,
  thread: Thread,
  row: { unit: number; also?: number | null; category: RowCategory },
): boolean => {
  if (throughGlass(eye, thread)) return true
  if (row.also != null && eye.units.includes(row.also)) return true
  if (row.category === 'held') return heldToday(eye, thread)
  const given = opened(eye, thread).filter((one) => opens(eye, one, row.unit))
  if (row.category === 'identity') return heldToday(eye, thread) || given.length > 0
  if (eye.units.includes(row.unit)) return true
  return given.some((one) => one.categories.some((open) => open === row.category))
}

/** There is a page: whole, or what a receiver is told. */
export const seesThread = (eye: Eye, thread: Thread): boolean => knowsOf(eye, thread)

/** The thread's own row: who began it and when, who has the person. A row of the home unit's. */
export const seesCourse = (eye: Eye, thread: Thread): boolean =>
  seesRow(eye, thread, { unit: thread.home, category: 'identity' })

/** Name, number, address: of a protected person only the named users, also through broken glass. */
export const seesIdentity = (eye: Eye, thread: Thread): boolean =>
  knowsOf(eye, thread) && (thread.protection === 'none' || thread.named.includes(eye.user))

export const seesConsent = (eye: Eye, thread: Thread, unit: number): boolean =>
  seesRow(eye, thread, { unit, category: 'identity' }) &&
  (eye.units.includes(unit) || holds(eye, thread) || throughGlass(eye, thread))

/** A receiver sees the disclosures to itself, not those to others. */
export const seesDisclosure = (eye: Eye, thread: Thread, disclosure: Disclosure): boolean =>
  seesConsent(eye, thread, disclosure.unit) ||
  (seesRow(eye, thread, { unit: disclosure.unit, category: 'identity' }) && addressed(eye, disclosure))

export const isTeamOf = (eye: Eye, thread: Thread): boolean => thread.team !== null && eye.units.includes(thread.team)

/** Units that ended the thread and do not have the person any longer. */
const formerTeams = (thread: Thread): number[] =>
  thread.rows.filter((row) => row.table === 'discharge' && row.unit !== thread.team).map((row) => row.unit)

/** May end an open contact, track or step: one's own unit's; and the team that has the person, what a former team left open. */
export const closes = (eye: Eye, thread: Thread, row: Row): boolean =>
  seesRow(eye, thread, row) &&
  (eye.units.includes(row.unit) ||
    (isTeamOf(eye, thread) && holds(eye, thread) && formerTeams(thread).includes(row.unit)))

const isOwn = (eye: Eye, thread: Thread): boolean => eye.units.includes(thread.home) || isTeamOf(eye, thread)

/** The list of participants: the own unit's, where the viewer may know who they are. */
export const listed = (eye: Eye, thread: Thread): boolean =>
  isOwn(eye, thread) && seesCourse(eye, thread) && seesIdentity(eye, thread)

const findable = (eye: Eye, thread: Thread): boolean => thread.protection === 'none' && seesIdentity(eye, thread)
export const foundByNumber = findable
export const foundByName = (eye: Eye, thread: Thread): boolean =>
  isOwn(eye, thread) && seesCourse(eye, thread) && findable(eye, thread)

/** An export holds no protected identity, whoever makes it. */
export const exportsIdentity = findable

export const seesEvent = (eye: Eye, thread: Thread, row: Row): boolean => seesRow(eye, thread, row)
