import type { Visit } from '../../access/public.ts'
import { type Filter, isWhole } from '../core/filter.ts'
import { monthsBefore, type Round } from '../round/round.ts'
import { type TimeTable, unitMonthTable } from './time-table.view.ts'
import type { UnitMonths } from './unit-time.queries.ts'

/** So many months, the last of them that of the round. */
const MONTHS = 12

/**
 * The active cases of a round's unit up to the round's month, counted as over time. Undefined where the unit has none of its own in the program, and in a
 * report of some of the people: months are of all.
 */
export async function monthsUpTo(
  { tx, viewer, today, lang }: Visit,
  { unitId, month }: Round,
  filter: Filter,
  unitMonths: UnitMonths,
): Promise<TimeTable | undefined> {
  if (!isWhole(filter)) return undefined
  const months = monthsBefore(month < today ? month : today, MONTHS - 1).reverse()
  const counted = await unitMonths(tx, viewer, unitId, months)
  return counted.some(({ active }) => active > 0) ? unitMonthTable(lang, counted) : undefined
}
