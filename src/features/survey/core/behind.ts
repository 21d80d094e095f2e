import { BARRIERS, type Barrier, DURATIONS, durationAt } from './code.ts'
import type { QuantityId } from './quantity.ts'
import type { Rating } from './survey.ts'

/** Whether a person is one of those a number counts; undefined for numbers that count no people. */
export function countedIn(id: QuantityId): ((one: Rating) => boolean) | undefined {
  const [what, group] = id.split(' | ') as [string, string | undefined]
  const within = group === undefined ? () => true : inGroup(group)
  const has = personHas(what)
  return has && ((one) => within(one) && has(one))
}

function inGroup(group: string): (one: Rating) => boolean {
  const [list, key] = group.split(':')
  return list === 'sex'
    ? ({ sex }) => sex === key
    : ({ months }) => months !== null && DURATIONS[durationAt(months)] === key
}

function personHas(what: string): ((one: Rating) => boolean) | undefined {
  const [kind, ...rest] = what.split(':') as [string, ...string[]]
  const key = rest.join(':')
  const both = (keys: readonly string[], list: readonly string[]) => keys.every((one) => list.includes(one))
  switch (kind) {
    case 'n':
      return () => true
    case 'known':
      return isKnown(key)
    case 'unknown':
      return (one) => !isKnown(key)(one)
    case 'barrier':
      return ({ staff }) => staff.includes(key)
    case 'reason':
      return ({ reason }) => reason === key
    case 'size':
      return ({ staff }) => staff.length === Number(key)
    case 'pair':
      return ({ staff }) => both(key.split('+'), staff)
    case 'ill':
      return ({ staff }) => staff.includes(BARRIERS[0]) || staff.includes('physical_ill_health' satisfies Barrier)
    case 'intervention':
      return ({ inIntervention }) => inIntervention === (key === 'yes')
    case 'self': {
      const [view, barrier] = rest as [string, string | undefined]
      if (barrier === undefined) return ({ self }) => (self === null) === (view === 'none')
      return ({ self, staff }) =>
        self !== null && (view === 'self' || staff.includes(barrier)) && (view === 'staff' || self.includes(barrier))
    }
    default:
      return undefined
  }
}

const isKnown =
  (list: string) =>
  ({ reason, sex, months, inIntervention }: Rating): boolean =>
    ({ reason, sex, duration: months, intervention: inIntervention })[list] !== null

/** Whether somebody who is in two rounds is one of those a number counts. */
export function pairedIn(id: QuantityId): (before: Rating, now: Rating) => boolean {
  const [kind, key, to] = id.split(':')
  const has = ({ staff }: Rating) => staff.includes(key!)
  const timeOf = ({ months }: Rating) => (months === null ? 'unknown' : DURATIONS[durationAt(months)])
  if (kind === 'appeared') return (before, now) => !has(before) && has(now)
  if (kind === 'ceased') return (before, now) => has(before) && !has(now)
  if (kind === 'moved') return (before, now) => timeOf(before) === key && timeOf(now) === to
  return () => true
}

/** Those who are in both rounds, by code; a code that stands twice in a round pairs nobody. */
export function inBoth(before: readonly Rating[], now: readonly Rating[]): (readonly [Rating, Rating])[] {
  const once = (people: readonly Rating[]) => {
    const found = new Map<string, Rating | null>()
    for (const one of people) found.set(one.code, found.has(one.code) ? null : one)
    return found
  }
  const [earlier, later] = [once(before), once(now)]
  return [...later].flatMap(([code, one]) => {
    const was = earlier.get(code)
    return was && one ? [[was, one] as const] : []
  })
}
