import { createHash } from 'node:crypto'
import type pg from 'pg'

/** What the chain of one association says. `head` is the newest hash: kept elsewhere, it shows a cut-off end too. */
export type SealedLog = {
  associationId: number
  seals: number
  rows: number
  /** Looks not sealed yet. */
  waiting: number
  head: string
  /** The first link that does not hold, and why. */
  broken?: { sealNo: number; why: 'missing' | 'link' | 'rows' | 'hash' }
}

type Seal = {
  seal_no: number
  era: number
  first_tx: string
  last_tx: string
  rows: number
  previous: string
  hash: string
}

/** The same words as `read_log_canonical()`, said here so that a changed function in the database does not vouch for itself. */
const CANONICAL = `jsonb_build_array(read_log_id, era, tx::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), user_id,
  unit_id, authority_id, what, ground, thread_id, to_jsonb(thread_ids))::text`

async function checkSeals(owner: pg.ClientBase, associationId: number): Promise<SealedLog> {
  const { rows: seals } = await owner.query<Seal>(
    `select seal_no::int, era, first_tx::text, last_tx::text, rows, previous, hash from read_log_seal where association_id = $1 order by seal_no`,
    [associationId],
  )
  const found: SealedLog = { associationId, seals: seals.length, rows: 0, waiting: 0, head: '' }
  let before: Seal | undefined
  for (const [at, seal] of seals.entries()) {
    const broken = (why: NonNullable<SealedLog['broken']>['why']): SealedLog => ({
      ...found,
      broken: { sealNo: seal.seal_no, why },
    })
    if (seal.seal_no !== at + 1) return broken('missing')
    if (seal.previous !== found.head) return broken('link')
    const after = before?.era === seal.era ? before.last_tx : null
    const { rows: looks } = await owner.query<{ row: string }>(
      `select ${CANONICAL} as row from read_log
       where association_id = $1 and era = $2 and ($3::xid8 is null or tx > $3::xid8) and tx <= $4::xid8 order by tx, read_log_id`,
      [associationId, seal.era, after, seal.last_tx],
    )
    if (looks.length !== seal.rows) return broken('rows')
    const hash = createHash('sha256')
      .update(`${seal.previous}\n${looks.map((look) => look.row).join('\n')}`)
      .digest('hex')
    if (hash !== seal.hash) return broken('hash')
    found.rows += looks.length
    found.head = seal.hash
    before = seal
  }
  const { rows: counted } = await owner.query<{ looks: number }>(
    'select count(*)::int as looks from read_log where association_id = $1',
    [associationId],
  )
  found.waiting = (counted[0]?.looks ?? 0) - found.rows
  return found
}

/**
 * Checks the read log of every association from its first link, as the owner of the tables: every look is still there, unchanged, and none
 * was put in between.
 */
export async function verifyReadLog(owner: pg.ClientBase): Promise<SealedLog[]> {
  const { rows } = await owner.query<{ id: number }>('select association_id as id from association order by 1')
  const checked: SealedLog[] = []
  for (const { id } of rows) checked.push(await checkSeals(owner, id))
  return checked
}
