import { sql } from 'kysely'
import type { Db } from '../../platform/database/db.ts'
import type { AuthorityKind } from './viewer.ts'

/** Whom to turn to at an authority; at least one of the two ways is there. */
export type Contact = {
  association: string
  authority: string
  kind: AuthorityKind
  email: string | null
  phone: string | null
}

/** The contacts the authorities have given, each association's own first. */
export async function publicContacts(db: Db): Promise<Contact[]> {
  const { rows } = await sql<Contact>`select association, authority, kind, email, phone from public_contacts()`.execute(
    db,
  )
  return rows
}
