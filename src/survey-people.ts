import { pseudonymsFor } from './features/access/pseudonym.commands.ts'
import type { UnitPeople } from './features/survey/round/person-add.pages.tsx'
import { unitPeople } from './features/thread/unit-people.queries.ts'

/**
 * A unit's own participants as a survey takes them: by the codes that are kept in access. The survey never learns which thread a
 * code is about.
 */
export const surveyPeople: UnitPeople = async (tx, viewer, unitId, { month }) => {
  const held = viewer.roles.find((role) => role.unitId === unitId)
  if (!held) return []
  const people = await unitPeople(tx, viewer, unitId, month)
  const codes = await pseudonymsFor(
    tx,
    viewer,
    held,
    people.map(({ threadId }) => threadId),
  )
  return people.map(({ threadId, contactId, sex, birthYear, inIntervention }) => ({
    code: codes.get(threadId)!,
    raterId: contactId,
    sex,
    birthYear,
    months: null,
    inIntervention,
    rating: null,
    self: null,
  }))
}
