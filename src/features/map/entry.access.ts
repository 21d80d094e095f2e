import { CASE_ROLES, hasRole, type Role, type Viewer } from '../access/public.ts'

/** Who keeps the whole map: the association's head, or its administrator. The list is also in the migration. */
export const KEEPER_ROLES = ['association_head', 'administrator'] as const satisfies readonly Role[]

export const isKeeper = (viewer: Viewer): boolean => hasRole(viewer, ...KEEPER_ROLES)

/** Authorities whose entries the viewer writes: those of the units where she or he works with participants. */
export const writesFor = (viewer: Viewer): number[] => [
  ...new Set(
    viewer.roles
      .filter(
        (held) =>
          CASE_ROLES.some((role) => role === held.role) &&
          held.unitKind !== 'association' &&
          held.authorityKind !== 'association',
      )
      .map((held) => held.authorityId),
  ),
]

/** Staff write what is their authority's; the keeper writes everything, also what is no authority's. */
export const mayWrite = (viewer: Viewer, entry: { authorityId: number | null }): boolean =>
  isKeeper(viewer) || (entry.authorityId !== null && writesFor(viewer).includes(entry.authorityId))

/** May the viewer write anything at all on the map? */
export const mayWriteSomething = (viewer: Viewer): boolean => isKeeper(viewer) || writesFor(viewer).length > 0
