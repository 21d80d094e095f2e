import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import { NATIONAL_REASONS, SHORT_REASONS } from '../core/reason.ts'

/** One reason of a round's list: the key it counts as, and the words of the authority's own list where there are such. */
export type ListedReason = { key: string; label: string | null; code: string | null }

/** A list the authority has brought in. */
export type OwnList = {
  listId: string
  name: string
  source: string
  validFrom: CalendarDay
  entries: { code: string; label: string; reason: string }[]
}

/** The reasons a rater chooses from in a round. */
export async function reasonsOf(tx: Tx, viewer: Viewer, list: string): Promise<ListedReason[]> {
  const builtIn = [SHORT_REASONS, NATIONAL_REASONS].find(({ key }) => key === list)
  if (builtIn) return builtIn.reasons.map((key) => ({ key, label: null, code: null }))
  const own = (await ownLists(tx, viewer)).find(({ listId }) => listId === list)
  // Several of the authority's words may count as one reason: the first names it.
  const seen = new Set<string>()
  return (own?.entries ?? []).flatMap(({ code, label, reason }) => {
    if (seen.has(reason)) return []
    seen.add(reason)
    return [{ key: reason, label, code }]
  })
}

/** Lists of the viewer's authority, newest first. */
export async function ownLists(tx: Tx, viewer: Viewer): Promise<OwnList[]> {
  const rows = await tx
    .selectFrom('surveyList')
    .select(['surveyListId as listId', 'name', 'source', 'validFrom', 'entries'])
    .where('associationId', '=', viewer.associationId)
    .orderBy('surveyListId', 'desc')
    .limit(50)
    .execute()
  return rows.filter(({ listId }) => isUuid(listId)) as unknown as OwnList[]
}
