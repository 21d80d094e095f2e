import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Page, Visitor } from '../../../../test/support/visitor.ts'
import { paths } from '../../../paths.ts'
import { day } from '../../../shared/calendar-day.ts'
import {
  BUILT_PASSWORD,
  type BuiltAssociation,
  type BuiltUnit,
  type BuiltUser,
  buildAssociation,
} from '../../access/access.build.ts'
import { makeWaiting } from '../order/order.build.ts'
import { deleteDueRatings } from '../round/deletion.jobs.ts'
import { type BuiltRound, buildRound } from '../round/round.build.ts'
import { peopleOf } from './joint.build.ts'

// Three units of one authority and one of another. Each is led by somebody of its own.

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let units: Record<'north' | 'south' | 'west' | 'care', BuiltUnit>
let users: Record<keyof typeof units | 'agneta', BuiltUser>
let seen: Record<keyof typeof users, Visitor>
const MONTH = '2026-02-01'

const roundOf = (unit: keyof typeof units, count: number, month = MONTH): Promise<BuiltRound> =>
  buildRound(database.migrator, built.associationId, units[unit], users[unit], peopleOf(count, month), {
    state: 'closed',
    month: day(month),
  })
const query = async (text: string, values: unknown[] = []) => (await database.migrator.query(text, values)).rows

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  app.setNow(new Date('2026-03-02T09:00:00Z'))
  built = await buildAssociation(database.migrator)
  const sister = async (name: string): Promise<BuiltUnit> =>
    (
      await query(
        `insert into unit (association_id, authority_id, name, kind) values ($1, $2, $3, 'office') returning unit_id as "unitId", authority_id as "authorityId"`,
        [built.associationId, built.office.authorityId, name],
      )
    )[0]
  units = { north: built.office, south: await sister('Söder'), west: await sister('Väster'), care: built.care }
  users = {
    north: await built.user('Nora', units.north, 'team_leader'),
    south: await built.user('Sara', units.south, 'team_leader'),
    west: await built.user('Vera', units.west, 'team_leader'),
    care: await built.user('Maja', units.care, 'team_leader'),
    agneta: await built.user('Agneta', built.staffUnit, 'association_head'),
  }
  const signedIn = await Promise.all(Object.values(users).map(({ email }) => app.signedIn(email, BUILT_PASSWORD)))
  seen = Object.fromEntries(Object.keys(users).map((who, at) => [who, signedIn[at]])) as typeof seen
})
afterAll(() => database.close())

/** North asks; gives the address of the asking. */
async function ask(who: readonly (keyof typeof units)[], month = MONTH, title = 'Norrby kommun'): Promise<string> {
  const asked = await seen.north.send(
    await seen.north.get('/kartlaggning/gemensam/ny'),
    { title, month: month.slice(0, 7), units: who.map((one) => String(units[one].unitId)) },
    '/kartlaggning/gemensam/ny',
  )
  expect(asked.text).toContain('Enheterna är tillfrågade')
  return asked.path.replace(/\?.*/, '')
}
const answer = async (
  who: keyof typeof units,
  address: string,
  chosen: 'yes' | 'no' | 'back',
  part = {},
): Promise<Page> => seen[who].send(await seen[who].get(address), { answer: chosen, ...part }, `${address}/svara`)
async function make(address: string, fields = {}): Promise<Page> {
  const ordered = await seen.north.send(await seen.north.get(address), fields, `${address}/gor`)
  if (!ordered.path.includes('bestalld')) return ordered
  expect(ordered.text).toContain('Rapporten görs')
  await makeWaiting(database.migrator, app)
  return seen.north.get(ordered.path)
}
const tablesOf = async (who: keyof typeof users, address: string) =>
  JSON.parse((await seen[who].get(`${address.replace(/\?.*/, '')}/fil/rapport.json`)).html)

describe('a joint report', () => {
  let address: string
  let saved: string

  test('is asked for by who leads a unit, of units of the same authority that have rounds', async () => {
    await roundOf('north', 60)
    await roundOf('south', 50)
    await roundOf('care', 40)
    const form = await seen.north.get('/kartlaggning/gemensam/ny')
    expect(form.text).toContain('Söder')
    // West has no round, care is another authority's.
    expect(form.text).not.toContain('Väster')
    expect(form.html).not.toContain(`value="${units.care.unitId}"`)
    const wrong = await seen.north.send(
      form,
      { title: 'Bara vi', month: '2026-02', units: [String(units.north.unitId)] },
      '/kartlaggning/gemensam/ny',
    )
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Välj minst två enheter')
    expect(wrong.html).toContain('value="Bara vi"')
    const other = await seen.north.send(
      form,
      { title: 'X', month: '2026-02', units: [String(units.north.unitId), String(units.care.unitId)] },
      '/kartlaggning/gemensam/ny',
    )
    expect(other.status).toBe(422)
    await roundOf('west', 45)
    address = await ask(['north', 'south', 'west'])
    expect((await seen.care.get('/kartlaggning/gemensam/ny')).text).toContain('Ingen annan enhet har en omgång')
    expect((await seen.agneta.get('/kartlaggning/gemensam/ny')).status).toBe(404)
  })

  test('each unit is told that it is asked, and answers for itself alone', async () => {
    expect((await seen.south.get('/kartlaggning')).text).toContain('Ni är tillfrågade')
    const told = async (who: keyof typeof users) => (await seen[who].get(paths.today)).html.includes(`"${address}"`)
    const toldToday = async () => [await told('south'), await told('west'), await told('care'), await told('agneta')]
    expect(await toldToday()).toEqual([true, true, false, false])
    const page = await seen.south.get(address)
    expect(page.text).toContain('Är Söder med?')
    expect(page.text).not.toContain('Är Väster med?')
    expect((await answer('south', address, 'yes')).text).toContain('Omgången är med')
    expect((await answer('west', address, 'no')).text).toContain('Ni har svarat nej')
    expect(await toldToday()).toEqual([false, false, false, false])
    // Nobody answers for another, none of another authority or of the office sees it.
    const forged = await seen.south.send(
      await seen.south.get(address),
      { answer: 'yes', unit: String(units.west.unitId) },
      `${address}/svara`,
    )
    expect(forged.status).toBe(404)
    for (const who of ['care', 'agneta'] as const) {
      expect((await seen[who].get(address)).status, who).toBe(404)
      expect((await seen[who].get('/kartlaggning')).text, who).not.toContain('Gemensamma rapporter')
    }
    expect((await seen.south.get(address)).text).not.toContain('Gör rapporten')
  })

  test('is made of at least two, and can be taken back until then', async () => {
    expect((await seen.north.get(address)).text).toContain('Minst två enheter behöver vara med')
    expect((await seen.north.post(`${address}/gor`, {})).status).toBe(403)
    await answer('north', address, 'yes')
    // What is not in it any more is not taken back once more.
    const gone = await seen.south.get(address)
    for (const page of [gone, await answer('south', address, 'back')])
      expect((await seen.south.send(page, { answer: 'back' }, `${address}/svara`)).status).toBeLessThan(400)
    const few = await seen.north.send(await seen.north.get(address), {}, `${address}/gor`)
    expect(few.status).toBe(409)
    await answer('south', address, 'yes')
    // Taken back while it waits: refused, and nothing of it is there.
    const ordered = await seen.north.send(await seen.north.get(address), {}, `${address}/gor`)
    await answer('south', address, 'back')
    await makeWaiting(database.migrator, app)
    expect((await seen.north.get(ordered.path)).text).toContain('Minst två enheter behöver vara med')
    expect(await query('select from survey_report')).toEqual([])
    await answer('south', address, 'yes')
  })

  test('is protected, for everybody, and says which units are in it and which are not', async () => {
    const page = await make(address)
    expect(page.text).toContain('Rapporten är sparad')
    saved = page.path
    for (const who of ['north', 'south', 'west', 'care', 'agneta'] as const) {
      const read = await seen[who].get(saved.replace(/\?.*/, ''))
      expect(read.text, who).toMatch(/Norrby kommun ?, februari 2026/)
      expect(read.text).toContain('Skyddade siffror')
      expect(read.text).toMatch(/Enheter i rapporten: Försörjningsstöd ?(och|,) Söder/)
      expect(read.text).toContain('Tillfrågade enheter som inte är med: Väster')
      expect(read.text).toContain('räknas därför i båda')
    }
    const { tables, units: inIt, units_not_in_it: missing } = await tablesOf('agneta', saved)
    expect([inIt, missing]).toEqual([['Försörjningsstöd', 'Söder'], ['Väster']])
    expect(tables[0].rows.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(110)
    const lines = await query('select unit_id, cardinality(people) as people from survey_release order by people')
    expect(lines).toEqual([
      { unit_id: units.south.unitId, people: 50 },
      { unit_id: units.north.unitId, people: 60 },
    ])
    expect((await seen.south.get(address)).text).toContain('Rapporten är gjord')
    expect((await seen.south.get(address)).html).not.toContain(`action="${address}/svara"`)
    for (const format of ['csv', 'html', 'xlsx', 'pdf'])
      expect((await seen.agneta.get(`${saved.replace(/\?.*/, '')}/fil/rapport.${format}`)).status).toBe(200)
  })

  test('is checked against what its units tell, and they against it', async () => {
    // South without three people, and with the joint report those three are told.
    await query(`update survey_round set state = 'open', closed_on = null where unit_id = $1`, [units.south.unitId])
    await query(
      `update survey_person set state = 'skipped', skip_reason = 'left', reason = null, barriers = null where unit_id = $1 and code in ('02P1', '02P2', '02P3')`,
      [units.south.unitId],
    )
    await query(`update survey_round set state = 'closed', closed_on = '2026-03-02' where unit_id = $1`, [
      units.south.unitId,
    ])
    const [{ id }] = await query('select survey_round_id as id from survey_round where unit_id = $1', [
      units.south.unitId,
    ])
    const form = `/kartlaggning/${id}/rapport`
    const ordered = await seen.south.send(await seen.south.get(form), { audience: 'outside' }, `${form}/spara`)
    await makeWaiting(database.migrator, app)
    // North's leader knows North's sixty: what is left of the joint report is South's fifty, and of South's own forty-seven.
    const refused = await seen.south.get(ordered.path)
    expect(refused.text).toContain('Rapporten sparades inte. Tillsammans med det som redan är sparat')
    expect(refused.text).toMatch(/Norrby kommun ?, februari 2026/)
    expect(await query('select from survey_report')).toHaveLength(1)
  })

  test('is refused beside what one of its units has told', async () => {
    const month = '2025-09-01'
    await roundOf('north', 60, month)
    const south = await roundOf('south', 50, month)
    const form = `/kartlaggning/${south.roundId}/rapport`
    await seen.south.send(await seen.south.get(form), { audience: 'outside' }, `${form}/spara`)
    await makeWaiting(database.migrator, app)
    await query(`update survey_round set state = 'open', closed_on = null where survey_round_id = $1`, [south.roundId])
    await query(
      `update survey_person set barriers = array['language', 'other'] where survey_round_id = $1 and code in ('09P1', '09P3')`,
      [south.roundId],
    )
    await query(`update survey_round set state = 'closed', closed_on = '2025-10-02' where survey_round_id = $1`, [
      south.roundId,
    ])
    const again = await ask(['north', 'south'], month)
    for (const unit of ['north', 'south'] as const) await answer(unit, again, 'yes')
    const refused = await make(again)
    expect(refused.path).toContain(`${again}?nekad=`)
    expect(refused.text).toMatch(/Söder ?, september 2025/)
    // A report that is withdrawn still counts; what it was called is told to nobody else.
    const [{ id }] = await query(`select survey_report_id as id from survey_report where survey_round_id = $1`, [
      south.roundId,
    ])
    await query('update survey_report set withdrawn_at = now() where survey_report_id = $1', [id])
    const once = await make(again)
    expect(once.text).toContain('(rapporter som är tillbakadragna)')
  })

  test('is withdrawn by who asked, and each part is told', async () => {
    const at = saved.replace(/\?.*/, '')
    for (const who of ['south', 'west', 'agneta'] as const)
      expect((await seen[who].get(at)).html).not.toContain('dra-tillbaka')
    await seen.north.send(await seen.north.get(at), {}, `${at}/dra-tillbaka`)
    for (const who of ['south', 'west', 'agneta', 'care'] as const) expect((await seen[who].get(at)).status).toBe(404)
    for (const who of ['south', 'west'] as const)
      expect((await seen[who].get(address)).text).toContain('Rapporten är tillbakadragen')
    expect((await seen.north.get(at)).text).toContain('Tillbakadragen')
    // It still counts beside what a part has to tell; what it was called is told to nobody else.
    const [{ id }] = await query('select survey_round_id as id from survey_round where unit_id = $1 and month = $2', [
      units.south.unitId,
      MONTH,
    ])
    const form = `/kartlaggning/${id}/rapport`
    const ordered = await seen.south.send(await seen.south.get(form), { audience: 'outside' }, `${form}/spara`)
    await makeWaiting(database.migrator, app)
    expect((await seen.south.get(ordered.path)).text).toContain(
      'det som redan är sparat (rapporter som är tillbakadragna)',
    )
  })

  test('is written down in each unit by who did it', async () => {
    const rows = await query(
      `select kind, actor_id, unit_id from survey_event where survey_joint_id is not null and kind like 'joint-%' order by at limit 8`,
    )
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...['joint-asked', 'joint-released', 'joint-declined', 'joint-released', 'joint-taken-back', 'joint-released'],
      ...['joint-taken-back', 'joint-released'],
    ])
    for (const { actor_id, unit_id } of rows) {
      const who = (Object.keys(units) as (keyof typeof units)[]).find((one) => units[one].unitId === unit_id)!
      expect(actor_id).toBe(users[who].userId)
    }
  })
})

describe('a joint report is not made', () => {
  const JUNE = '2025-06-01'

  test('of rounds rated by different lists; the unit that has another is named', async () => {
    for (const unit of ['north', 'south', 'west'] as const) await roundOf(unit, 40, JUNE)
    await query(`update survey_round set reason_list = 'national-2017' where unit_id = $1 and month = $2`, [
      units.west.unitId,
      JUNE,
    ])
    const address = await ask(['north', 'south', 'west'], JUNE)
    for (const unit of ['north', 'south', 'west'] as const) await answer(unit, address, 'yes')
    const page = await seen.north.get(address)
    expect(page.text).toContain('Väster har en annan lista än de andra')
    expect(page.text).toContain('Enheterna har olika listor')
    await answer('west', address, 'back')
    // Ordered of two with the same lists; the third comes in while it waits.
    const ordered = await seen.north.send(await seen.north.get(address), {}, `${address}/gor`)
    expect(ordered.text).toContain('Rapporten görs')
    await answer('west', address, 'yes')
    await query(`update survey_order set ordered_at = '2026-03-02T08:25Z' where state = 'ordered'`)
    expect((await seen.north.get(ordered.path)).text).toContain('Gå tillbaka och gör rapporten en gång till')
    await makeWaiting(database.migrator, app)
    const refused = await seen.north.get(ordered.path)
    expect(refused.path).toContain(`${address}?nekad=`)
    expect(refused.text).toContain('Rapporten gjordes inte. Enheterna har olika listor')
    await answer('west', address, 'back')
    await seen.north.send(await seen.north.get(address), {}, `${address}/avsluta`)
    expect((await seen.west.get(address)).text).toContain('har avslutat utan att göra någon rapport')
  })

  test('where whoever leads one of two units would be left with too few others', async () => {
    await roundOf('north', 40, '2025-07-01')
    await roundOf('south', 12, '2025-07-01')
    const address = await ask(['north', 'south'], '2025-07-01')
    await answer('north', address, 'yes')
    await answer('south', address, 'yes')
    const page = await make(address, { figures: 'rounded' })
    expect(page.path).toContain(`${address}?nekad=`)
    expect(page.text).toContain('Den som leder Försörjningsstöd vet hur det är där')
    expect(page.html).toMatch(/<input(?=[^>]*value="rounded")(?=[^>]*checked)/)
    // A round that was opened again is named by its unit.
    await query(
      `update survey_round set state = 'open', closed_on = null where unit_id = $1 and month = '2025-07-01'`,
      [units.south.unitId],
    )
    expect((await make(address)).text).toContain('Omgången är öppen igen hos Söder')
    await query(
      `update survey_round set state = 'closed', closed_on = '2025-08-02', deleted_on = '2026-03-01' where unit_id = $1 and month = '2025-07-01'`,
      [units.south.unitId],
    )
    expect((await make(address)).text).toContain('Skattningarna i en av omgångarna är raderade')
  })

  test('where somebody leads two of three units and would be left with too few of the third', async () => {
    const month = '2025-11-01'
    await roundOf('north', 40, month)
    await roundOf('south', 40, month)
    await roundOf('west', 12, month)
    const address = await ask(['north', 'south', 'west'], month)
    for (const unit of ['north', 'south', 'west'] as const) await answer(unit, address, 'yes')
    const role = await query(
      `insert into user_role (association_id, user_id, unit_id, role, valid_from) values ($1, $2, $3, 'team_leader', '2020-01-01') returning user_role_id as id`,
      [built.associationId, users.north.userId, units.south.unitId],
    )
    const refused = await make(address)
    expect(refused.text).toMatch(/Den som leder Försörjningsstöd och Söder vet hur det är där/)
    await query('delete from user_role where user_role_id = $1', [role[0].id])
    expect((await make(address)).text).toContain('Rapporten är sparad')
  })

  test('with a round of another unit, another month or none', async () => {
    const address = await ask(['north', 'south'], '2025-08-01')
    const page = await seen.south.get(address)
    expect(page.text).toContain('ingen avslutad omgång för augusti 2025')
    const [{ id }] = await query(`select survey_round_id as id from survey_round where unit_id = $1 and month = $2`, [
      units.south.unitId,
      JUNE,
    ])
    const wrong = await answer('south', address, 'yes', { round: id })
    expect(wrong.status).toBe(409)
    expect(wrong.text).toContain('Den ska vara avslutad och gälla månaden')
  })
})

test('when ratings are deleted the lines of each round are sealed, and stay until the time of all is over', async () => {
  const released = await query(`select survey_round_id as id from survey_joint_part where answer = 'yes'`)
  expect(released.length).toBeGreaterThan(1)
  const [first] = await query(
    `select s.survey_round_id as id, s.survey_report_id as report from survey_release s join survey_report r using (association_id, survey_report_id)
     where r.survey_joint_id is not null order by s.survey_report_id, s.unit_id limit 1`,
  )
  await query(`update survey_round set closed_on = '2027-05-01' where survey_round_id = $1`, [first.id])
  const sweep = (today: string) => deleteDueRatings(app.db, app.secret, day(today))
  const sealed = async () =>
    (
      await query(
        `select count(*) filter (where people[1] like 'sealed:%')::int as sealed, count(*)::int as lines from survey_release`,
      )
    )[0]
  const { lines } = await sealed()
  await sweep('2031-12-31')
  expect((await sealed()).sealed).toBeLessThan(lines)
  await sweep('2032-12-31')
  expect(await sealed()).toEqual({ sealed: lines, lines })
  const left = async () =>
    (await query('select from survey_release where survey_report_id = $1', [first.report])).length
  await sweep('2036-12-31')
  expect(await left()).toBe(2)
  await sweep('2037-12-31')
  expect((await sealed()).lines).toBe(0)
  expect((await query('select from survey_report')).length).toBeGreaterThan(0)
})
