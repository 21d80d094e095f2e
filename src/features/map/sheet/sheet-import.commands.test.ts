import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { createDb, type Db } from '../../../platform/database/db.ts'
import { day } from '../../../shared/calendar-day.ts'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { someEntry, somePlace } from '../entry.build.ts'
import { changeEntry, createEntry } from '../entry.commands.ts'
import { loadMap, loadPlaces } from '../entry.queries.ts'
import { type Entry, factsOf } from '../entry.ts'
import { createPlace } from '../place.commands.ts'
import type { MapWork } from '../work.ts'
import { chooseColumns, chooseLayout, discardImport, pickWords, uploadSheet } from './sheet-import.commands.ts'
import { checkedRows, sheetImport } from './sheet-import.queries.ts'
import { entriesOfImport, undoImport } from './sheet-undo.commands.ts'
import { writeImport } from './sheet-write.commands.ts'

const TODAY = day('2026-03-02')
let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

async function world() {
  const built = await buildAssociation(database.migrator)
  const karin = await built.user('Karin', built.office, 'caseworker')
  const maja = await built.user('Maja', built.care, 'caseworker')
  return { built, karin, maja }
}
const as = async <T>(user: BuiltUser, work: (work: MapWork) => Promise<T>): Promise<T> => {
  const viewer = (await viewerOfSession(db, user.sessionToken, TODAY))!
  return asViewer(db, viewer, TODAY, (tx) => work({ tx, viewer, today: TODAY }))
}
const value = async <T>(result: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>): Promise<T> => {
  const done = await result
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  return done.value
}
const file = (text: string) => new File([text], 'karta.csv')
const mapOf = (user: BuiltUser) => as(user, ({ tx, viewer }) => loadMap(tx, viewer))
const byName = (all: Entry[], name: string) => all.find((one) => one.name === name)!

/** Uploads and checks a sheet as it is guessed. */
async function checked(user: BuiltUser, built: BuiltAssociation, text: string, owner = built.office.authorityId) {
  const id = await value(as(user, (work) => uploadSheet(work, owner, file(text))))
  const run = (await as(user, ({ tx, viewer }) => sheetImport(tx, viewer, id)))!
  await value(as(user, (work) => chooseColumns(work, id, run.choices, 'intervention')))
  return { id, run: (await as(user, ({ tx, viewer }) => sheetImport(tx, viewer, id)))! }
}
const write = (user: BuiltUser, id: string, rest?: 'theirs' | 'ours') =>
  value(as(user, (work) => writeImport(work, id, rest)))

const SHEET = `Namn;Utförare;Plats;Ort;Målgrupp;Ålder;Går ofta vidare till;Anmärkning
Gym;Föreningen Handslaget;Kvarngatan 3;Norrby;Unga;16-29;Kurs;bara onsdagar
Kurs;;Kvarngatan 3;Norrby;kosmonauter;ca tjugo;;
`

describe('a sheet', () => {
  test('is brought in once somebody says so; the same sheet again changes nothing', async () => {
    const { built, karin } = await world()
    const { id, run } = await checked(karin, built, SHEET)
    expect(run).toMatchObject({ state: 'checked', counts: { new: 2, out: 0, places: 1, providers: 1, problems: 2 } })
    expect(await mapOf(karin)).toEqual([])
    await write(karin, id)
    const map = await mapOf(karin)
    expect(map.map((one) => [one.name, one.kind, one.authorityId, one.verifiedOn])).toEqual([
      ['Föreningen Handslaget', 'provider', built.office.authorityId, null],
      ['Gym', 'intervention', built.office.authorityId, null],
      ['Kurs', 'intervention', built.office.authorityId, null],
    ])
    const gym = byName(map, 'Gym')
    expect(gym).toMatchObject({
      providerId: byName(map, 'Föreningen Handslaget').entryId,
      places: [{ name: 'Kvarngatan 3', area: 'Norrby' }],
      links: [{ toEntryId: byName(map, 'Kurs').entryId, kind: 'onward' }],
      unread: { Anmärkning: 'bara onsdagar' },
    })
    expect(byName(map, 'Kurs').unread).toEqual({ Målgrupp: 'kosmonauter', Ålder: 'ca tjugo' })
    const again = await checked(karin, built, SHEET)
    expect(again.run.counts).toMatchObject({ new: 0, same: 2, differs: 0, places: 0, providers: 0 })
    await write(karin, again.id)
    expect(await mapOf(karin)).toEqual(map)
    expect(await as(karin, ({ tx, viewer }) => loadPlaces(tx, viewer))).toHaveLength(1)
  })

  test('differs from the map: nothing is written without a choice, and a choice is not asked for twice', async () => {
    const { built, karin } = await world()
    const authorityId = built.office.authorityId
    await as(karin, (work) =>
      createEntry(work, someEntry({ name: 'Gym', authorityId, method: 'Styrka', conditions: '' })),
    )
    const sheet = 'Namn;Metod;Villkor;Ålder\nGym;Kondition;Inga;18-64\n'
    const { id, run } = await checked(karin, built, sheet)
    expect(run.counts).toMatchObject({ asks: 1, differs: 1 })
    expect(await as(karin, (work) => writeImport(work, id, undefined))).toMatchObject({ ok: false })
    const page = { size: 10, number: 1 }
    const { rows } = await as(karin, ({ tx, viewer }) => checkedRows(tx, viewer, id, 'asks', page))
    expect(rows[0]!.differences.map((one) => [one.field, one.fills])).toEqual([
      ['method', false],
      ['conditions', true],
    ])
    await value(as(karin, (work) => pickWords(work, id, rows[0]!.number, { method: 'both' })))
    await write(karin, id)
    expect(byName(await mapOf(karin), 'Gym')).toMatchObject({
      method: 'Styrka\nKondition',
      conditions: 'Inga',
      version: 2,
    })
    const again = await checked(karin, built, sheet)
    expect(again.run.counts).toMatchObject({ same: 1, asks: 0 })
    await write(karin, again.id)
    expect(byName(await mapOf(karin), 'Gym').version).toBe(2)
  })

  test('the map changed while somebody looked: nothing is written, and it is shown anew', async () => {
    const { built, karin } = await world()
    const authorityId = built.office.authorityId
    const entryId = await value(
      as(karin, (work) => createEntry(work, someEntry({ name: 'Gym', authorityId, method: 'A' }))),
    )
    const { id } = await checked(karin, built, 'Namn;Metod\nGym;B\n')
    await as(karin, (work) => changeEntry(work, entryId, 1, someEntry({ name: 'Gym', authorityId, method: 'C' })))
    await write(karin, id, 'theirs')
    expect(await as(karin, ({ tx, viewer }) => sheetImport(tx, viewer, id))).toMatchObject({
      state: 'checked',
      stopped: 'changed',
    })
    expect(byName(await mapOf(karin), 'Gym').method).toBe('C')
    await write(karin, id, 'theirs')
    expect(byName(await mapOf(karin), 'Gym').method).toBe('B')
  })

  test('headings that were not found are pointed at', async () => {
    const { built, karin } = await world()
    const id = await value(
      as(karin, (work) => uploadSheet(work, built.office.authorityId, file('x;y\nfoo;bar\nGym;A\n'))),
    )
    expect(await as(karin, (work) => chooseLayout(work, id, { from: 2, depth: 1 }))).toMatchObject({ ok: false })
    await value(as(karin, (work) => chooseLayout(work, id, { from: 1, depth: 1 })))
    expect(await as(karin, ({ tx, viewer }) => sheetImport(tx, viewer, id))).toMatchObject({ headings: ['foo', 'bar'] })
    expect(await as(karin, (work) => chooseColumns(work, id, ['keep', 'keep'], 'activity'))).toMatchObject({
      ok: false,
    })
  })
})

describe('an import', () => {
  test('is taken back as a whole', async () => {
    const { built, karin } = await world()
    const authorityId = built.office.authorityId
    await as(karin, (work) => createEntry(work, someEntry({ name: 'Gym', authorityId, method: 'Styrka' })))
    const before = await mapOf(karin)
    const { id } = await checked(karin, built, `${SHEET.replace('Anmärkning', 'Metod')}`)
    await write(karin, id, 'theirs')
    expect(await mapOf(karin)).not.toEqual(before)
    await value(as(karin, (work) => undoImport(work, id)))
    const after = await mapOf(karin)
    expect(after.map(factsOf)).toEqual(before.map(factsOf))
    expect(await as(karin, ({ tx, viewer }) => sheetImport(tx, viewer, id))).toMatchObject({
      state: 'undone',
      leftEntries: [],
    })
    expect(await as(karin, (work) => undoImport(work, id))).toMatchObject({ ok: false, refusal: { kind: 'conflict' } })
  })

  test('leaves what was changed afterwards, and the provider that is still named, and tells them', async () => {
    const { built, karin } = await world()
    const { id } = await checked(karin, built, SHEET)
    await write(karin, id)
    const gym = byName(await mapOf(karin), 'Gym')
    await value(as(karin, (work) => changeEntry(work, gym.entryId, 1, { ...factsOf(gym), method: 'Nytt' })))
    await value(as(karin, (work) => undoImport(work, id)))
    const map = await mapOf(karin)
    expect(map.map((one) => one.name)).toEqual(['Föreningen Handslaget', 'Gym'])
    expect(byName(map, 'Gym').method).toBe('Nytt')
    const run = (await as(karin, ({ tx, viewer }) => sheetImport(tx, viewer, id)))!
    expect([...run.leftEntries].sort()).toEqual(map.map((one) => one.entryId).sort())
    const all = await as(karin, (work) => entriesOfImport(work, id))
    expect(all.find((one) => one.entry.entryId === gym.entryId)).toMatchObject({
      changedSince: true,
      before: undefined,
    })
  })
})

describe('an entry that a sheet makes a provider', () => {
  const SHEETS = 'Namn;Sort;Egen beteckning\nHandslaget;utförare;H\n'
  async function madeProvider() {
    const { built, karin } = await world()
    const authorityId = built.office.authorityId
    await as(karin, (work) => createEntry(work, someEntry({ name: 'Handslaget', authorityId, externalRef: 'H' })))
    await as(karin, (work) => createEntry(work, someEntry({ name: 'Gym', authorityId })))
    const { id } = await checked(karin, built, SHEETS)
    await write(karin, id, 'theirs')
    const map = await mapOf(karin)
    expect(byName(map, 'Handslaget').kind).toBe('provider')
    return { karin, id, gym: byName(map, 'Gym'), provider: byName(map, 'Handslaget') }
  }

  test('is what it was again when the import is taken back', async () => {
    const { karin, id } = await madeProvider()
    await value(as(karin, (work) => undoImport(work, id)))
    expect(byName(await mapOf(karin), 'Handslaget').kind).toBe('intervention')
  })

  test('stays one where another has begun to name it, and that is told', async () => {
    const { karin, id, gym, provider } = await madeProvider()
    await value(
      as(karin, (work) => changeEntry(work, gym.entryId, 1, { ...factsOf(gym), providerId: provider.entryId })),
    )
    await value(as(karin, (work) => undoImport(work, id)))
    expect(byName(await mapOf(karin), 'Handslaget').kind).toBe('provider')
    expect(await as(karin, ({ tx, viewer }) => sheetImport(tx, viewer, id))).toMatchObject({
      state: 'undone',
      leftEntries: [provider.entryId],
    })
  })

  test('is named by others of the same sheet, and let go by them when it is taken back', async () => {
    const { built, karin } = await world()
    const authorityId = built.office.authorityId
    for (const name of ['Handslaget', 'Gym', 'Kurs'])
      await as(karin, (work) => createEntry(work, someEntry({ name, authorityId, externalRef: name.slice(0, 1) })))
    const { id } = await checked(
      karin,
      built,
      'Namn;Sort;Utförare;Egen beteckning\nGym;;Handslaget;G\nHandslaget;utförare;;H\nKurs;;Handslaget;K\n',
    )
    await write(karin, id, 'theirs')
    const map = await mapOf(karin)
    expect([byName(map, 'Gym'), byName(map, 'Kurs')].map((one) => one.providerId)).toEqual(
      Array(2).fill(byName(map, 'Handslaget').entryId),
    )
    await value(as(karin, (work) => undoImport(work, id)))
    const after = await mapOf(karin)
    expect(after.map((one) => [one.kind, one.providerId])).toEqual(Array(3).fill(['intervention', null]))
  })
})

describe('other people’s entries', () => {
  test('another authority’s staff bring nothing in over ours, by name, number or owner', async () => {
    const { built, karin, maja } = await world()
    const authorityId = built.office.authorityId
    await as(karin, (work) => createPlace(work, somePlace({ authorityId })))
    await as(karin, (work) => createEntry(work, someEntry({ name: 'Gym', authorityId, externalRef: 'G1' })))
    const before = await mapOf(karin)
    const { entryId } = before[0]!
    const sheet = `Namn;Huvudman;Metod;Kartans nummer\nGym;Kommunen;Kapat;\nGym;;Kapat;${entryId}\n`
    expect(await as(maja, (work) => uploadSheet(work, authorityId, file(sheet)))).toMatchObject({ ok: false })
    expect(await as(maja, (work) => uploadSheet(work, null, file(sheet)))).toMatchObject({ ok: false })
    const { id, run } = await checked(maja, built, sheet, built.care.authorityId)
    expect(run.counts).toMatchObject({ out: 2, new: 0, differs: 0 })
    await write(maja, id, 'theirs')
    expect(await mapOf(karin)).toEqual(before)
    for (const command of [
      () => as(karin, (work) => writeImport(work, id, 'theirs')),
      () => as(karin, (work) => undoImport(work, id)),
      () => as(karin, (work) => discardImport(work, id)),
    ])
      expect(await command()).toMatchObject({ ok: false, refusal: { kind: 'not-found' } })
    // The keeper may take back what anybody brought in.
    await value(as(built.admin, (work) => undoImport(work, id)))
  })
})
