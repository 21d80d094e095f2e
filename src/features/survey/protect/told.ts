import { BARRIERS, DURATIONS, durationAt, ILL_HEALTH, PAIRS, SEXES } from '../core/code.ts'
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

/** A person of a unit: a code is its unit's own, so beside other units it carries which. A line told of such a person begins with the unit too. */
export const toldIn = (unitId: number, one: Rating): Rating => ({ ...one, code: `${unitId}/${one.code}` })

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

/**
 * Every number of a report that counts this person. Beside those that are printed the two that a subtraction gives: `~barrier:KEY | sex:unknown`
 * and the same by time, for who is in no column.
 */
export function countedOf({ sex, months, reason, staff, self, inIntervention }: Rating): QuantityId[] {
  const duration = months === null ? null : DURATIONS[durationAt(months)]!
  const groups = ['', ...(sex ? [` | sex:${sex}`] : []), ...(duration ? [` | duration:${duration}`] : [])]
  const barriers = BARRIERS.filter((key) => staff.includes(key))
  const has = (at: number) => staff.includes(BARRIERS[at]!)
  const own = (view: string, keys: readonly string[]) => keys.map((key) => `self:${view}:${key}`)
  return [
    ...groups.flatMap((group) => [`n${group}`, ...barriers.map((key) => `barrier:${key}${group}`)]),
    ...(sex ? [] : barriers.map((key) => `~barrier:${key} | sex:unknown`)),
    ...(duration ? [] : barriers.map((key) => `~barrier:${key} | duration:unknown`)),
    ...(reason ? [`reason:${reason}`] : []),
    `size:${barriers.length}`,
    ...PAIRS.filter(([a, b]) => has(a) && has(b)).map(([a, b]) => `pair:${BARRIERS[a]}+${BARRIERS[b]}`),
    ...(barriers.some((key) => ILL.includes(key)) ? ['ill'] : []),
    ...(self
      ? [
          ...own('staff', barriers),
          ...own('self', self),
          ...own(
            'both',
            barriers.filter((key) => self.includes(key)),
          ),
        ]
      : []),
    ...(inIntervention === null ? [] : [`intervention:${inIntervention ? 'yes' : 'no'}`]),
  ]
}

const ILL: readonly string[] = BARRIERS.filter((_, at) => (ILL_HEALTH & (1 << at)) !== 0)
