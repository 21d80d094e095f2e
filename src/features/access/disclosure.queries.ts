import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Db, Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid } from '../../shared/ids.ts'
import { bodiesOf } from './body.queries.ts'
import { type Disclosable, type DisclosureGround, type Receiver, receiverValue } from './disclosure.ts'
import { type AuthorityKind, type OfThread, ofThread, type Viewer } from './viewer.ts'

/** One look across, as the viewer may see it. */
export type Disclosed = {
  disclosureId: string
  consentId: string | null
  /** May the viewer see the consent itself, and so its paper and its withdrawal? */
  consentSeen: boolean
  unitId: number
  authorityId: number
  fromAuthority: string
  toAuthorityId: number
  toAuthority: string
  toAuthorityKind: AuthorityKind
  toUnitId: number | null
  toUnit: string | null
  categories: Disclosable[]
  ground: DisclosureGround
  /** Empty for authorities it is not between. */
  groundDetail: string
  /** May the viewer's authority end it? What stands on a consent ends with the consent. */
  endable: boolean
  validFrom: CalendarDay
  validUntil: CalendarDay
  decidedBy: string
  decidedAt: Date
  withdrawnAt: Date | null
}

/**
 * The rows alone, then the names of the bodies in them: most people have none, and every table under policies costs more to open than
 * these few rows to read.
 */
const rowsOf = (db: Db, { associationId }: { associationId: number }) =>
  db
    .selectFrom('disclosure as d')
    .innerJoin('accountUser as by', 'by.id', 'd.decidedBy')
    .select([
      ...(['d.disclosureId', 'd.consentId', 'd.unitId', 'd.authorityId', 'd.toAuthorityId', 'd.toUnitId'] as const),
      ...(['d.categories', 'd.ground', 'd.validFrom', 'd.validUntil', 'd.decidedAt'] as const),
      ...(['d.withdrawnAt', 'by.name as decidedBy'] as const),
      sql<boolean>`exists (select from consent s where s.association_id = d.association_id and s.consent_id = d.consent_id)`.as(
        'consentSeen',
      ),
      // A consent needs no other ground; asking for one costs as much as the row.
      sql<string | null>`case when d.ground <> 'consent' then ground_detail_of(d.disclosure_id) end`.as('groundDetail'),
    ])
    .where('d.associationId', '=', associationId)

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function withNames(tx: Tx, viewer: Viewer, rows: readonly Row[]): Promise<Disclosed[]> {
  if (rows.length === 0) return []
  const units = await bodiesOf(tx, viewer)
  const authorities = new Map([...units.values()].map((unit) => [unit.authorityId, unit]))
  return rows.map((row) => ({
    ...(row as Omit<
      Disclosed,
      'fromAuthority' | 'toAuthority' | 'toAuthorityKind' | 'toUnit' | 'groundDetail' | 'endable'
    >),
    groundDetail: row.groundDetail ?? '',
    endable: viewer.roles.some((held) => held.authorityId === row.authorityId),
    fromAuthority: authorities.get(row.authorityId)?.authorityName ?? '',
    toAuthority: authorities.get(row.toAuthorityId)?.authorityName ?? '',
    toAuthorityKind: authorities.get(row.toAuthorityId)?.authorityKind ?? 'association',
    toUnit: row.toUnitId === null ? null : (units.get(row.toUnitId)?.name ?? ''),
  }))
}

export const disclosureRows = (db: Db, given: OfThread) =>
  rowsOf(db, given).where('d.threadId', '=', given.threadId).orderBy('d.decidedAt', 'desc').orderBy('d.disclosureId')

const ofOneThread = compileOnce(disclosureRows)

/** The same rows where they came within another statement: instants are text in them. */
export const toDisclosures = (
  tx: Tx,
  viewer: Viewer,
  rows: readonly (Omit<Row, 'decidedAt' | 'withdrawnAt'> & { decidedAt: string; withdrawnAt: string | null })[],
): Promise<Disclosed[]> =>
  withNames(
    tx,
    viewer,
    rows.map((row) => ({
      ...row,
      decidedAt: new Date(row.decidedAt),
      withdrawnAt: row.withdrawnAt === null ? null : new Date(row.withdrawnAt),
    })),
  )

/** What is and was opened about a person, latest first. */
export async function disclosuresOf(tx: Tx, viewer: Viewer, threadId: string): Promise<Disclosed[]> {
  return withNames(tx, viewer, await ofOneThread(tx, ofThread(viewer, threadId)))
}

export async function disclosureOf(
  tx: Tx,
  viewer: Viewer,
  threadId: string,
  disclosureId: string,
): Promise<Disclosed | undefined> {
  if (!isUuid(disclosureId)) return undefined
  const rows = await rowsOf(tx, viewer)
    .where('d.threadId', '=', threadId)
    .where('d.disclosureId', '=', disclosureId)
    .execute()
  return (await withNames(tx, viewer, rows))[0]
}

/** A consent with the looks it opened. */
export type GivenConsent = {
  consentId: string
  givenHow: 'oral' | 'written' | 'eid'
  textLanguage: 'sv' | 'en' | 'ar'
  textVersion: string
  textHash: string
  interpreter: boolean
  takenBy: string
  takenAt: Date
  withdrawnAt: Date | null
  withdrawnHow: string | null
  disclosures: Disclosed[]
}

export async function consentOf(
  tx: Tx,
  viewer: Viewer,
  threadId: string,
  consentId: string,
): Promise<GivenConsent | undefined> {
  if (!isUuid(consentId)) return undefined
  const row = await tx
    .selectFrom('consent as c')
    .innerJoin('accountUser as by', 'by.id', 'c.takenBy')
    .select([
      ...(['c.consentId', 'c.givenHow', 'c.textLanguage', 'c.textVersion', 'c.textHash', 'c.interpreter'] as const),
      ...(['c.takenAt', 'c.withdrawnAt', 'c.withdrawnHow', 'by.name as takenBy'] as const),
    ])
    .where('c.associationId', '=', viewer.associationId)
    .where('c.threadId', '=', threadId)
    .where('c.consentId', '=', consentId)
    .executeTakeFirst()
  if (!row) return undefined
  const disclosures = await withNames(
    tx,
    viewer,
    await rowsOf(tx, viewer).where('d.consentId', '=', consentId).execute(),
  )
  return { ...(row as Omit<GivenConsent, 'disclosures'>), disclosures }
}

/**
 * Who can be given a look at what a unit's authority has: every other authority, each of its units, and the other units of the
 * own authority (independent branches, OSL 8:2). Never the association.
 */
export async function receiversFor(
  tx: Tx,
  viewer: Viewer,
  from: { unitId: number; authorityId: number },
): Promise<Receiver[]> {
  const rows = await tx
    .selectFrom('authority as a')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.associationId', '=', 'a.associationId').onRef('u.authorityId', '=', 'a.authorityId'),
    )
    .select(['a.authorityId', 'a.name as authorityName', 'a.kind as authorityKind', 'u.unitId', 'u.name as unitName'])
    .where('a.associationId', '=', viewer.associationId)
    .where('a.kind', '<>', 'association')
    .where('u.kind', '<>', 'association')
    .where('u.active', '=', true)
    .where('u.unitId', '<>', from.unitId)
    .orderBy('a.authorityId')
    .orderBy('u.unitId')
    .execute()
  const found: Receiver[] = []
  for (const row of rows) {
    const { authorityId, authorityName } = row
    const authorityKind = row.authorityKind as AuthorityKind
    const whole = { authorityId, authorityName, authorityKind }
    if (authorityId !== from.authorityId && !found.some((one) => one.authorityId === authorityId))
      found.push({ ...whole, value: receiverValue(authorityId, null), unitId: null, unitName: null })
    found.push({ ...whole, value: receiverValue(authorityId, row.unitId), unitId: row.unitId, unitName: row.unitName })
  }
  // Others first: that is what is asked for nearly always.
  const own = (one: Receiver) => one.authorityId === from.authorityId
  return [...found.filter((one) => !own(one)), ...found.filter(own)]
}
