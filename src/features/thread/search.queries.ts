import type { Tx } from '../../platform/database/db.ts'
import { unitIdsOf, type Viewer } from '../access/public.ts'
import type { ThreadState } from './participant.queries.ts'
import { afterPrefix, type SearchTerm } from './search.ts'

export type Found = {
  threadId: string
  caseNumber: string
  state: ThreadState
  name: string
  /** Twelve digits; shown masked. */
  personNumber: string | null
}

const MOST = 25

/**
 * Participants found by name (those of the viewer's own units), or by the whole personal or case number (all that the viewer may
 * see). A protected identity is never found, not by its named users either: a search must not tell that somebody exists.
 * The term is not kept anywhere; the read log says that a search was made and who was shown.
 */
export async function searchParticipants(tx: Tx, viewer: Viewer, term: SearchTerm): Promise<Found[]> {
  const found = tx
    .selectFrom('participantIdentity as i')
    .innerJoin('thread as t', (join) =>
      join.onRef('t.associationId', '=', 'i.associationId').onRef('t.threadId', '=', 'i.threadId'),
    )
    .select(['t.threadId', 't.caseNumber', 't.state', 'i.givenName', 'i.familyName', 'i.personNumber'])
    .where('i.associationId', '=', viewer.associationId)
    .where('t.associationId', '=', viewer.associationId)
    .where('i.protection', '=', 'none')
    .orderBy('i.nameKey')
    .orderBy('t.threadId')
    .limit(MOST)
  const units = unitIdsOf(viewer)
  const rows =
    term.by === 'number'
      ? await found.where('i.personNumber', '=', term.number).execute()
      : term.by === 'case'
        ? await found.where('t.caseNumber', '=', term.caseNumber).execute()
        : await found
            .where((eb) =>
              eb.or([eb('i.unitId', '=', eb.fn.any(eb.val(units))), eb('t.teamUnitId', '=', eb.fn.any(eb.val(units)))]),
            )
            .where((eb) =>
              eb.or(
                term.prefixes.map((prefix) =>
                  eb.and([eb('i.nameKey', '>=', prefix), eb('i.nameKey', '<', afterPrefix(prefix))]),
                ),
              ),
            )
            .execute()
  return rows.map(({ givenName, familyName, state, ...row }) => ({
    ...row,
    state: state as ThreadState,
    name: `${givenName} ${familyName}`,
  }))
}
