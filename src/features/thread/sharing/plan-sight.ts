import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { type Disclosed, inUnit, type Viewer } from '../../access/public.ts'
import { type CarriedThread, carryingUnit, relationTo } from '../thread.access.ts'

type Addressed = Pick<
  Disclosed,
  | 'authorityId'
  | 'unitId'
  | 'consentId'
  | 'toAuthorityId'
  | 'toUnitId'
  | 'categories'
  | 'validFrom'
  | 'validUntil'
  | 'withdrawnAt'
>

/**
 * Does the viewer know the plan of whoever has the person now? Where not, "there is none" would be untrue: it is not shared.
 * `carrier`: the authority of the carrying unit. By consent the authority's plan is opened, by law only what the deciding unit wrote.
 */
export function knowsPlan(
  viewer: Viewer,
  thread: CarriedThread,
  carrier: number | undefined,
  disclosures: readonly Addressed[],
  today: CalendarDay,
): boolean {
  const relation = relationTo(viewer, thread)
  if (relation === 'carrier' || relation === 'reader') return true
  return disclosures.some(
    (one) =>
      one.withdrawnAt === null &&
      one.validFrom <= today &&
      today <= one.validUntil &&
      one.categories.includes('plan') &&
      (one.toUnitId === null
        ? viewer.roles.some((held) => held.authorityId === one.toAuthorityId)
        : inUnit(viewer, one.toUnitId)) &&
      (one.consentId === null ? one.unitId === carryingUnit(thread) : one.authorityId === carrier),
  )
}
