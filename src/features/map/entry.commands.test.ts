import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createDb, type Db, type Tx } from '../../platform/database/db.ts'
import { addDays, type CalendarDay, day } from '../../shared/calendar-day.ts'
import { newId } from '../../shared/ids.ts'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../access/access.build.ts'
import { asViewer, viewerOfSession } from '../access/public.ts'
import { someEntry, somePlace, someProvider } from './entry.build.ts'
import { changeEntry, createEntries, createEntry, setEntryStatus, verifyEntry } from './entry.commands.ts'
import { loadEntry, loadMap } from './entry.queries.ts'
import { type Entry, factsOf } from './entry.ts'
import { beforeBatch, historyOf, loadMapAsOf } from './history.queries.ts'
import { createPlace } from './place.commands.ts'
import type { MapWork } from './work.ts'

const TODAY = day('2026-03-02')
let database: TestDatabase
let db: Db
let built: BuiltAssociation
let karin: BuiltUser

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  karin = await built.user('Karin', built.office, 'caseworker')
})
afterAll(() => database.close())

const on = async <T>(today: CalendarDay, work: (work: MapWork) => Promise<T>, user = karin): Promise<T> => {
  const viewer = (await viewerOfSession(db, user.sessionToken, today))!
  return asViewer(db, viewer, today, (tx: Tx) => work({ tx, viewer, today }))
}
const mine = () => ({ authorityId: built.office.authorityId })
const read = (id: string) => on(TODAY, ({ tx, viewer }) => loadEntry(tx, viewer, id)) as Promise<Entry>

test('every fact that is written is read again, and is in the history', async () => {
  const facts = await on(TODAY, async (work) => {
    const place = await createPlace(work, somePlace(mine()))
    const provider = await createEntry(work, someProvider(mine()))
    const other = await createEntry(work, someEntry({ ...mine(), name: 'Sedan' }))
    if (!place.ok || !provider.ok || !other.ok) throw new Error('not written')
    return someEntry({
      ...mine(),
      unitId: built.office.unitId,
      providerId: provider.value,
      otherNames: ['Må bra', 'Rörelse'],
      status: 'planned',
      isPublic: false,
      method: 'Samtal i grupp',
      capacity: { value: 12, on: TODAY },
      freePlaces: { value: 0, on: addDays(TODAY, -3) },
      queued: { value: 4, on: TODAY },
      waitingDays: { value: 30, on: TODAY },
      duration: { from: 6, to: 12, unit: 'month' },
      conditions: 'Remiss',
      languages: ['sv', 'ar'],
      receiverNeeds: 'Vad har prövats?',
      intakeUnitId: built.team.unitId,
      parallelNote: 'Går bra',
      costKr: 0,
      costNote: 'Fika ingår',
      about: { sv: 'a', easy: 'b', en: 'c', ar: 'د' },
      searchWords: ['motion'],
      unread: { Målgrupp: 'de som vill' },
      externalRef: 'A-17',
      placeIds: [place.value],
      openings: [
        { fromOn: TODAY, untilOn: null, weekdays: ['MO', 'FR'], opensAt: '09:00', closesAt: '12:30', note: 'ej lov' },
      ],
      links: [{ toEntryId: other.value, kind: 'onward', note: 'oftast' }],
    })
  })
  const made = await on(TODAY, (work) => createEntry(work, facts))
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  const entry = await read(made.value)
  expect(factsOf(entry)).toEqual(facts)
  expect(entry).toMatchObject({ version: 1, verifiedOn: TODAY, verifiedBy: karin.userId, createdOn: TODAY })
  const [event] = await on(TODAY, ({ tx, viewer }) => historyOf(tx, viewer, made.value))
  expect(event).toMatchObject({ kind: 'created', actor: 'Karin', version: 1 })
  expect(event!.snapshot).toEqual(entry)
})

test('a change keeps the map of the days before; what does not differ writes nothing', async () => {
  const made = await on(day('2026-01-10'), (work) => createEntry(work, someEntry({ ...mine(), name: 'Smedjan' })))
  if (!made.ok) throw new Error('not written')
  const facts = someEntry({ ...mine(), name: 'Nya Smedjan', ageFrom: 16 })
  const change = (version: number) => on(day('2026-02-10'), (work) => changeEntry(work, made.value, version, facts))
  expect(await change(1)).toEqual({ ok: true, value: 2 })
  expect(await change(1)).toMatchObject({ ok: false, refusal: { kind: 'stale' } })
  expect(await change(2)).toEqual({ ok: true, value: 2 })
  expect(await on(TODAY, (work) => verifyEntry(work, made.value, 2))).toEqual({ ok: true, value: 3 })
  expect(await on(TODAY, (work) => setEntryStatus(work, made.value, 3, 'removed'))).toEqual({ ok: true, value: 4 })
  const history = await on(TODAY, ({ tx, viewer }) => historyOf(tx, viewer, made.value))
  expect(history.map(({ kind, fields }) => [kind, ...fields])).toEqual([
    ['removed', 'status'],
    ['verified'],
    ['changed', 'name', 'ageFrom'],
    ['created'],
  ])
  const names = async (then: CalendarDay) =>
    (await on(TODAY, ({ tx, viewer }) => loadMapAsOf(tx, viewer, then)))
      .filter(({ entryId }) => entryId === made.value)
      .map(({ name }) => name)
  expect(await names(day('2026-01-09'))).toEqual([])
  expect(await names(day('2026-02-09'))).toEqual(['Smedjan'])
  expect(await names(day('2026-02-28'))).toEqual(['Nya Smedjan'])
  expect(await names(TODAY)).toEqual([])
  const now = await on(TODAY, ({ tx, viewer }) => loadMap(tx, viewer))
  expect(now.some(({ entryId }) => entryId === made.value)).toBe(false)
})

test('a batch knows how everything was before it', async () => {
  const batchId = newId()
  const old = await on(TODAY, (work) => createEntry(work, someEntry({ ...mine(), name: 'Gammal' })))
  if (!old.ok) throw new Error('not written')
  await on(TODAY, async (work) => {
    await changeEntry(work, old.value, 1, someEntry({ ...mine(), name: 'Ändrad' }), { batchId, verified: false })
    await createEntries(work, [someEntry({ ...mine(), name: 'Ny' })], { batchId })
  })
  const before = await on(TODAY, ({ tx, viewer }) => beforeBatch(tx, viewer, batchId))
  expect(before.map(({ before: one, version }) => `${one?.name} ${version}`).sort()).toEqual([
    'Gammal 2',
    'undefined 1',
  ])
})

test('what is named must exist and be of the right kind', async () => {
  const intervention = await on(TODAY, (work) => createEntry(work, someEntry(mine())))
  const provider = await on(TODAY, (work) => createEntry(work, someProvider(mine())))
  if (!intervention.ok || !provider.ok) throw new Error('not written')
  const fields = async (given: Parameters<typeof someEntry>[0]) => {
    const made = await on(TODAY, (work) => createEntry(work, someEntry({ ...mine(), ...given })))
    return made.ok || made.refusal.kind !== 'invalid' ? made : Object.keys(made.refusal.fields)
  }
  expect(await fields({ providerId: intervention.value })).toEqual(['provider'])
  expect(await fields({ providerId: newId() })).toEqual(['provider'])
  expect(await fields({ unitId: built.team.unitId })).toEqual(['unit'])
  expect(await fields({ intakeUnitId: 999_999 })).toEqual(['intakeUnit'])
  expect(await fields({ placeIds: [newId()] })).toEqual(['places'])
  expect(await fields({ links: [{ toEntryId: newId(), kind: 'parallel', note: '' }] })).toEqual(['parallel'])
  expect(await fields({ authorityId: null })).toMatchObject({ refusal: { kind: 'not-allowed' } })
  expect((await on(TODAY, (work) => createEntry(work, someEntry({ ...mine(), providerId: provider.value })))).ok).toBe(
    true,
  )
  const turned = await on(TODAY, (work) => changeEntry(work, provider.value, 1, someEntry(mine())))
  expect(turned).toMatchObject({ refusal: { kind: 'conflict', reason: 'provides' } })
})

test('the keeper writes many at once, also what is no authority’s', async () => {
  const made = await on(
    TODAY,
    (work) =>
      createEntries(
        work,
        Array.from({ length: 10 }, (_, n) => someEntry({ authorityId: null, name: `N${n}` })),
      ),
    built.admin,
  )
  expect(made).toMatchObject({ ok: true })
})
