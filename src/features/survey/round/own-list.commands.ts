import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { ListEntry } from './own-list.ts'
import { ledUnits } from './round.queries.ts'
import type { SurveyWork } from './work.ts'

/** Adds a list of reasons to the authority of the first unit the viewer answers for. A list never changes. Gives its key. */
export async function addList(
  { tx, viewer }: SurveyWork,
  list: { name: string; source: string; validFrom: CalendarDay; entries: readonly ListEntry[] },
): Promise<Result<string>> {
  const led = await ledUnits(tx)
  const held = viewer.roles.find(({ unitId }) => led.includes(unitId))
  if (!held) return refuse({ kind: 'not-found' })
  const surveyListId = newId()
  const { unitId, authorityId } = held
  const { entries, ...facts } = list
  await tx
    .insertInto('surveyList')
    .values({
      associationId: viewer.associationId,
      surveyListId,
      unitId,
      authorityId,
      ...facts,
      entries: JSON.stringify(entries),
      madeBy: viewer.userId,
    })
    .execute()
  return ok(surveyListId)
}
