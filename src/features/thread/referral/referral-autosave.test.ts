import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hidden, type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import type { Visitor } from '../../../../test/support/visitor.ts'
import { drafted } from './referral.build.ts'

let database: TownPages['database']
let town: TownPages['town']
let as: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit: as } = await townPages('2026-11-02T09:42:00Z'))
})
afterAll(() => database.close())

const row = async (referralId: string) =>
  (await database.migrator.query('select * from referral where referral_id = $1', [referralId])).rows[0]
const looks = async (): Promise<number> =>
  Number((await database.migrator.query('select count(*) as n from read_log')).rows[0].n)

/** What the island sends, and what it is told. */
async function autosave(visitor: Visitor, path: string, fields: Record<string, string>) {
  const page = await visitor.post(path, { ...fields, go: 'auto' })
  return { status: page.status, ...(JSON.parse(page.html) as { version?: number; text: string }) }
}

async function opened(slug: 'varfor' | 'laget' | 'vart') {
  const { referralId } = await drafted(town)
  const path = `/remisser/${referralId}/utkast/${slug}`
  const karin = as('karin')
  const page = await karin.get(path)
  return { referralId, path, karin, page, form: { _token: hidden(page, '_token'), version: hidden(page, 'version') } }
}

describe('a draft saved in the background', () => {
  test('says when, counts the version up, and the button still works with its key and the new version', async () => {
    const { referralId, path, karin, page, form } = await opened('varfor')
    const before = await looks()
    const first = await autosave(karin, path, { ...form, reason: 'Behöver' })
    expect(first).toEqual({ status: 200, version: 2, text: 'Sparat 10:42.' })
    const second = await autosave(karin, path, { ...form, version: '2', reason: 'Behöver stöd' })
    expect(second.version).toBe(3)
    expect(await row(referralId)).toMatchObject({ reason: 'Behöver stöd', version: 3 })
    expect(await looks(), 'nobody has read anything').toBe(before)
    const fields = { ...form, _key: hidden(page, '_key'), version: '3', reason: 'Behöver stöd nu', go: 'next' }
    const sent = await karin.post(path, fields)
    expect(sent.path).toMatch(/laget$/)
    expect((await karin.post(path, fields)).path, 'sent twice counts once').toBe(sent.path)
    expect(await row(referralId)).toMatchObject({ reason: 'Behöver stöd nu', version: 4 })
  })

  test('stores what can be stored, and says what cannot be yet', async () => {
    const { referralId, path, karin, form } = await opened('vart')
    const half = { ...form, toIntervention: 'Verkstad', wishedStart: '2026-02-31', toUnitId: '999999' }
    const saved = await autosave(karin, path, { ...half, contactUserId: town.users.karin })
    expect(saved).toMatchObject({ status: 200, version: 2 })
    expect(saved.text).toContain(
      'Sparat 10:42. Det här sparas först när du har rättat det: Önskad start och Vilket team?',
    )
    expect(await row(referralId)).toMatchObject({ to_intervention: 'Verkstad', wished_start: null, to_unit_id: null })
    const long = await opened('varfor')
    const over = await autosave(long.karin, long.path, {
      ...long.form,
      reason: 'Å'.repeat(400_001),
      ownWords: 'Jag vill',
    })
    expect(over.text).toContain('Varför remitterar du?')
    expect(await row(long.referralId)).toMatchObject({ reason: '', own_words: 'Jag vill' })
  })

  test('sent again because no answer came, it is the same save', async () => {
    const { path, karin, form } = await opened('varfor')
    await autosave(karin, path, { ...form, reason: 'En gång' })
    expect(await autosave(karin, path, { ...form, reason: 'En gång' })).toMatchObject({ status: 200, version: 2 })
  })

  test('never overwrites what was saved in another window', async () => {
    const { referralId, path, karin, form } = await opened('varfor')
    await autosave(karin, path, { ...form, reason: 'Först' })
    const late = await autosave(karin, path, { ...form, reason: 'Sedan' })
    expect(late).toMatchObject({ status: 409, text: expect.stringContaining('Någon annan har ändrat utkastet') })
    expect(late.version).toBeUndefined()
    expect(await row(referralId)).toMatchObject({ reason: 'Först', version: 2 })
    const pressed = await karin.send(await karin.get(path), { ...form, reason: 'Sedan', go: 'stay' }, path)
    expect(pressed.status, 'the button shows both texts').toBe(409)
    for (const words of ['Först', 'Sedan']) expect(pressed.text).toContain(words)
    expect(pressed.html, 'nothing is saved behind the back of whoever compares').not.toContain('draft.island')
  })

  test('is refused to every other unit, and once the referral is sent', async () => {
    const { referralId, path, form } = await opened('varfor')
    for (const other of ['petra', 'maja', 'yusuf'] as const) {
      const token = hidden(await as(other).get('/remisser/ny'), '_token')
      const refused = await as(other).post(path, { ...form, _token: token, reason: 'Inte min', go: 'auto' })
      expect(refused.status, other).toBe(404)
    }
    expect(await row(referralId)).toMatchObject({ reason: '', version: 1 })
    await database.migrator.query(`update referral set state = 'withdrawn' where referral_id = $1`, [referralId])
    const over = await autosave(as('karin'), path, { ...form, reason: 'För sent' })
    expect(over).toMatchObject({ status: 409, text: expect.stringContaining('inte längre ett utkast') })
  })

  test('is on the pages of the draft and on no other', async () => {
    const { page, karin, path } = await opened('varfor')
    expect(page.html).toContain('<script type="module" src="/assets/draft.island.js"')
    expect((await karin.get(path.replace('varfor', 'skicka'))).html).not.toContain('draft.island')
    expect((await karin.get('/remisser/ny')).html).not.toContain('draft.island')
  })
})
