import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createDb, type Db, type Tx } from '../../platform/database/db.ts'
import { addDays, dayAt } from '../../shared/calendar-day.ts'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from './access.build.ts'
import { recordAccess } from './access-event.commands.ts'
import { listAccessEvents } from './access-event.queries.ts'
import { invite, withdrawInvitation } from './invitation.commands.ts'
import { asViewer, viewerOfSession } from './viewer.queries.ts'
import type { Viewer } from './viewer.ts'

const TODAY = dayAt(new Date())
let database: TestDatabase
let db: Db
let home: BuiltAssociation
beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  home = await buildAssociation(database.migrator)
})
afterAll(() => database.close())

async function as<T>(user: BuiltUser, work: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T> {
  const viewer = await viewerOfSession(db, user.sessionToken, TODAY)
  if (!viewer) throw new Error('nobody is signed in')
  return asViewer(db, viewer, TODAY, (tx) => work(tx, viewer))
}
const told = async (user: BuiltUser) =>
  (await as(user, (tx, viewer) => listAccessEvents(tx, viewer, 1))).rows.map((row) => row.kind).sort()

test('a reviewer reads what concerns the own authority; the office’s reviewer what concerns the office', async () => {
  const at = {
    office: await home.user('Olle Granskare', home.office, 'log_reviewer'),
    care: await home.user('Cia Granskare', home.care, 'log_reviewer'),
    staff: await home.user('Stig Granskare', home.staffUnit, 'log_reviewer'),
  }
  const nurse = await home.user('Nils Vård', home.care, 'caseworker', { until: addDays(TODAY, -1) })
  await as(home.admin, async (tx, viewer) => {
    await recordAccess(tx, viewer, { kind: 'role_given', unitId: home.office.unitId, subjectUserId: nurse.userId })
    await recordAccess(tx, viewer, { kind: 'unit_changed', unitId: home.care.unitId })
    await recordAccess(tx, viewer, { kind: 'authority_changed', authorityId: home.care.authorityId })
    // Of somebody whose role at the region has ended.
    await recordAccess(tx, viewer, { kind: 'account_closed', subjectUserId: nurse.userId })
    await recordAccess(tx, viewer, { kind: 'unit_added', unitId: home.staffUnit.unitId })
    // Of nobody's: for the administrators only.
    await recordAccess(tx, viewer, { kind: 'invitation_renewed', data: { email: 'x@prov.example' } })
  })
  expect(await told(at.office)).toEqual(['role_given'])
  expect(await told(at.care)).toEqual(['account_closed', 'authority_changed', 'unit_changed'])
  expect(await told(at.staff)).toEqual(['unit_added'])
  expect(await told(home.admin)).toHaveLength(6)
})

test('an invitation taken back is told where the invitation was', async () => {
  const reviewer = await home.user('Rut Granskare', home.team, 'log_reviewer')
  const before = await told(reviewer)
  await as(home.admin, async (tx, viewer) => {
    const now = new Date()
    const unitId = home.team.unitId
    const invited = await invite(
      { tx, viewer, now, secret: 'prov' },
      { name: 'Ny', email: 'ny@prov.example', lang: 'sv', unitId, role: 'team_member', from: TODAY, until: null },
    )
    if (!invited.ok) throw new Error(JSON.stringify(invited.refusal))
    await withdrawInvitation(tx, viewer, now, invited.value.invitationId)
  })
  expect((await told(reviewer)).slice(before.length)).toEqual(['invitation_withdrawn', 'invited'])
})
