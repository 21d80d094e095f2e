/**
 * Who may see what, said once more in plain code and independently of the database: no lists of grantees, no stamps, no
 * policies. The product is compared with this.
 */
import type { Disclosure, Row, RowCategory, Sent, Thread, User, World } from './world.ts'

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

/** Has the person, or was the last to. */
const carrierOf = (thread: Thread): number => thread.team ?? thread.home

type Referral = { from: number; to: number; state: Sent['state']; on: number }
const referralsOf = (thread: Thread): Referral[] =>
  thread.rows.flatMap(({ table, unit, also, sent }) =>
    table === 'referral' && sent && also !== null ? [{ from: unit, to: also, ...sent }] : [],
  )
const endsOf = (thread: Thread) =>
  thread.rows.flatMap(({ table, unit, ended }) =>
    table === 'discharge' ? [{ unit, on: ended?.on ?? 0, reopened: ended?.reopened ?? null }] : [],
  )

/** The day on which the work that a referral led to was ended. */
const workEnded = (thread: Thread, one: Referral): number | undefined =>
  one.state !== 'taken'
    ? undefined
    : endsOf(thread)
        .filter((end) => end.unit === one.to && end.on >= one.on && (end.reopened === null || end.reopened > one.on))
        .map((end) => end.on)
        .sort((a, b) => a - b)[0]

/** The referrals that led to the work the team does now. */
const ledHere = (thread: Thread): Referral[] =>
  referralsOf(thread).filter(
    (one) => one.state === 'taken' && one.to === thread.team && thread.intake !== null && one.on >= thread.intake,
  )

/**
 * Does the unit take part in the course: it has the person; or waits for an answer or a place, or is the one to give it; or asked for the work that
 * goes on (whoever began the thread did, where nothing else is known).
 */
function takesPart(thread: Thread, unit: number): boolean {
  const going = thread.ended === null
  if (going && carrierOf(thread) === unit) return true
  const waits = (one: Referral): boolean =>
    ['sent', 'accepted'].includes(one.state) ||
    (one.state === 'taken' && (thread.intake === null || one.on > thread.intake))
  if (referralsOf(thread).some((one) => [one.from, one.to].includes(unit) && waits(one))) return true
  if (!going) return false
  if (ledHere(thread).some((one) => one.from === unit && workEnded(thread, one) === undefined)) return true
  return unit === thread.home && ledHere(thread).length === 0 && endsOf(thread).length === 0
}

/** The last day on which something of the unit's own bound it to the person. */
function lastDay(thread: Thread, held: Thread['holders'][number]): number {
  const { unit } = held
  const days = [held.since]
  if (thread.ended !== null && carrierOf(thread) === unit) days.push(thread.ended)
  if (unit === thread.home && ledHere(thread).length === 0) {
    const ends = endsOf(thread).map((end) => end.on)
    if (ends.length > 0) days.push(Math.min(...ends))
    else if (thread.ended !== null) days.push(thread.ended)
  }
  for (const end of endsOf(thread)) if (end.unit === unit) days.push(end.on)
  for (const one of referralsOf(thread)) {
    if (one.from === unit || one.to === unit) days.push(one.on)
    if (one.from === unit) days.push(workEnded(thread, one) ?? one.on)
  }
  return Math.max(...days)
}

/** Sees what the others do: takes part, or did not long ago. */
const follows = (eye: Eye, thread: Thread, held: Thread['holders'][number]): boolean =>
  heldOn(held, eye.day) && (takesPart(thread, held.unit) || eye.day < lastDay(thread, held) + eye.world.sightDays)

const ownHolders = (eye: Eye, thread: Thread) => thread.holders.filter((held) => eye.units.includes(held.unit))
const followsToday = (eye: Eye, thread: Thread): boolean =>
  ownHolders(eye, thread).some((held) => follows(eye, thread, held))
/** Of those who hold the thread, whoever has the person knows how it stands, also after the end. */
const carriesToday = (eye: Eye, thread: Thread): boolean =>
  ownHolders(eye, thread).some((held) => held.unit === carrierOf(thread) && heldOn(held, eye.day))
const keepsOwn = (eye: Eye, thread: Thread, unit: number): boolean =>
  ownHolders(eye, thread).some((held) => held.unit === unit && heldOn(held, eye.day))

/** Knows that the person is there, and who it is. */
export const knowsOf = (eye: Eye, thread: Thread): boolean =>
  throughGlass(eye, thread) || heldToday(eye, thread) || opened(eye, thread).length > 0

/** By consent the person opens what an authority has; on a ground of law a unit opens what it has written itself. */
const opens = (eye: Eye, one: Disclosure, owner: number): boolean =>
  one.consent === null ? one.unit === owner : authorityOf(eye, one.unit) === authorityOf(eye, owner)

/** One of the own units holds the thread, has not let go of it, and follows it or has the person. */
const holds = (eye: Eye, thread: Thread): boolean =>
  ownHolders(eye, thread).some(
    (held) =>
      held.since <= eye.day && held.until === null && (follows(eye, thread, held) || held.unit === carrierOf(thread)),
  )

/** A row with its owner and category, whatever table it is in. */
export const seesRow = (
  eye: Eye,
  thread: Thread,
  row: { unit: number; also?: number | null; category: RowCategory },
): boolean => {
  if (throughGlass(eye, thread)) return true
  if (row.also != null && eye.units.includes(row.also)) return true
  if (row.category === 'held')
    return followsToday(eye, thread) || carriesToday(eye, thread) || keepsOwn(eye, thread, row.unit)
  const given = opened(eye, thread).filter((one) => opens(eye, one, row.unit))
  if (row.category === 'course') return followsToday(eye, thread) || carriesToday(eye, thread) || given.length > 0
  if (row.category === 'identity')
    return followsToday(eye, thread) || keepsOwn(eye, thread, row.unit) || given.length > 0
  if (eye.units.includes(row.unit)) return true
  return given.some((one) => one.categories.some((open) => open === row.category))
}

/** There is a page: whole, or what a receiver is told. */
export const seesThread = (eye: Eye, thread: Thread): boolean => knowsOf(eye, thread)

/** The thread's own row: who began it and when, who has the person. A row of the home unit's. */
export const seesCourse = (eye: Eye, thread: Thread): boolean =>
  seesRow(eye, thread, { unit: thread.home, category: 'course' })

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

/** Units that took the person in or ended the thread, and do not have the person any longer. */
const formerTeams = (thread: Thread): number[] =>
  [
    ...thread.rows.filter((row) => row.table === 'discharge').map((row) => row.unit),
    ...referralsOf(thread).flatMap((one) => (one.state === 'taken' ? [one.to] : [])),
  ].filter((unit) => unit !== thread.team)

/** May end an open contact, track or step: one's own unit's; and the team that has the person, what a former team left open. */
export const closes = (eye: Eye, thread: Thread, row: Row): boolean =>
  seesRow(eye, thread, row) &&
  (eye.units.includes(row.unit) ||
    (isTeamOf(eye, thread) && holds(eye, thread) && formerTeams(thread).includes(row.unit)))

const isOwn = (eye: Eye, thread: Thread): boolean => eye.units.includes(thread.home) || isTeamOf(eye, thread)

/**
 * On the list of the own unit, whatever else is shared: one that takes part, or began the thread or has the person and still follows it or was the
 * last to carry. Who let go, or whose part has ended, has the person as shared, where something is.
 */
const ownList = (eye: Eye, thread: Thread): boolean =>
  ownHolders(eye, thread).some(
    (held) =>
      heldOn(held, eye.day) &&
      (takesPart(thread, held.unit) ||
        (isOwn(eye, thread) && (follows(eye, thread, held) || held.unit === carrierOf(thread)))),
  )

/** Is told of the person: by the own work, or because something is shared. Broken glass opens a page and puts nobody on a list. */
const toldOf = (eye: Eye, thread: Thread): boolean => heldToday(eye, thread) || opened(eye, thread).length > 0

/** The list of participants: the own unit's and those shared with it, where the viewer may know who they are. */
export const listed = (eye: Eye, thread: Thread): boolean => toldOf(eye, thread) && seesIdentity(eye, thread)

/** Stands on the list of the own people by name, or without one. */
export const ownListed = (eye: Eye, thread: Thread): boolean => ownList(eye, thread) && seesIdentity(eye, thread)

/** Stands as shared, on lists and on the start page: nothing but a disclosure tells how it goes on. */
export const sharedWith = (eye: Eye, thread: Thread): boolean =>
  opened(eye, thread).length > 0 && !ownList(eye, thread) && seesIdentity(eye, thread)

const findable = (eye: Eye, thread: Thread): boolean => thread.protection === 'none' && seesIdentity(eye, thread)
export const foundByNumber = findable
export const foundByName = (eye: Eye, thread: Thread): boolean => toldOf(eye, thread) && findable(eye, thread)

/** An export holds no protected identity, whoever makes it. */
export const exportsIdentity = findable
