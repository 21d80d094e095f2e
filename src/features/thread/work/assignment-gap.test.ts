import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import { paths } from '../../../paths.ts'
import { type NewThread, type StaffKey, TODAY } from '../town.build.ts'
import { addContact, changeContact, tellContact } from './assignment.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

async function led(given: NewThread = {}): Promise<{ threadId: string; assignmentId: string }> {
  const threadId = await town.thread(given)
  const added = await town.as('petra', (work) =>
    addContact(work, threadId, { userId: town.users.elin, role: 'lead', fromOn: '2026-03-02' }),
  )
  if (!added.ok) throw new Error(JSON.stringify(added))
  return { threadId, assignmentId: added.value }
}
const nobody = { userId: 'nobody', gapReason: 'Sjukskriven, Petra svarar', fromOn: '2026-11-16' }

describe('a contact who leaves without a successor', () => {
  test('is told to the person by a letter, and it is seen whether they know', async () => {
    const { threadId, assignmentId } = await led()
    const petra = visit('petra')
    const change = paths.contactChange(threadId, assignmentId)
    const letter = await petra.send(await petra.get(change), nobody, change)
    expect(letter.path).toBe(`${paths.contactGapTell(threadId, assignmentId)}?klart=contact-gap`)
    expect(letter.text).toContain('Från och med måndag 16 november 2026 är Elin Forsgren inte längre din kontakt')
    expect(letter.text).toContain('Vi hör av oss med ett namn')
    expect(letter.text).toContain('på telefon. Brevet kan du ge eller skicka.')
    expect(letter.text, 'why is for the team, not for the letter').not.toContain('Sjukskriven')
    expect((await petra.get(paths.thread(threadId))).text).toContain('Personen vet inte ännu att ingen tar över')
    const arabic = await petra.get(`${paths.contactGapTell(threadId, assignmentId)}?brev=ar`)
    expect(arabic.html).toMatch(/<article class="letter" lang="ar" dir="rtl"/)
    const wrong = await petra.send(
      letter,
      { toldHow: 'phone', toldOn: '2026-11-03' },
      paths.contactGapTell(threadId, assignmentId),
    )
    expect(wrong.status).toBe(422)
    const told = await petra.send(wrong, { toldOn: TODAY }, paths.contactGapTell(threadId, assignmentId))
    expect(told.path).toContain('klart=contact-told')
    expect(told.text).toContain('Personen fick veta 2 november 2026')
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { gap_told_on: TODAY, gap_told_how: 'phone', told_on: null },
    ])
    expect((await town.events(threadId)).at(-1)).toMatchObject({
      kind: 'contact-told',
      data: { gap: true, inTime: true },
    })
  })

  test('is written in the language of the person first', async () => {
    const { threadId, assignmentId } = await led({ language: 'ar' })
    await town.as('petra', (work) => changeContact(work, threadId, assignmentId, { ...nobody, version: '1' }))
    const letter = await visit('petra').get(paths.contactGapTell(threadId, assignmentId))
    expect(letter.html).toMatch(/<article class="letter" lang="ar" dir="rtl"/)
  })

  test('is written to a protected person without the name, and that is said, whoever writes', async () => {
    const { threadId, assignmentId } = await led({ protection: 'marking', named: ['petra', 'samir'] })
    const petra = visit('petra')
    const withoutName = async (address: string) => {
      const letter = await petra.get(address)
      expect(letter.text).toContain('Hej! Från och med')
      expect(letter.text).not.toContain('Hej Prov')
      expect(letter.text).not.toContain('Brevet kan du ge eller skicka')
      expect(letter.text).toContain('Personens identitet är skyddad. Brevet har inget namn.')
    }
    await withoutName(paths.contactTell(threadId, assignmentId))
    await town.as('petra', (work) => changeContact(work, threadId, assignmentId, { ...nobody, version: '1' }))
    await withoutName(paths.contactGapTell(threadId, assignmentId))
  })

  test('cannot be told of while there is no gap, by another unit, or on a form read before', async () => {
    const { threadId, assignmentId } = await led()
    const path = paths.contactGapTell(threadId, assignmentId)
    const early = await visit('petra').get(path)
    expect(early.status, 'nobody has left').toBe(409)
    expect(early.text).toContain('Den här kontakten är kvar, så det finns inget att berätta.')
    const tell = (who: StaffKey, version: string) =>
      town.as(who, (work) =>
        tellContact(work, threadId, assignmentId, { version, toldHow: 'phone', toldOn: TODAY }, 'tell-gap'),
      )
    await town.as('petra', (work) =>
      changeContact(work, threadId, assignmentId, { version: '1', userId: town.users.samir, fromOn: '2026-11-16' }),
    )
    expect(await tell('petra', '2'), 'somebody follows').toMatchObject({ refusal: { kind: 'not-found' } })
    const other = await led()
    await town.as('petra', (work) =>
      changeContact(work, other.threadId, other.assignmentId, { ...nobody, version: '1' }),
    )
    for (const who of ['oskar', 'maja', 'yusuf'] as const)
      expect((await visit(who).get(paths.contactGapTell(other.threadId, other.assignmentId))).status).toBe(404)
    const stale = await town.as('petra', (work) =>
      tellContact(
        work,
        other.threadId,
        other.assignmentId,
        { version: '1', toldHow: 'phone', toldOn: TODAY },
        'tell-gap',
      ),
    )
    expect(stale).toMatchObject({ refusal: { kind: 'stale' } })
  })
})
