import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid } from '../../shared/ids.ts'
import { type Disclosable, type DisclosureGround, type Receiver, receiverValue } from './disclosure.ts'
import type { AuthorityKind, Viewer } from './viewer.ts'

/** One look across, as the viewer may see it. */
export type Disclosed = {
  disclosureId: string
  consentId: string | null
  unitId: number
  authorityId: number
  fromAuthority: string
  toAuthorityId: number
  toAuthority: string
  toUnitId: number | null
  toUnit: string | null
  categories: Disclosable[]
  ground: DisclosureGround
  groundDetail: string
  validFrom: CalendarDay
  validUntil: CalendarDay
  decidedBy: string
  decidedAt: Date
  withdrawnAt: Date | null
}

const joined = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('disclosure as d')
    .innerJoin('authority as f', (join) =>
      join.onRef('f.associationId', '=', 'd.associationId').onRef('f.authorityId', '=', 'd.fromAuthorityId'),
    )
    .innerJoin('authority as t', (join) =>
      join.onRef('t.associationId', '=', 'd.associationId').onRef('t.authorityId', '=', 'd.toAuthorityId'),
    )
    .leftJoin('unit as u', (join) =>
      join.onRef('u.associationId', '=', 'd.associationId').onRef('u.unitId', '=', 'd.toUnitId'),
    )
    .innerJoin('accountUser as by', 'by.id', 'd.decidedBy')
    .select([
      ...(['d.disclosureId', 'd.consentId', 'd.unitId', 'd.authorityId', 'd.toAuthorityId', 'd.toUnitId'] as const),
      ...(['d.categories', 'd.ground', 'd.groundDetail', 'd.validFrom', 'd.validUntil', 'd.decidedAt'] as const),
      ...(['d.withdrawnAt', 'f.name as fromAuthority', 't.name as toAuthority', 'u.name as toUnit'] as const),
      'by.name as decidedBy',
    ])
    .where('d.associationId', '=', viewer.associationId)

/** What is and was opened about a person, latest first. */
export async function disclosuresOf(tx: Tx, viewer: Viewer, threadId: string): Promise<Disclosed[]> {
  const rows = await joined(tx, viewer)
    .where('d.threadId', '=', threadId)
    .orderBy('d.decidedAt', 'desc')
    .orderBy('d.disclosureId')
    .execute()
  return rows as Disclosed[]
}

export async function disclosureOf(
  tx: Tx,
  viewer: Viewer,
  threadId: string,
  disclosureId: string,
): Promise<Disclosed | undefined> {
  if (!isUuid(disclosureId)) return undefined
  const row = await joined(tx, viewer)
    .where('d.threadId', '=', threadId)
    .where('d.disclosureId', '=', disclosureId)
    .executeTakeFirst()
  return row as Disclosed | undefined
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
  const disclosures = (await joined(tx, viewer).where('d.consentId', '=', consentId).execute()) as Disclosed[]
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
