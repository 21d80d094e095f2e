import { accessEventRoutes } from './access-event.pages.tsx'
import { authorityRoutes } from './authority.pages.tsx'
import { invitationRoutes } from './invitation.pages.tsx'
import { logReviewRoutes } from './log/log-review.pages.tsx'
import { organisationRoutes } from './organisation.pages.tsx'
import { personRoutes } from './person.pages.tsx'
import { roleRoutes } from './role.pages.tsx'
import type { Route } from './route.ts'
import { sightRoutes } from './sight.pages.tsx'
import { unitRoutes } from './unit.pages.tsx'

/** Everything under /forvaltning: people and their roles, invitations, units, authorities, and what was changed. */
export const adminRoutes = (parts: { origin: string; secret: string }): Route[] => [
  ...personRoutes,
  ...roleRoutes,
  ...invitationRoutes(parts),
  ...unitRoutes,
  ...authorityRoutes,
  ...sightRoutes,
  ...organisationRoutes(parts),
  ...accessEventRoutes,
  ...logReviewRoutes,
]
