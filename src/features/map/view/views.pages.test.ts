import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Visitor } from '../../../../test/support/visitor.ts'
import { paths } from '../../../paths.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { BUILT_PASSWORD, buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { someEntry, somePlace } from '../entry.build.ts'
import { createEntries } from '../entry.commands.ts'
import { createPlace } from '../place.commands.ts'
import { FILTER_NAMES } from './view-filter.ts'

const SECRET = 'Bara vår insats'
const AREA = 'Vårby'
const TODAY = dayAt(new Date())
const VIEWS = [
  paths.mapViews,
  paths.mapCoverage,
  paths.mapCoverageCell('18-19', 'medium'),
  paths.mapAges,
  paths.mapOwners,
  paths.mapProviders,
  paths.mapNeeds,
  paths.mapWays,
  `${paths.mapWays}?visa=uppmatt`,
  paths.mapCompare,
]

let database: TestDatabase
let app: TestApp
let mine: Visitor
let theirs: Visitor

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  const built = await buildAssociation(database.migrator)
  const stranger = await buildAssociation(database.migrator)
  mine = await app.signedIn(built.admin.email, BUILT_PASSWORD)
  theirs = await app.signedIn(stranger.admin.email, BUILT_PASSWORD)
  const viewer = (await viewerOfSession(app.db, built.admin.sessionToken, TODAY))!
  await asViewer(app.db, viewer, TODAY, async (tx) => {
    const work = { tx, viewer, today: TODAY }
    const place = await createPlace(work, somePlace({ area: AREA }))
    if (!place.ok) throw new Error('no place')
    await createEntries(work, [
      someEntry({ name: SECRET, placeIds: [place.value] }),
      someEntry({ name: '<b>Elak</b> & "namn"', placeIds: [place.value], ageFrom: null, ageTo: null }),
    ])
  })
})
afterAll(() => database.close())

const here = (path: string) => (path.includes('tackning/') ? `${path}?plats=${encodeURIComponent(AREA)}` : path)

describe.each(VIEWS)('%s', (path) => {
  test('shows our map, and names as words', async () => {
    const { status, html } = await mine.get(here(path))
    expect(status).toBe(200)
    const named = !path.includes('uppmatt') && path !== paths.mapViews
    if (named) expect(html).toContain(path === paths.mapCoverage ? AREA : SECRET)
    expect(html).not.toContain('<b>Elak')
    expect(html).not.toMatch(/\sstyle="/)
  })

  test('another association’s map is not there', async () => {
    const { status, html } = await theirs.get(path)
    expect([200, 404]).toContain(status)
    expect(html).not.toContain(SECRET)
    expect(html).not.toContain(AREA)
    const chosen = await theirs.get(`${path}${path.includes('?') ? '&' : '?'}ort=${encodeURIComponent(AREA)}`)
    expect([404, 422]).toContain(chosen.status)
    expect((await theirs.get(here(path))).html).not.toContain(SECRET)
  })

  test('signed out: to the door', async () => {
    const answer = await app.app.request(`${app.origin}${path}`, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toContain(paths.signIn)
  })
})

test('a cell that is none is not there', async () => {
  for (const path of [
    '/karta/vyer/tackning/18-20/medium',
    '/karta/vyer/tackning/18-19/huge',
    '/karta/vyer/tackning/x/y',
  ])
    expect((await mine.get(`${path}?plats=${encodeURIComponent(AREA)}`)).status).toBe(404)
  expect((await mine.get('/karta/vyer/tackning/18-19/medium?plats=Atlantis')).status).toBe(404)
})

test('whatever stands in an address there is an answer, and what was typed is kept', async () => {
  const names = [...Object.values(FILTER_NAMES), 'visa', 'sida', 'fran', 'till', 'plats']
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...VIEWS),
      fc.dictionary(
        fc.constantFrom(...names),
        fc.oneof(fc.string(), fc.constantFrom('0', '-1', '2026-02-31', '99', 'large', AREA)),
      ),
      async (path, typed) => {
        const query = new URLSearchParams(typed).toString().replaceAll('%00', '')
        const { status } = await mine.get(`${path}${path.includes('?') ? '&' : '?'}${query}`)
        expect([200, 404, 422]).toContain(status)
      },
    ),
    { numRuns: 60 },
  )
  const { status, html } = await mine.get(`${paths.mapAges}?alder=femton`)
  expect(status).toBe(422)
  expect(html).toContain('value="femton"')
  expect(html).toMatch(/<title>Fel:/)
})

test('a picture that is kept is drawn anew as soon as the map is another', async () => {
  const shown = async () => (await mine.get(paths.mapAges)).html.includes('Helt ny insats')
  expect([await shown(), await shown()]).toEqual([false, false])
  await database.migrator.query("update map_entry set name = 'Helt ny insats' where name = $1", [SECRET])
  expect(await shown()).toBe(true)
  await database.migrator.query("update map_entry set name = $1 where name = 'Helt ny insats'", [SECRET])
  expect(await shown()).toBe(false)
})
