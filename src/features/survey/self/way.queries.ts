import { sql } from 'kysely'
import type { Db } from '../../../platform/database/db.ts'
import { VERSIONS, type Version } from '../texts/self.ts'

/** How a way in stands: only an open one takes answers. */
export type WayState = 'open' | 'used' | 'ended' | 'closed' | 'expired'

/** A way in for one person: which questions are answered, never how. */
export type Way = {
  association: string
  unit: string
  how: 'link' | 'tablet'
  state: WayState
  answered: string[]
  /** The language answered in so far. */
  version: Version | undefined
}

/** The way in that a code's digest opens, without any account. */
export async function wayOf(db: Db, digest: string): Promise<Way | undefined> {
  const { rows } = await sql<Omit<Way, 'version'> & { language: string | null }>`
    select association, unit, how, state, answered, language from survey_way(${digest})`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { language, ...way } = row
  return { ...way, version: VERSIONS.find((one) => one === language) }
}
