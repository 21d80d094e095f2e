import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../test/support/town-pages.ts'
import { paths } from '../../paths.ts'
import type { ThreadExport } from './export.queries.ts'
import { TODAY, type Town } from './town.build.ts'
import { writeNote } from './work/note.commands.ts'
import { addStep } from './work/step.commands.ts'
import { startTrack } from './work/track.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let app: TownPages['app']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, app, visit } = await townPages())
})
afterAll(() => database.close())

const looks = async (threadId: string) =>
  (await database.migrator.query('select user_id, what, ground from read_log where thread_id = $1', [threadId])).rows

const TEAM_NOTE = 'Lagets egen anteckning'
const OFFICE_TRACK = 'Handläggarens insats'

async function written(given: Parameters<Town['thread']>[0] = {}): Promise<string> {
  const threadId = await town.thread(given)
  await town.as('petra', async (work) => {
    await writeNote(work, threadId, { category: 'notes', happenedOn: TODAY, body: TEAM_NOTE })
    await addStep(work, threadId, { what: 'Ring', who: 'person', dueOn: '2026-11-09' })
  })
  await town.as('karin', (work) =>
    startTrack(work, threadId, { name: OFFICE_TRACK, lane: 'municipality', hours: '1', startOn: TODAY }),
  )
  return threadId
}

describe('the extract of a thread', () => {
  test('is a file with everything its holder may see, named without the person, and written into the read log', async () => {
    const threadId = await written()
    const page = await visit('petra').get(paths.extract(threadId))
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('application/json')
    const file = page.headers.get('content-disposition') ?? ''
    expect(file).toMatch(/^attachment; filename="utdrag-2026-\d{4,}-2026-11-02\.json"$/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    const found = JSON.parse(page.html) as ThreadExport
    expect(found.participant_identity).toMatchObject([{ given_name: 'Prov' }])
    expect(found.note).toMatchObject([{ body: TEAM_NOTE }])
    expect(found.next_step).toMatchObject([{ what: 'Ring' }])
    expect(found.thread_event.map((one) => one.kind)).toEqual(['note-written', 'step-added'])
    expect(page.html, 'another unit’s rows were not opened to the team').not.toContain(OFFICE_TRACK)
    for (const internal of ['"acl"', 'acl_until', 'association_id', 'name_key', '"tx"'])
      expect(page.html).not.toContain(internal)
    expect(await looks(threadId)).toEqual([{ user_id: town.users.petra, what: 'export', ground: 'own_unit' }])
  })

  test('holds for each holder only what is theirs', async () => {
    const threadId = await written()
    const office = await visit('karin').get(paths.extract(threadId))
    expect(office.html).toContain(OFFICE_TRACK)
    expect(office.html).not.toContain(TEAM_NOTE)
  })

  test('names no protected person, whoever takes it', async () => {
    const threadId = await written({ protection: 'marking', named: ['petra'] })
    const page = await visit('petra').get(paths.extract(threadId))
    expect(page.status).toBe(200)
    expect((JSON.parse(page.html) as ThreadExport).participant_identity).toEqual([])
    expect(page.html).not.toContain('Prov')
  })

  test('is refused to whom something was disclosed, to strangers and to nobody signed in; the attempt is written', async () => {
    const threadId = await written()
    await town.disclose(threadId, 'psychiatry', ['plan', 'notes'])
    const psychiatry = await visit('maja').get(paths.thread(threadId))
    expect(psychiatry.status, 'may look').toBe(200)
    expect(psychiatry.html).not.toContain(paths.extract(threadId))
    for (const who of ['maja', 'yusuf', 'oskar'] as const) {
      const page = await visit(who).get(paths.extract(threadId))
      expect(page.status, who).toBe(404)
      expect(page.html, who).not.toContain(TEAM_NOTE)
    }
    expect((await app.visitor().get(paths.extract(threadId))).path).toMatch(/^\/logga-in/)
    const denied = (await looks(threadId)).filter((one) => one.what === 'denied').map((one) => one.user_id)
    expect(denied.sort()).toEqual([town.users.maja, town.users.yusuf, town.users.oskar].sort())
    for (const odd of ['x', '01999999-0000-7000-8000-000000000000'])
      expect((await visit('petra').get(paths.extract(odd))).status).toBe(404)
  })
})
