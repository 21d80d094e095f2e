import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hidden, type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import { paths } from '../../../paths.ts'
import { foldName } from '../../../shared/text.ts'
import { drafted, sent } from '../referral/referral.build.ts'
import type { NewThread } from '../town.build.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

const identity = async (threadId: string) => (await town.rows('participant_identity', threadId))[0]
const form = (threadId: string) => paths.identity(threadId)

describe('a person’s data', () => {
  test('are corrected by the team that has the person: name, number, telephone, language; the event says which, not what', async () => {
    const threadId = await town.thread()
    const petra = visit('petra')
    const page = await petra.get(paths.thread(threadId))
    expect(page.html).toContain(`href="${form(threadId)}"`)
    const typed = { givenName: 'Prova', familyName: 'Rätt', phone: '070-174 06 05', personNumber: '890201-2387' }
    const done = await petra.send(
      await petra.get(form(threadId)),
      { ...typed, language: 'so', interpreter: 'yes' },
      form(threadId),
    )
    expect(done.path).toBe(`${paths.thread(threadId)}?klart=identity-changed`)
    for (const seen of ['Prova Rätt', '070-174 06 05', '19890201-2387', 'Talar somaliska, tolk vid möten'])
      expect(done.text).toContain(seen)
    expect(done.html).toContain('href="tel:0701740605"')
    expect(await identity(threadId)).toMatchObject({
      ...{ given_name: 'Prova', family_name: 'Rätt', name_key: foldName('Rätt Prova'), version: 2 },
      ...{ person_number: '198902012387', birth_day: '1989-02-01', sex: 'woman', phone: '070-174 06 05' },
    })
    expect(await town.rows('thread', threadId)).toMatchObject([{ language: 'so', interpreter: true }])
    expect((await town.events(threadId)).map(({ kind, data }) => [kind, data])).toEqual([
      [
        'identity-changed',
        { givenName: true, familyName: true, personNumber: true, phone: true, language: true, interpreter: true },
      ],
    ])
    const list = await petra.get(paths.participants)
    expect(list.text, 'and nothing of what stood before').toContain('Prova Rätt')
  })

  test('saved as they were leave no event', async () => {
    const threadId = await town.thread()
    const petra = visit('petra')
    const done = await petra.send(await petra.get(form(threadId)), {}, form(threadId))
    expect(done.path).toContain('klart=identity-changed')
    expect(await town.events(threadId)).toEqual([])
    expect(await identity(threadId)).toMatchObject({ version: 1 })
  })

  test('of a wrong form come back with everything typed', async () => {
    const threadId = await town.thread()
    const petra = visit('petra')
    const typed = { givenName: '', familyName: '', personNumber: '890201-2388', phone: '0701' }
    const again = await petra.send(await petra.get(form(threadId)), typed, form(threadId))
    expect(again.status).toBe(422)
    expect(again.html).toContain('<title>Fel:')
    for (const said of ['Skriv personens namn.', 'Numret stämmer inte.']) expect(again.text).toContain(said)
    expect(again.html).toContain('890201-2388')
    expect(await identity(threadId)).toMatchObject({ given_name: 'Prov' })
  })

  test('take no number that another thread of the own unit has, and say which; another unit’s is not told', async () => {
    const first = await town.thread()
    const second = await town.thread()
    const elsewhere = await town.thread({ team: 'otherTeam' })
    await database.migrator.query('update participant_identity set person_number = $2 where thread_id = $1', [
      first,
      '199912282382',
    ])
    await database.migrator.query('update participant_identity set person_number = $2 where thread_id = $1', [
      elsewhere,
      '199912292381',
    ])
    const petra = visit('petra')
    const taken = { personNumber: '19991228-2382' }
    const again = await petra.send(await petra.get(form(second)), taken, form(second))
    expect(again.status).toBe(422)
    expect(again.text).toContain('Numret finns redan på en annan tråd hos er')
    expect(again.html).toContain(`href="${paths.thread(first)}"`)
    const free = await petra.send(again, { personNumber: '19991229-2381' }, form(second))
    expect(free.path).toContain('klart=identity-changed')
  })

  test('changed by two show both texts', async () => {
    const threadId = await town.thread()
    const [petra, elin] = [visit('petra'), visit('elin')]
    const [one, two] = [await petra.get(form(threadId)), await elin.get(form(threadId))]
    await petra.send(one, { phone: '070-174 06 05' }, form(threadId))
    const stale = await elin.send(two, { givenName: 'Provan' }, form(threadId))
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('070-174 06 05')
    expect(stale.html).toContain('value="Provan"')
    const done = await elin.send(stale, {}, form(threadId))
    expect(done.path).toContain('klart=identity-changed')
    expect(await identity(threadId)).toMatchObject({ given_name: 'Provan', phone: '070-174 06 05', version: 3 })
  })

  test('are corrected by the referrer until the team has taken the person in', async () => {
    const karin = visit('karin')
    for (const { threadId } of [await drafted(town), await sent(town)]) {
      const done = await karin.send(await karin.get(form(threadId)), { familyName: 'Rättad' }, form(threadId))
      expect(done.path).toContain('klart=identity-changed')
    }
    const draft = await drafted(town)
    await karin.send(await karin.get(form(draft.threadId)), { language: 'so' }, form(draft.threadId))
    expect(await town.rows('referral', draft.threadId), 'a draft does not bring the old language back').toMatchObject([
      { language: 'so', version: 2 },
    ])
    const { threadId } = await sent(town)
    expect((await visit('petra').get(form(threadId))).status, 'nobody has taken the person in').toBe(403)
    const taken = await town.thread()
    expect((await karin.get(form(taken))).status).toBe(403)
    expect((await karin.get(paths.thread(taken))).html).not.toContain(form(taken))
    const ended = await town.thread({ state: 'referred' })
    expect((await karin.get(form(ended))).status, 'referred again by whoever began it').toBe(200)
  })

  test('are nobody else’s to correct, nor a protected person’s of whoever is not named', async () => {
    const given: NewThread = { protection: 'marking', named: ['petra'] }
    const threadId = await town.thread(given)
    await town.disclose(threadId, 'psychiatry', ['plan'])
    expect((await visit('maja').get(form(threadId))).status).toBe(403)
    expect((await visit('yusuf').get(form(threadId))).status).toBe(404)
    const elin = visit('elin')
    expect((await elin.get(paths.thread(threadId))).html).not.toContain(form(threadId))
    const refused = await elin.get(form(threadId))
    expect(refused.status).toBe(403)
    expect(refused.text).not.toContain('Prov')
    const petra = visit('petra')
    const page = await petra.get(form(threadId))
    const token = hidden(await elin.get(paths.stepNew(threadId)), '_token')
    const forced = await elin.post(form(threadId), {
      _token: token,
      version: '1',
      givenName: 'X',
      noNumber: 'yes',
      language: 'sv',
    })
    expect(forced.status).toBe(403)
    expect((await petra.send(page, { givenName: 'Prova' }, form(threadId))).path).toContain('klart=')
    expect(await identity(threadId)).toMatchObject({ given_name: 'Prova', protection: 'marking' })
  })
})
