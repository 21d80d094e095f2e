import type { Child } from 'hono/jsx'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Columns, Stack } from '../../../ui/card.tsx'
import type { Disclosed } from '../../access/public.ts'
import { DisclosureSection } from '../sharing/sharing.view.tsx'
import type { Rights } from '../thread.access.ts'
import type { Assignment } from './assignment.ts'
import { AssignmentSection, type AssignmentSectionProps } from './assignment.view.tsx'
import type { Discharge } from './discharge.ts'
import { DischargeSection } from './discharge.view.tsx'
import type { Member } from './household.ts'
import { HouseholdSection } from './household.view.tsx'
import type { LatestNotes } from './note.queries.ts'
import { NoteSection } from './note.view.tsx'
import type { Step } from './step.ts'
import { StepSection } from './step.view.tsx'
import type { Track } from './track.ts'
import { TrackSection } from './track.view.tsx'

/** What the sections of the daily work show, each only what the viewer may see. */
export type WorkData = {
  assignments: Assignment[]
  steps: Step[]
  tracks: Track[]
  notes: LatestNotes
  disclosures: Disclosed[]
  household: Member[]
  discharges: Discharge[]
  /** Former teams, where the viewer is of the present one: what they left open can be closed. */
  former: readonly number[]
}

export type WorkSectionsProps = {
  lang: Lang
  today: CalendarDay
  thread: AssignmentSectionProps['thread']
  rights: Rights
  userId: string
  /** Whether the plan of whoever has the person is shared with the viewer. */
  knowsPlan: boolean
  data: WorkData
  /** How the person is reached. */
  person: Child
}

/** Under the picture of the thread: what happens next and what goes on, beside it the people. */
export const WorkSections = ({ data, person, ...on }: WorkSectionsProps) => (
  <Columns split="main-aside">
    <Stack>
      <StepSection {...on} steps={data.steps} former={data.former} />
      <TrackSection {...on} tracks={data.tracks} former={data.former} />
      <NoteSection {...on} notes={data.notes} />
      {(on.rights.household !== 'not-yours' || data.household.length > 0) && (
        <HouseholdSection {...on} household={data.household} />
      )}
    </Stack>
    <Stack>
      {person}
      <AssignmentSection {...on} assignments={data.assignments} former={data.former} />
      {(on.rights.disclose !== 'not-yours' || data.disclosures.length > 0) && (
        <DisclosureSection {...on} disclosures={data.disclosures} />
      )}
      <DischargeSection {...on} discharges={data.discharges} />
    </Stack>
  </Columns>
)
