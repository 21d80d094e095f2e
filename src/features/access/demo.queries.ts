import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Db } from '../../platform/database/db.ts'
import type { AuthorityKind, Role, UnitKind } from './viewer.ts'

export type DemoAccount = {
  name: string
  email: string
  role: Role
  authority: string
  authorityKind: AuthorityKind
  unit: string
  unitKind: UnitKind
  language: string
}

/** The accounts of a demo: one line each, by the first role held. Empty in a real installation (see demo_accounts() in the migrations). */
export async function demoAccounts(db: Db): Promise<DemoAccount[]> {
  const { rows } = await sql<DemoAccount>`
    select name, email, role, authority, authority_kind as "authorityKind", unit, unit_kind as "unitKind", language from demo_accounts()`.execute(
    db,
  )
  return rows
}

const isDemoOnce = compileOnce(() => sql<{ is: boolean }>`select is_demo() as is`)

/** Was the database seeded as a demo? */
export const isDemo = async (db: Db): Promise<boolean> => (await isDemoOnce(db, {}))[0]?.is ?? false
