import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { createDb, type Db } from '../../../platform/database/db.ts'
import { day } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { loadFound, openMapReader, searchMap } from '../find/find.queries.ts'
import { questionOf } from '../find/find-question.ts'
import { NO_MEASURES } from '../measure.ts'
import { openMaps } from '../open-map.queries.ts'
import type { MapWork } from '../work.ts'
import { addNeighbour, askNeighbour, removeNeighbour } from './neighbour.commands.ts'
import { readFeed, refreshNeighbour } from './neighbour.jobs.ts'
import { findNeighbourEntry, loadNeighbours } from './neighbour.queries.ts'
import { readService } from './neighbour.schema.ts'

const TODAY = day('2026-03-02')
let database: TestDatabase
let db: Db
let built: BuiltAssociation
let server: Server
let address = ''
/** What the other directory answers: a status and a text, by path. */
let answers: (path: string, page: number) => { status?: number; body: string } = () => ({ status: 404, body: '' })

const json = (value: unknown) => ({ body: JSON.stringify(value) })
const service = (id: string, name: string, more: object = {}) => ({ id, name, status: 'active', ...more })
/** A directory of these services, `perPage` at a time. */
const directory =
  (services: unknown[], perPage = 2) =>
  (path: string, page: number) =>
    path === '/hsds/'
      ? json({ version: '3.0', profile: 'https://example.org', openapi_url: 'https://example.org' })
      : json({
          total_items: services.length,
          total_pages: Math.ceil(services.length / perPage),
          page_number: page,
          last_page: page * perPage >= services.length,
          contents: services.slice((page - 1) * perPage, page * perPage),
        })

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  await database.migrator.query('update association set map_public = true')
  server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const { status = 200, body } = answers(url.pathname, Number(url.searchParams.get('page') ?? 1))
    answer.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hsds`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await database.close()
})

const as = async <T>(user: BuiltUser, work: (map: MapWork) => Promise<T>): Promise<T> => {
  const viewer = (await viewerOfSession(db, user.sessionToken, TODAY))!
  return asViewer(db, viewer, TODAY, (tx) => work({ tx, viewer, today: TODAY }))
}
const map = async () => (await openMaps(db)).find((one) => one.associationId === built.associationId)!
const found = async (sok: string) => {
  const question = questionOf((name) => (name === 'sok' ? sok : undefined))
  const open = await map()
  const known = openMapReader(db, async () => NO_MEASURES).known(open, TODAY)
  const hits = await searchMap(known, question, { take: 20, skip: 0 })
  const { ones } = await loadFound(db, open, TODAY, hits!.items)
  return hits!.items.map(({ id }) => {
    const one = ones.get(id)!
    return 'neighbour' in one ? `${one.neighbour.name}: ${one.entry.name}` : one.entry.name
  })
}
async function added(name: string, at = address): Promise<string> {
  await database.migrator.query('delete from map_neighbour')
  const result = await as(built.admin, (work) => addNeighbour(work, { name, address: at }, { loopback: true }))
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}
const refresh = (neighbourId: string, at = address) =>
  refreshNeighbour({ db, loopback: true }, { associationId: built.associationId, neighbourId, address: at })
const stateOf = async (id: string) =>
  (await as(built.admin, ({ tx, viewer }) => loadNeighbours(tx, viewer))).find((one) => one.neighbourId === id)!

describe('a neighbour', () => {
  test('is fetched to its last page, found and marked; what cannot be read is left out and counted', async () => {
    answers = directory([
      service('a', 'Språkcafé vid ån', {
        description: '<p>Öva <b>svenska</b></p>',
        maximum_age: '64',
        url: 'javascript:x',
      }),
      service('b', 'Odlingen', { status: 'defunct' }),
      { id: 'c' },
      service('d', 'Cykelköket', {
        organization: { name: 'Cykelfrämjarna' },
        service_at_locations: [
          {
            location: { name: 'Hallen', addresses: [{ address_1: 'Ågatan 1', city: 'Sundby', postal_code: '999 99' }] },
          },
        ],
      }),
      service('e', 'Läxhjälp'),
    ])
    const id = await added('Sundby')
    expect((await stateOf(id)).triedAt).toBeNull()
    await refresh(id)
    expect(await stateOf(id)).toMatchObject({ problem: null, entries: 3, leftOut: 1 })
    expect(await found('svenska')).toEqual(['Sundby: Språkcafé vid ån'])
    expect(await found('sundby')).toEqual(['Sundby: Cykelköket'])
    expect(await found('odlingen')).toEqual([])
    const { rows } = await database.migrator.query(
      "select item_id from map_neighbour_entry where name = 'Språkcafé vid ån'",
    )
    expect(await findNeighbourEntry(db, await map(), TODAY, rows[0].item_id)).toMatchObject({
      entry: { description: 'Öva  svenska', ageTo: 64, website: '', source: `${address}/services/a` },
    })
  })

  test('that breaks keeps what it told last, and says what was wrong', async () => {
    answers = directory([service('a', 'Språkcafé vid ån')])
    const id = await added('Sundby')
    await refresh(id)
    const good = (await stateOf(id)).goodAt
    const fine = answers
    const wrongs: [string, typeof answers][] = [
      ['status', () => ({ status: 500, body: '' })],
      ['json', () => ({ body: '<html>' })],
      ['version', (path, page) => (path === '/hsds/' ? json({ version: '2.0.1' }) : fine(path, page))],
      ['list', (path, page) => (path === '/hsds/' ? fine(path, page) : json({ items: [] }))],
      [
        'status',
        (path, page) =>
          path === '/hsds/' || page === 1
            ? directory([service('x', 'Ny'), service('y', 'Nyare'), service('z', 'Nyast')])(path, page)
            : { status: 502, body: '' },
      ],
      [
        'paging',
        (path) => (path === '/hsds/' ? fine(path, 1) : json({ last_page: false, contents: [service('x', 'Samma')] })),
      ],
      ['large', () => ({ body: 'x'.repeat(9_000_000) })],
    ]
    for (const [problem, broken] of wrongs) {
      answers = broken
      await refresh(id)
      expect(await stateOf(id), problem).toMatchObject({ problem, entries: 1, goodAt: good })
      expect(await found('språkcafé')).toEqual(['Sundby: Språkcafé vid ån'])
    }
    answers = directory([service('b', 'Något helt annat')])
    await refresh(id)
    expect(await stateOf(id)).toMatchObject({ problem: null, detail: '', entries: 1 })
    expect([await found('språkcafé'), await found('annat')]).toEqual([[], ['Sundby: Något helt annat']])
  })

  test('is taken away with everything it told', async () => {
    answers = directory([service('a', 'Borta snart')])
    const id = await added('Sundby')
    await refresh(id)
    expect(await found('borta')).toHaveLength(1)
    expect((await as(built.admin, (work) => removeNeighbour(work, id))).ok).toBe(true)
    expect(await found('borta')).toEqual([])
    // The job comes late: nothing comes back.
    await refresh(id)
    expect(await found('borta')).toEqual([])
  })

  test('is named by the keeper only, once, and on the open internet', async () => {
    await added('Sundby')
    const { office, team } = built
    const karin = await built.user('Karin', office, 'caseworker')
    const petra = await built.user('Petra', team, 'team_leader')
    for (const user of [karin, petra])
      for (const act of [
        (work: MapWork) => addNeighbour(work, { name: 'X', address: 'https://example.org/hsds' }, { loopback: false }),
        (work: MapWork) => askNeighbour(work, newId()),
        (work: MapWork) => removeNeighbour(work, newId()),
      ])
        expect(await as(user, act)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed' } })
    const add = (at: string, loopback = false) =>
      as(built.admin, (work) => addNeighbour(work, { name: 'X', address: at }, { loopback }))
    for (const at of ['http://example.org/hsds', 'https://localhost/hsds', 'https://intern/hsds', address])
      expect(await add(at)).toMatchObject({ ok: false, refusal: { fields: { address: 'address' } } })
    expect(await add(address, true)).toMatchObject({ ok: false, refusal: { fields: { address: 'twice' } } })
    expect(await as(built.admin, (work) => askNeighbour(work, newId()))).toMatchObject({ ok: false })
  })

  test('whatever it tells, it is read or refused', async () => {
    const anything = fc.oneof(
      fc.json().map((text) => JSON.parse(text) as unknown),
      fc.record({
        id: fc.string(),
        name: fc.string({ unit: 'binary' }),
        description: fc.anything(),
        phones: fc.anything(),
        organization: fc.anything(),
      }),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (told) => {
        const read = readService(told)
        if (read === undefined || read === 'closed') return
        expect(read.name.length).toBeGreaterThan(0)
        expect(JSON.stringify(read)).not.toContain('\\u0000')
        expect(Object.values(read).filter((said) => typeof said === 'string' && !said.isWellFormed())).toEqual([])
      }),
      {
        numRuns: 300,
        examples: [
          [{ id: 'a', name: '\u0000' }],
          [{ id: 'b\ud800', name: '\ud83d', description: `${'å'.repeat(4999)}\u{1f9f5}` }],
        ],
      },
    )
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (body) => {
        answers = () => ({ body })
        await expect(readFeed({ associationId: 1, neighbourId: newId(), address }, true)).rejects.toThrow()
      }),
      { numRuns: 20 },
    )
  })
})
