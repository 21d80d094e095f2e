import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoPages, demoPages } from '../../../../test/support/demo-pages.ts'
import { day } from '../../../shared/calendar-day.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { entryUses } from '../entry-use.queries.ts'
import { teamRooms } from '../team-room.queries.ts'
import { entryTracks } from '../work/entry-track.queries.ts'
import { targetOf } from './entry-target.ts'

const TODAY = day('2026-11-02')
let database: DemoPages['database']
let program: DemoPages['app']
let signedIn: DemoPages['signedIn']

beforeAll(async () => {
  ;({ database, app: program, signedIn } = await demoPages(TODAY))
})
afterAll(() => database.close())

const idOf = async (name: string, kind = 'intervention'): Promise<string> =>
  (await database.migrator.query('select entry_id from map_entry where name = $1 and kind = $2', [name, kind])).rows[0]
    .entry_id

describe('a referral from the map', () => {
  test('carries what is known of where it goes, and says what the receiver needs', async () => {
    const karin = await signedIn('karin.lindmark')
    const entryId = await idOf('Cykelverkstaden')
    let page = await karin.get(`/karta/post/${entryId}`)
    expect(page.html).toContain(`/karta/post/${entryId}/remiss`)
    page = await karin.get(`/karta/post/${entryId}/remiss`)
    expect(page.text).toContain('Önskad tid i veckan och vad personen vill pröva')
    page = await karin.send(page, { noNumber: 'yes' }, '/remisser/ny')
    expect(page.status).toBe(422)
    expect(page.text).toContain('Remiss till Cykelverkstaden')
    page = await karin.send(page, { givenName: 'Prov', familyName: 'Kartvandring' }, '/remisser/ny')
    expect(page.path).toMatch(/utkast\/varfor/)
    expect(page.text).toContain('Önskad tid i veckan')
    page = await karin.get(page.path.replace(/varfor.*/, 'vart'))
    expect(page.html).toContain('value="Cykelverkstaden"')
    // Somebody known already: the entry goes along.
    page = await karin.get(`/karta/post/${await idOf('Samordnat stöd, team Norrby')}/remiss`)
    page = await karin.send(page, { noNumber: 'yes', givenName: 'Prov', familyName: 'Kartvandring' }, '/remisser/ny')
    const known = /href="(\/deltagare\/[^"]+\/remiss\?post=[^"]+)"/.exec(page.html)?.[1] ?? ''
    page = await karin.get(known)
    expect(page.text).toContain('Remiss till Samordnat stöd, team Norrby')
    page = await karin.send(page, {}, known.replace(/\?.*/, ''))
    page = await karin.get(page.path.replace(/varfor.*/, 'vart'))
    expect(page.html).toMatch(/value="\d+" checked[^>]*>[\s\S]{0,200}Samordningsteam Norrby/)
  })

  test('is for those who refer, and to what one can be referred to', async () => {
    const [karin, agneta] = [await signedIn('karin.lindmark'), await signedIn('agneta.holm')]
    const entryId = await idOf('Cykelverkstaden')
    expect((await agneta.get(`/karta/post/${entryId}/remiss`)).status).toBe(404)
    expect((await agneta.get(`/karta/post/${entryId}`)).html).not.toContain('/remiss"')
    for (const id of [
      await idOf('Komvux Norrby', 'provider'),
      await idOf('Ungdomens hus', 'activity'),
      'x',
      entryId.replace(/.$/, '0'),
    ])
      if (id !== entryId) expect((await karin.get(`/karta/post/${id}/remiss`)).status, id).toBe(404)
    // An entry that is none is left out, not an error.
    const page = await karin.send(await karin.get('/remisser/ny'), {
      noNumber: 'yes',
      givenName: 'Prov',
      familyName: 'Utan karta',
      entry: "'; drop table map_entry",
    })
    expect(page.path).toMatch(/utkast\/varfor/)
  })

  test('goes to the team that takes people in, else to the own team by name, else names only what it is for', () => {
    const units = [
      { unitId: 1, kind: 'team' as const, active: true },
      { unitId: 2, kind: 'office' as const, active: true },
      { unitId: 3, kind: 'team' as const, active: false },
    ]
    const to = (intakeUnitId: number | null, unitId: number | null) => {
      const { toUnitId, toIntervention } = targetOf({ entryId: 'e', name: 'Smedjan', intakeUnitId, unitId }, units)
      return [toUnitId, toIntervention]
    }
    expect(to(1, 2)).toEqual([1, ''])
    expect(to(null, 1)).toEqual([1, 'Smedjan'])
    expect(to(null, 2)).toEqual([null, 'Smedjan'])
    expect(to(3, null)).toEqual([null, 'Smedjan'])
  })
})

describe('what the map is told of threads', () => {
  const as = async <T>(email: string, work: Parameters<typeof asViewer<T>>[3]): Promise<T> => {
    const { rows } = await database.migrator.query(
      `insert into account_session (id, user_id, token, expires_at) select uuidv7(), id, uuidv7()::text, now() + interval '1 hour' from account_user where email = $1 returning token`,
      [`${email}@norrby.example`],
    )
    const viewer = await viewerOfSession(program.db, rows[0].token, TODAY)
    return asViewer(program.db, viewer!, TODAY, work)
  }

  test('small counts are told to those who refer, and to nobody else', async () => {
    // All but three have left the queue.
    await database.migrator.query(`update queue_entry set left_on = entered_on, left_how = 'withdrawn' where left_on is null and queue_entry_id not in
      (select queue_entry_id from queue_entry where left_on is null order by queue_entry_id limit 3)`)
    const queued = async (who: string) => [...(await as(who, (tx) => teamRooms(tx))).values()].map((one) => one.queued)
    expect((await queued('karin.lindmark')).some((n) => n !== null && n > 0 && n < 5)).toBe(true)
    expect((await queued('agneta.holm')).some((n) => n !== null && n > 0 && n < 5)).toBe(false)
  })

  test('how many take part and how long it takes, from the tracks of its name', async () => {
    const entryId = await idOf('Cykelverkstaden')
    const [row] = (
      await database.migrator.query(
        `select count(*)::int as n from track where name = 'Cykelverkstaden' and start_on <= $1 and (end_on is null or end_on >= $1)`,
        [TODAY],
      )
    ).rows
    const seen = await as('karin.lindmark', (tx) => entryTracks(tx, entryId, TODAY))
    expect(seen.running).toBe(row.n)
    const known = await as('karin.lindmark', async (tx) => {
      const names = ['Hälsogrupp', 'Boendestöd', 'Kurator', 'Mitt val', 'Svenska för invandrare']
      return Promise.all(names.map(async (name) => (await entryTracks(tx, await idOf(name), TODAY)).medianDays))
    })
    expect(known.some((days) => days !== null && days > 14)).toBe(true)
    const { running } = await as('agneta.holm', (tx) => entryTracks(tx, entryId, TODAY))
    expect(running === null || running === 0 || running > 4).toBe(true)
    const strange = '0190a000-0000-7000-8000-000000000000'
    expect(await as('karin.lindmark', (tx) => entryTracks(tx, strange, TODAY))).toEqual({
      running: 0,
      medianDays: null,
    })
  })

  test('tracks name their entry in Demo Town; one that people have tracks of is used', async () => {
    const [{ named, all }] = (
      await database.migrator.query('select count(entry_id)::int as named, count(*)::int as all from track')
    ).rows
    expect(named).toBeGreaterThan(0)
    expect(all).toBeGreaterThanOrEqual(named)
    const known = await as('agneta.holm', (tx) => entryUses(tx, TODAY))
    const { rows: offers } = await database.migrator.query("select entry_id from map_entry where kind <> 'provider'")
    const entryId = offers.map((one) => one.entry_id).find((id) => !known.has(id))
    const used = async () => (await as('agneta.holm', (tx) => entryUses(tx, TODAY))).get(entryId)
    expect(await used()).toBeUndefined()
    const { rows } = await database.migrator.query(
      'update track set entry_id = $1 where track_id = (select track_id from track where entry_id is null and end_on is null order by track_id limit 1) returning track_id',
      [entryId],
    )
    expect(rows).toHaveLength(1)
    // Used, by no referral: how many is not told.
    expect(await used()).toBe(0)
    await database.migrator.query('update track set entry_id = null where entry_id = $1', [entryId])
  })

  test('an entry is used, by whom is not told', async () => {
    const uses = await as('agneta.holm', (tx) => entryUses(tx, TODAY))
    expect(uses.get(await idOf('Samordnat stöd, team Norrby'))).toBeGreaterThan(4)
    expect(uses.size).toBeLessThan(60)
    for (const times of uses.values()) expect(times === null || times === 0 || times > 4).toBe(true)
  })
})
