import { countedIn } from '../core/behind.ts'
import { BARRIERS, DURATIONS, durationAt, SEXES } from '../core/code.ts'
import type { QuantityId } from '../core/quantity.ts'
import type { Rating } from '../core/survey.ts'

/**
 * A person as a report tells of them, in one line: code and every answer that is counted. Two reports tell the same of somebody when the
 * lines are the same; whoever has been rated anew counts as somebody else. Months are told by their group, as in the report.
 */
export function toldOf({ code, sex, months, reason, staff, self, inIntervention }: Rating): string {
  const bits = (keys: readonly string[]) =>
    BARRIERS.reduce((set, key, at) => (keys.includes(key) ? set | (1 << at) : set), 0)
  const parts = [
    code.replaceAll('\t', ' '),
    sex ?? '-',
    months === null ? '-' : DURATIONS[durationAt(months)]!,
    reason ?? '-',
    bits(staff),
    self === null ? '-' : bits(self),
    inIntervention === null ? '-' : inIntervention ? 'yes' : 'no',
  ]
  return parts.join('\t')
}

const MONTHS: Record<string, number> = { '<1': 0, '1-5': 12, '>5': 61 }

/** The person a line tells of, as far as a report tells. */
export function ratingTold(line: string): Rating {
  const [code = '', sex = '', duration = '', reason = '', staff = '', self = '', intervention = ''] = line.split('\t')
  const keys = (bits: string) => BARRIERS.filter((_, at) => (Number(bits) & (1 << at)) !== 0)
  return {
    code,
    sex: SEXES.find((one) => one === sex) ?? null,
    birthYear: null,
    months: MONTHS[duration] ?? null,
    reason: reason === '-' ? null : reason,
    staff: keys(staff),
    self: self === '-' ? null : keys(self),
    inIntervention: intervention === '-' ? null : intervention === 'yes',
  }
}

/** A number of a report over some people: also those that count no people, such as marks. */
export function numberOver(people: readonly Rating[], id: QuantityId): number {
  const has = countedIn(id)
  if (has) return people.filter(has).length
  const group = / \| .*$/.exec(id)?.[0] ?? ''
  const within = people.filter(countedIn(`n${group}`)!)
  if (id.startsWith('marks')) return within.reduce((sum, { staff }) => sum + staff.length, 0)
  if (id.startsWith('squares')) return within.reduce((sum, { staff }) => sum + staff.length ** 2, 0)
  const missing: Record<string, (one: Rating) => boolean> = {
    'unknown:reason': ({ reason }) => reason === null,
    'unknown:sex': ({ sex }) => sex === null,
    'unknown:duration': ({ months }) => months === null,
    'unknown:intervention': ({ inIntervention }) => inIntervention === null,
  }
  return people.filter(missing[id] ?? (() => false)).length
}
