import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import { seal } from '../../platform/secret-box.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { recordAccess } from './access-event.commands.ts'
import { signInOf } from './organisation.queries.ts'
import type { SignInForm } from './organisation.schema.ts'
import { sealPurpose } from './organisation.ts'
import { authorityOf } from './unit.queries.ts'
import type { Viewer } from './viewer.ts'

/** Writes the sign-in service of an authority, unless it was written since (`stale`; 0 before there is one). In use from the next sign-in on; the program need not be started again. */
export async function setSignIn(
  tx: Tx,
  viewer: Viewer,
  secret: string,
  authorityId: number,
  version: number,
  form: SignInForm,
): Promise<Result<number>> {
  const authority = await authorityOf(tx, viewer, authorityId)
  if (!authority) return refuse({ kind: 'not-found' })
  const { clientSecret, ...facts } = form
  const present = await signInOf(tx, viewer, authorityId)
  if ((present?.version ?? 0) !== version) return refuse({ kind: 'stale' })
  if (!present && clientSecret === '') return refuse({ kind: 'invalid', fields: { clientSecret: 'required' } })
  // The old secret goes only to the service it was for.
  if (present && clientSecret === '' && present.tokenUrl !== facts.tokenUrl)
    return refuse({ kind: 'invalid', fields: { clientSecret: 'secretAgain' } })
  const { associationId } = viewer
  const other = await tx
    .selectFrom('authoritySignIn')
    .select('authorityId')
    .where('associationId', '=', associationId)
    .where('domain', '=', facts.domain)
    .where('authorityId', '!=', authorityId)
    .executeTakeFirst()
  if (other) return refuse({ kind: 'invalid', fields: { domain: 'domainTaken' } })
  const sealed = clientSecret === '' ? {} : { sealedSecret: seal(secret, sealPurpose(authorityId), clientSecret) }
  const written = present
    ? await tx
        .updateTable('authoritySignIn')
        .set({ ...facts, ...sealed, changedAt: sql<Date>`clock_timestamp()`, version: version + 1 })
        .where('associationId', '=', associationId)
        .where('authorityId', '=', authorityId)
        .where('version', '=', version)
        .returning('version')
        .executeTakeFirst()
    : await tx
        .insertInto('authoritySignIn')
        .values({ associationId, authorityId, ...facts, sealedSecret: sealed.sealedSecret ?? '' })
        .onConflict((on) => on.columns(['associationId', 'authorityId']).doNothing())
        .returning('version')
        .executeTakeFirst()
  if (!written) return refuse({ kind: 'stale' })
  await recordAccess(tx, viewer, {
    kind: 'sign_in_changed',
    authorityId,
    data: { active: facts.active, issuer: facts.issuer, domain: facts.domain, secret: clientSecret !== '' },
  })
  return ok(authorityId)
}
