import type { Entry, MapUnit } from '../../map/public.ts'

/** Where a referral from an entry of the map goes, as far as it is known. */
export type EntryTarget = { entryId: string; toUnitId: number | null; toIntervention: string }

/**
 * The unit that takes people in for the entry, else its own unit where that is a team; and the entry's name where the receiver
 * could not know which of several things is meant.
 */
export function targetOf(
  entry: Pick<Entry, 'entryId' | 'name' | 'unitId' | 'intakeUnitId'>,
  units: readonly Pick<MapUnit, 'unitId' | 'kind' | 'active'>[],
): EntryTarget {
  const isTeam = (unitId: number | null) =>
    units.some((unit) => unit.unitId === unitId && unit.kind === 'team' && unit.active)
  const { entryId, name, unitId, intakeUnitId } = entry
  if (isTeam(intakeUnitId)) return { entryId, toUnitId: intakeUnitId, toIntervention: '' }
  return { entryId, toUnitId: isTeam(unitId) ? unitId : null, toIntervention: name.slice(0, 200) }
}
