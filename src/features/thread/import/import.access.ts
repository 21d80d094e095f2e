import type { HeldRole, Viewer } from '../../access/public.ts'

/** Teams whose list the viewer may bring in: those they lead. */
export const teamsToImportInto = (viewer: Viewer): HeldRole[] =>
  viewer.roles.filter((held) => held.role === 'team_leader' && held.unitKind === 'team')
