import type { Route } from '../../access/public.ts'
import { assignmentRoutes } from './assignment.pages.tsx'
import { dischargeRoutes } from './discharge.pages.tsx'
import { householdRoutes } from './household.pages.tsx'
import { identityRoutes } from './identity.pages.tsx'
import { noteRoutes } from './note.pages.tsx'
import { stepRoutes } from './step.pages.tsx'
import { trackRoutes } from './track.pages.tsx'

/** The forms of the daily work on a thread. */
export const workRoutes: Route[] = [
  ...identityRoutes,
  ...assignmentRoutes,
  ...stepRoutes,
  ...trackRoutes,
  ...noteRoutes,
  ...householdRoutes,
  ...dischargeRoutes,
]
