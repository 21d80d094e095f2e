import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { day } from '../../../shared/calendar-day.ts'
import { buildTown, type StaffKey, type Town } from '../town.build.ts'
import { entryTracks } from './entry-track.queries.ts'
import { changeTrack, endTrack, pauseTrack, resumeTrack, startTrack } from './track.commands.ts'
import { tracksOfThread } from './track.queries.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const typed = (change: Record<string, string> = {}) => ({
  name: 'Cykelverkstaden',
  lane: 'workplace',
  hours: '1,5',
  startOn: '2026-10-01',
  plannedEndOn: '2026-12-31',
  place: 'Storgatan 1',
  supervisor: 'Exempel Handledare',
  purpose: 'Jag vill jobba med händerna',
  ...change,
})
const start = (threadId: string, change: Record<string, string> = {}, who: StaffKey = 'elin') =>
  town.as(who, (work) => startTrack(work, threadId, typed(change)))
const seen = (who: StaffKey, threadId: string) => town.as(who, ({ tx, viewer }) => tracksOfThread(tx, viewer, threadId))
const facts = async (threadId: string) =>
  (await town.events(threadId)).map(({ kind, on, data }) => ({ kind, on, ...data }))

async function withTrack(): Promise<{ threadId: string; trackId: string }> {
  const threadId = await town.thread()
  const started = await start(threadId)
  if (!started.ok) throw new Error(JSON.stringify(started))
  return { threadId, trackId: started.value }
}

describe('starting a track', () => {
  test('writes it with hours in quarters, and an event with the same owner', async () => {
    const { threadId } = await withTrack()
    const [row] = await town.rows('track', threadId)
    const [event] = await town.rows('thread_event', threadId)
    expect(row).toMatchObject({
      quarter_hours: 6,
      lane: 'workplace',
      start_on: '2026-10-01',
      planned_end_on: '2026-12-31',
    })
    for (const column of ['unit_id', 'authority_id', 'category', 'acl']) expect(event?.[column]).toEqual(row?.[column])
    expect(await facts(threadId)).toEqual([
      { kind: 'track-started', on: '2026-10-01', lane: 'workplace', quarterHours: 6, plannedEndOn: '2026-12-31' },
    ])
  })

  test('names the entry of the map that bears the name, and keeps to it when that is renamed; else it is only what was written', async () => {
    const idOf = async (text: string, values: unknown[] = []) =>
      (await database.migrator.query(text, values)).rows[0].id
    const { associationId } = town
    const add = (name: string, authorityId: number | null, kind = 'intervention') =>
      idOf(
        'insert into map_entry (association_id, authority_id, kind, name) values ($1, $2, $3, $4) returning entry_id as id',
        [associationId, authorityId, kind, name],
      )
    const own = town.units.team.authorityId
    const other = [town.units.jobCentre, town.units.psychiatry].find(
      ({ authorityId }) => authorityId !== own,
    )!.authorityId
    const garden = await add('Växthuset', other)
    const mine = await add('Hälsogrupp', own)
    await add('Hälsogrupp', other)
    await add('Samtal', other)
    await add('Samtal', null)
    await add('Kommunhälsan', other, 'provider')
    const threadId = await town.thread()
    for (const name of [' växthuset ', 'Hälsogrupp', 'Samtal', 'Kommunhälsan', 'Eget'])
      expect((await start(threadId, { name })).ok).toBe(true)
    const named = async () =>
      new Map((await seen('elin', threadId)).map((track) => [track.name.trim().toLowerCase(), track]))
    const ids = [...(await named()).values()].map(({ name, entryId }) => [name.trim(), entryId])
    expect(Object.fromEntries(ids)).toEqual({
      växthuset: garden,
      Hälsogrupp: mine,
      Samtal: null,
      Kommunhälsan: null,
      Eget: null,
    })
    await database.migrator.query("update map_entry set name = 'Odlingen' where entry_id = $1", [garden])
    const track = (await named()).get('växthuset')!
    const change = (name: string, version: number) =>
      town.as('elin', (work) =>
        changeTrack(work, threadId, track.trackId, { ...typed({ name, hours: '2' }), version: String(version) }),
      )
    expect((await change(track.name, track.version)).ok).toBe(true)
    expect((await named()).get('växthuset')?.entryId).toBe(garden)
    expect(await town.as('elin', ({ tx, today }) => entryTracks(tx, garden, today))).toMatchObject({ running: 1 })
    expect((await change('Något eget', track.version + 1)).ok).toBe(true)
    expect((await named()).get('något eget')?.entryId).toBe(null)
    expect(await town.as('elin', ({ tx, today }) => entryTracks(tx, garden, today))).toMatchObject({ running: 0 })
  })

  test('beside others', async () => {
    const { threadId } = await withTrack()
    expect((await start(threadId, { name: 'Samtal', lane: 'team', hours: '1' })).ok).toBe(true)
    expect((await seen('samir', threadId)).map((track) => [track.name, track.quarterHours])).toEqual([
      ['Cykelverkstaden', 6],
      ['Samtal', 4],
    ])
  })

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['without a name', { name: '' }, { name: 'required' }],
    ['41 hours', { hours: '41' }, { hours: 'hours' }],
    ['a fifth of an hour', { hours: '1,2' }, { hours: 'hours' }],
    ['minus an hour', { hours: '-1' }, { hours: 'hours' }],
    ['no hours', { hours: '' }, { hours: 'hours' }],
    ['no such lane', { lane: 'moon' }, { lane: 'choose' }],
    ['ending before it begins', { plannedEndOn: '2026-09-30' }, { plannedEndOn: 'problem.beforeStart' }],
    ['31 February', { plannedEndOn: '2027-02-31' }, { plannedEndOn: 'day' }],
  ])('is refused %s', async (_, change, fields) => {
    const threadId = await town.thread()
    expect(await start(threadId, change)).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
    expect(await town.rows('track', threadId)).toEqual([])
  })
})

describe('whose tracks', () => {
  test('who the plan was disclosed to writes tracks of their own, and sees the team’s without changing them', async () => {
    const { threadId, trackId } = await withTrack()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const own = await start(threadId, { name: 'Kurator', lane: 'region', hours: '1' }, 'maja')
    expect(own.ok).toBe(true)
    const rows = await town.rows<{ name: string; unit_id: number; authority_id: number }>('track', threadId)
    expect(rows.find((row) => row.name === 'Kurator')).toMatchObject({
      unit_id: town.units.psychiatry.unitId,
      authority_id: town.units.psychiatry.authorityId,
    })
    expect((await seen('maja', threadId)).map((track) => [track.name, track.mine])).toEqual([
      ['Cykelverkstaden', false],
      ['Kurator', true],
    ])
    const refused = await town.as('maja', (work) => changeTrack(work, threadId, trackId, { ...typed(), version: '1' }))
    expect(refused).toMatchObject({ refusal: { kind: 'not-allowed', reason: 'refused.other-unit' } })
    // The region's own track is the region's until it discloses it.
    expect((await seen('elin', threadId)).map((track) => track.name)).toEqual(['Cykelverkstaden'])
  })

  test('who referred the person writes tracks too, but does not see the team’s', async () => {
    const { threadId, trackId } = await withTrack()
    expect((await start(threadId, { name: 'Ekonomiskt bistånd', lane: 'municipality', hours: '0' }, 'karin')).ok).toBe(
      true,
    )
    expect((await seen('karin', threadId)).map((track) => track.name)).toEqual(['Ekonomiskt bistånd'])
    const change = await town.as('karin', (work) => changeTrack(work, threadId, trackId, { ...typed(), version: '1' }))
    expect(change).toEqual({ ok: false, refusal: { kind: 'not-found' } })
  })

  test('strangers find nothing', async () => {
    const threadId = await town.thread()
    expect(await start(threadId, {}, 'yusuf')).toEqual({ ok: false, refusal: { kind: 'not-found' } })
    expect(await start('not-an-id', {}, 'elin')).toEqual({ ok: false, refusal: { kind: 'not-found' } })
  })
})

describe('a track on its way', () => {
  test('changes its hours on a day, with what they were and are', async () => {
    const { threadId, trackId } = await withTrack()
    const change = { ...typed({ hours: '16' }), version: '1', hoursFrom: '2026-10-26' }
    expect((await town.as('elin', (work) => changeTrack(work, threadId, trackId, change))).ok).toBe(true)
    expect((await facts(threadId)).at(-1)).toEqual({
      kind: 'track-changed',
      on: '2026-10-26',
      quarterHoursBefore: 6,
      quarterHours: 64,
      plannedEndOn: '2026-12-31',
      lane: 'workplace',
      startOn: '2026-10-01',
    })
  })

  test('that began while the form was open is not given another first day, nor without a word', async () => {
    const threadId = await town.thread()
    const started = await start(threadId, { startOn: '2026-11-03' })
    const trackId = started.ok ? started.value : ''
    const change = (startOn: string, today = '2026-11-03') =>
      town.as(
        'elin',
        (work) => changeTrack(work, threadId, trackId, { ...typed({ startOn, place: 'Torget 2' }), version: '1' }),
        day(today),
      )
    expect(await change('2026-11-16')).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect(await town.rows('track', threadId)).toMatchObject([{ start_on: '2026-11-03', version: 1 }])
    expect((await change('2026-11-03')).ok).toBe(true)
  })

  test('is paused, taken up again, and ended; each once', async () => {
    const { threadId, trackId } = await withTrack()
    const as = <T>(work: (on: Parameters<Parameters<Town['as']>[1]>[0]) => Promise<T>) => town.as('elin', work)
    const pause = { version: '1', fromOn: '2026-10-12', reason: 'Föräldraledig' }
    expect((await as((on) => pauseTrack(on, threadId, trackId, pause))).ok).toBe(true)
    expect(await as((on) => pauseTrack(on, threadId, trackId, { ...pause, version: '2' }))).toMatchObject({
      refusal: { kind: 'conflict', reason: 'refused.track.paused' },
    })
    const resume = { version: '2', backOn: '2026-10-19' }
    expect((await as((on) => resumeTrack(on, threadId, trackId, resume))).ok).toBe(true)
    expect(await town.rows('track_pause', threadId)).toMatchObject([{ from_on: '2026-10-12', until_on: '2026-10-18' }])
    const end = { version: '3', endOn: '2026-11-02', outcome: 'work', outcomeNote: 'Fick jobb' }
    expect((await as((on) => endTrack(on, threadId, trackId, end))).ok).toBe(true)
    expect(await as((on) => endTrack(on, threadId, trackId, { ...end, version: '4' }))).toMatchObject({
      refusal: { kind: 'conflict', reason: 'refused.track.ended' },
    })
    expect(await facts(threadId)).toMatchObject([
      { kind: 'track-started' },
      { kind: 'track-paused', on: '2026-10-12', trackId, untilOn: null },
      { kind: 'track-resumed', on: '2026-10-19', trackId },
      { kind: 'track-ended', on: '2026-11-02', outcome: 'work' },
    ])
  })

  test('that ends while paused ends its pause', async () => {
    const { threadId, trackId } = await withTrack()
    await town.as('elin', (on) => pauseTrack(on, threadId, trackId, { version: '1', fromOn: '2026-10-12' }))
    const end = { version: '2', endOn: '2026-10-30', outcome: 'ill_health' }
    expect((await town.as('elin', (on) => endTrack(on, threadId, trackId, end))).ok).toBe(true)
    expect(await town.rows('track_pause', threadId)).toMatchObject([{ until_on: '2026-10-30' }])
  })

  test('changed by somebody else meanwhile: stale, and nothing is written', async () => {
    const { threadId, trackId } = await withTrack()
    const change = (who: StaffKey, place: string) =>
      town.as(who, (work) => changeTrack(work, threadId, trackId, { ...typed({ place }), version: '1' }))
    expect((await change('elin', 'Lillgatan 2')).ok).toBe(true)
    expect(await change('samir', 'Stora torget')).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect(await town.rows('track', threadId)).toMatchObject([{ place: 'Lillgatan 2', version: 2 }])
    expect(await town.events(threadId)).toHaveLength(2)
  })
})

test('after all this every row has its event, and every event its row', async () => {
  expect(await town.loose()).toEqual([])
})
