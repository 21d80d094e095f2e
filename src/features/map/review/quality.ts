import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { foldName } from '../../../shared/text.ts'
import type { MapBodies } from '../body.ts'
import { type Entry, isOffer } from '../entry.ts'
import { agesStated } from '../entry-age.ts'
import { freshness } from '../entry-verified.ts'
import { figureOf, type Measures, type Uses } from '../measure.ts'
import { type DoubleReason, doublesAmong, likeness } from './double.ts'

/** What can be wrong with the map, in the order of the keeper's page. */
export const QUALITY_PROBLEMS = [
  'noContact',
  'unverified',
  'noAge',
  'noNeed',
  'mixedKind',
  'double',
  'neverUsed',
  'usedButFull',
  'unread',
] as const
export type QualityProblem = (typeof QUALITY_PROBLEMS)[number]

/** Why an entry may be of another kind than it says. */
export const KIND_DOUBTS = ['namedAsProvider', 'providerWithOffer', 'activityWithEnd', 'interventionWithout'] as const
export type KindDoubt = (typeof KIND_DOUBTS)[number]

export type Finding = {
  problem: QualityProblem
  entry: Entry
  doubt?: KindDoubt
  /** The other one, where something is written twice. */
  other?: Entry
  reasons?: readonly DoubleReason[]
  /** Referrals in the last year; null: fewer than five. */
  times?: number | null
}

type Known = {
  entries: readonly Entry[]
  bodies: MapBodies
  measures: Measures
  uses: Uses
  today: CalendarDay
  /** Pairs somebody has said are not the same. */
  apart: (a: Entry, b: Entry) => boolean
}

const answers = ({ contact }: Entry): boolean => contact.email !== '' || contact.phone !== ''

/** Takes referrals at all. */
const isReferable = (entry: Entry): boolean => entry.intakeUnitId !== null || entry.waysIn.includes('referral')

/** May an entry be of another kind than it says? */
export function kindDoubt(entry: Entry, providerNames: ReadonlySet<string>): KindDoubt | undefined {
  if (entry.kind === 'provider') {
    const offers =
      agesStated(entry) || entry.needLevels.length > 0 || entry.duration !== null || entry.capacity !== null
    return offers ? 'providerWithOffer' : undefined
  }
  if (providerNames.has(foldName(entry.name))) return 'namedAsProvider'
  const onlySelf = entry.waysIn.length > 0 && entry.waysIn.every((way) => way === 'self')
  if (entry.kind === 'activity') {
    const decided = entry.waysIn.length > 0 && !entry.waysIn.includes('self')
    return decided && entry.duration !== null ? 'activityWithEnd' : undefined
  }
  const aimless = entry.duration === null && entry.needLevels.length === 0 && entry.workDistances.length === 0
  return onlySelf && aimless && entry.method === '' ? 'interventionWithout' : undefined
}

/** Everything that is wrong with the map, by problem; entries that have ended are left alone. */
export function findingsOf({ entries, bodies, measures, uses, today, apart }: Known): Finding[] {
  const current = entries.filter((entry) => entry.status !== 'closed' && entry.status !== 'removed')
  const byId = new Map(current.map((entry) => [entry.entryId, entry]))
  const providerNames = new Set([
    ...current.filter((entry) => entry.kind === 'provider').map((entry) => foldName(entry.name)),
    ...bodies.units.filter((unit) => unit.kind !== 'team').map((unit) => foldName(unit.name)),
    ...bodies.authorities.map((authority) => foldName(authority.name)),
  ])
  const found: Finding[] = []
  for (const entry of current) {
    const provider = entry.providerId ? byId.get(entry.providerId) : undefined
    const add = (problem: QualityProblem, more: Partial<Finding> = {}) => found.push({ problem, entry, ...more })
    if (!answers(entry) && !(provider && answers(provider))) add('noContact')
    if (['never', 'stale'].includes(freshness(entry, today))) add('unverified')
    if (Object.keys(entry.unread).length > 0) add('unread')
    const doubt = kindDoubt(entry, providerNames)
    if (doubt) add('mixedKind', { doubt })
    if (!isOffer(entry)) continue
    if (!agesStated(entry)) add('noAge')
    if (entry.needLevels.length === 0) add('noNeed')
    const used = uses.has(entry.entryId)
    if (isReferable(entry) && !used) add('neverUsed')
    if (used && figureOf(entry, 'freePlaces', measures)?.value === 0)
      add('usedButFull', { times: uses.get(entry.entryId) ?? null })
  }
  // A provider and what it does are often named alike; that is a matter of kinds.
  for (const { a, b } of doublesAmong(current))
    if (
      (a.kind === 'provider') === (b.entry.kind === 'provider') &&
      !(a.providerId !== null && a.providerId === b.entry.providerId && likeness(a.name, b.entry.name) < 0.7) &&
      !apart(a, b.entry)
    )
      found.push({ problem: 'double', entry: a, other: b.entry, reasons: b.reasons })
  const order = (one: Finding) => QUALITY_PROBLEMS.indexOf(one.problem)
  return found.sort((x, y) => order(x) - order(y))
}
