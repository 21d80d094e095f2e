import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import { paths } from '../../../paths.ts'
import type { StaffKey } from '../town.build.ts'
import { TODAY } from '../town.build.ts'
import { writeNote } from './note.commands.ts'
import { addStep } from './step.commands.ts'
import { startTrack } from './track.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

const step = { what: 'Ring vårdcentralen', who: 'person', dueOn: '2026-11-09' }
async function withStep(): Promise<{ threadId: string; stepId: string }> {
  const threadId = await town.thread()
  const added = await town.as('elin', (work) => addStep(work, threadId, step))
  if (!added.ok) throw new Error(JSON.stringify(added))
  return { threadId, stepId: added.value }
}
const looks = async (threadId: string) =>
  (await database.migrator.query('select what, ground from read_log where thread_id = $1', [threadId])).rows

describe('the thread after the work', () => {
  test('has the way to correct beside each note of the own unit, and beside nobody else’s', async () => {
    const threadId = await town.thread()
    const note = { category: 'plan', happenedOn: TODAY, body: 'Vill prova verkstaden' }
    const written = await town.as('petra', (work) => writeNote(work, threadId, note))
    if (!written.ok) throw new Error(JSON.stringify(written))
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const correct = paths.noteCorrect(threadId, written.value)
    expect((await visit('elin').get(paths.thread(threadId))).html).toContain(`href="${correct}"`)
    const receiver = await visit('maja').get(paths.thread(threadId))
    expect(receiver.text).toContain('Vill prova verkstaden')
    expect(receiver.html).not.toContain(correct)
  })

  test('asks about consent until somebody has talked about it', async () => {
    const threadId = await town.thread()
    const asked = 'Samtycke har inte tagits upp ännu'
    expect((await visit('petra').get(paths.thread(threadId))).text).toContain(asked)
    expect(
      (await visit('karin').get(paths.thread(await town.thread({ state: 'queued', team: null })))).text,
    ).not.toContain(asked)
    await town.disclose(threadId, 'psychiatry', ['plan'])
    expect((await visit('petra').get(paths.thread(threadId))).text).not.toContain(asked)
  })

  test('speaks of no hours and contacts to come once it has ended', async () => {
    const threadId = await town.thread()
    await town.as('petra', (work) =>
      startTrack(work, threadId, { name: 'Caféet', lane: 'team', hours: '10', startOn: '2026-05-01' }),
    )
    const before = (await visit('petra').get(paths.thread(threadId))).text
    for (const said of ['timmar i veckan just nu', 'Ingen kontakt just nu', 'Att göra']) expect(before).toContain(said)
    await database.migrator.query(`update thread set state = 'discharged', discharged_on = $2 where thread_id = $1`, [
      threadId,
      TODAY,
    ])
    const after = (await visit('petra').get(paths.thread(threadId))).text
    expect(after).toContain('Avslutad')
    for (const said of ['timmar i veckan just nu', 'Ingen kontakt just nu', 'Att göra'])
      expect(after).not.toContain(said)
  })
})

describe('a form of the daily work', () => {
  test('is shown, written into the read log, and sent: the thread says what was saved', async () => {
    const threadId = await town.thread()
    const elin = visit('elin')
    const form = await elin.get(paths.stepNew(threadId))
    expect(form.status).toBe(200)
    expect(await looks(threadId)).toEqual([{ what: 'view', ground: 'own_unit' }])
    const thread = await elin.send(form, step, paths.stepNew(threadId))
    expect(thread.path).toBe(`${paths.thread(threadId)}?klart=step-added-person`)
    expect(thread.text).toContain('Steget är sparat')
    expect(thread.text).toContain('Ring vårdcentralen')
  })

  test('with errors comes back with status 422, the title said to be wrong, and everything typed', async () => {
    const threadId = await town.thread()
    const elin = visit('elin')
    const typed = { what: '<b>"Ring"</b> & skriv', who: town.users.samir, dueOn: '2027-02-31' }
    const again = await elin.send(await elin.get(paths.stepNew(threadId)), typed, paths.stepNew(threadId))
    expect(again.status).toBe(422)
    expect(await looks(threadId)).toHaveLength(2)
    expect(again.html).toMatch(/<title>Fel: /)
    expect(again.text).toContain('En sak behöver rättas')
    expect(again.html).toContain('href="#f-dueOn"')
    expect(again.html).toContain('value="2027-02-31"')
    expect(again.html).toContain('&lt;b&gt;&quot;Ring&quot;&lt;/b&gt; &amp; skriv')
    expect(again.html).toMatch(new RegExp(`value="${town.users.samir}" checked`))
    const thread = await elin.send(again, { dueOn: '2027-02-28' }, paths.stepNew(threadId))
    expect(thread.status).toBe(200)
    expect(await town.rows('next_step', threadId)).toMatchObject([{ what: typed.what, due_on: '2027-02-28' }])
  })

  test('sent twice counts once, and both lead to the same place', async () => {
    const threadId = await town.thread()
    const elin = visit('elin')
    const form = await elin.get(paths.stepNew(threadId))
    const both = await Promise.all([1, 2].map(() => elin.send(form, step, paths.stepNew(threadId))))
    const later = await elin.send(form, step, paths.stepNew(threadId))
    for (const page of [...both, later]) expect(page.path).toBe(`${paths.thread(threadId)}?klart=step-added-person`)
    expect(await town.rows('next_step', threadId)).toHaveLength(1)
    expect(await town.events(threadId)).toHaveLength(1)
  })

  test('that is stale shows both texts, keeps what was typed, and saves when it is sent again', async () => {
    const { threadId, stepId } = await withStep()
    const [elin, samir] = [visit('elin'), visit('samir')]
    const address = paths.stepChange(threadId, stepId)
    const opened = await samir.get(address)
    await elin.send(await elin.get(address), { what: 'Ring tandläkaren' }, address)
    const stale = await samir.send(opened, { what: 'Ring optikern' }, address)
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Någon annan har ändrat det här medan du skrev')
    expect(stale.text).toMatch(/Sparat av någon annan.*Ring tandläkaren.*Det du skrev.*Ring optikern/)
    expect(stale.html).toMatch(/<textarea[^>]*>\s*Ring optikern/)
    expect(await town.rows('next_step', threadId)).toMatchObject([{ what: 'Ring tandläkaren' }])
    const saved = await samir.send(stale, {}, address)
    expect(saved.status).toBe(200)
    expect(await town.rows('next_step', threadId)).toMatchObject([{ what: 'Ring optikern', version: 3 }])
  })

  test('about something that is over says so, with what was typed', async () => {
    const { threadId, stepId } = await withStep()
    const [elin, samir] = [visit('elin'), visit('samir')]
    const drop = paths.stepDrop(threadId, stepId)
    const opened = await samir.get(drop)
    const done = paths.stepDone(threadId, stepId)
    await elin.send(await elin.get(done), {}, done)
    const refused = await samir.send(opened, { reason: 'Behövs inte längre' }, drop)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Steget är redan klart.')
    expect(refused.text).toContain('Behövs inte längre')
    expect((await samir.get(drop)).status).toBe(409)
  })

  test('asks for the next step when the last one is done', async () => {
    const { threadId, stepId } = await withStep()
    const elin = visit('elin')
    const done = paths.stepDone(threadId, stepId)
    const next = await elin.send(await elin.get(done), {}, done)
    expect(next.path).toBe(`${paths.stepNew(threadId)}?klart=step-done`)
    expect(next.text).toContain('Bra, ett steg är klart')
  })
})

describe('who finds a form', () => {
  /** Every try leaves its look, also one that was refused. */
  const LOOK: Partial<Record<StaffKey, { what: string; ground: string }>> = {
    elin: { what: 'view', ground: 'own_unit' },
    karin: { what: 'view', ground: 'own_unit' },
    maja: { what: 'view', ground: 'disclosure' },
    yusuf: { what: 'denied', ground: 'none' },
    oskar: { what: 'denied', ground: 'none' },
  }

  test.each<[StaffKey, number]>([
    ['elin', 200],
    ['karin', 403],
    ['maja', 403],
    ['yusuf', 404],
    ['oskar', 404],
  ])('%s: %i', async (who, status) => {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const page = await visit(who).get(paths.stepNew(threadId))
    expect(page.status).toBe(status)
    expect(await looks(threadId)).toEqual([LOOK[who]])
  })

  test('nobody without an own way in: sent by hand it finds nothing either, and nothing is written', async () => {
    const { threadId, stepId } = await withStep()
    const yusuf = visit('yusuf')
    const own = await yusuf.get(paths.participants)
    const token = /name="_token" value="([^"]+)"/.exec(own.html)?.[1] ?? ''
    const sent = await yusuf.post(paths.stepDrop(threadId, stepId), { _token: token, version: '1', reason: 'Nej' })
    expect(sent.status).toBe(404)
    expect((await yusuf.post(paths.stepNew(threadId), { ...step, _token: 'wrong' })).status).toBe(403)
    expect(await town.rows('next_step', threadId)).toMatchObject([{ dropped_reason: '', version: 1 }])
  })

  test.each([
    ['a wrong id', '/deltagare/1/steg/nytt'],
    ['a thread that is not there', paths.stepNew('01890000-0000-7000-8000-000000000000')],
    ['a row that is not there', paths.stepDone('01890000-0000-7000-8000-000000000000', 'x')],
  ])('nobody at %s', async (_, address) => {
    expect((await visit('elin').get(address)).status).toBe(404)
  })

  test('the form of a thread that has ended says what to do first', async () => {
    const threadId = await town.thread({ state: 'discharged' })
    const page = await visit('elin').get(paths.trackNew(threadId))
    expect(page.status).toBe(409)
    expect(page.text).toContain('Tråden är avslutad. Ta upp den igen')
  })
})

describe('a protected person', () => {
  test('is not named to those who are not named, on any form', async () => {
    const threadId = await town.thread({ protection: 'marking', named: ['petra'] })
    const page = await visit('elin').get(paths.stepNew(threadId))
    expect(page.text).toContain('Skyddad person')
    expect(page.text).not.toContain('Exempel')
    expect((await visit('petra').get(paths.stepNew(threadId))).text).toContain('Prov Exempel')
  })
})

describe('notes on pages', () => {
  const hard = '<script>alert("x")</script>\n\'; drop table note;\n👩🏽‍🚒 \u202eabc\u202c مرحبا'

  test('show text as text', async () => {
    const threadId = await town.thread()
    const elin = visit('elin')
    const address = paths.noteNew(threadId)
    const typed = { category: 'notes', body: hard, happenedOn: '2026-11-01' }
    const thread = await elin.send(await elin.get(address), typed, address)
    expect(thread.text).toContain('Anteckningen är sparad')
    for (const page of [thread, await elin.get(paths.notes(threadId))]) {
      expect(page.html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
      expect(page.html).not.toContain('<script>alert')
      expect(page.html).toMatch(/class="note-text" dir="auto"/)
    }
  })

  test('a text of 300,000 characters is kept, shown by its beginning, and whole on its own page', async () => {
    const threadId = await town.thread()
    const elin = visit('elin')
    const address = paths.noteNew(threadId)
    const body = 'åäö مرحبا '.repeat(30_000).trim()
    const typed = { category: 'health', body, happenedOn: '2026-11-01' }
    const thread = await elin.send(await elin.get(address), typed, address)
    expect(thread.text).toMatch(/Visa hela \(\d{3}\s\d{3} tecken\)/)
    expect(thread.html.length).toBeLessThan(100_000)
    const [row] = await town.rows<{ note_id: string; body: string }>('note', threadId)
    expect(row?.body).toBe(body)
    expect((await elin.get(paths.note(threadId, row?.note_id ?? ''))).html).toContain(body)
    const wrong = await elin.send(await elin.get(address), { ...typed, happenedOn: 'i går' }, address)
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain(body)
  })

  test('an objection to a corrected note is answered with what to do, and keeps what was typed', async () => {
    const threadId = await town.thread()
    const noteId = await town.as('elin', (work) =>
      writeNote(work, threadId, { category: 'plan', body: 'Fyra timmar', happenedOn: '2026-11-01' }),
    )
    const id = noteId.ok ? noteId.value : ''
    const address = paths.noteObject(threadId, id)
    const [elin, samir] = [visit('elin'), visit('samir')]
    const opened = await samir.get(address)
    const correct = paths.noteCorrect(threadId, id)
    await elin.send(await elin.get(correct), { body: 'Sex timmar' }, correct)
    const refused = await samir.send(opened, { body: 'Jag sade två' }, address)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Anteckningen är rättad. Skriv invändningen vid den text som gäller nu.')
    expect(refused.text).toContain('Jag sade två')
    expect((await samir.get(address)).status).toBe(409)
  })

  test('a correction opened before another is stale with both texts', async () => {
    const threadId = await town.thread()
    const noteId = await town.as('elin', (work) =>
      writeNote(work, threadId, { category: 'plan', body: 'Fyra timmar', happenedOn: '2026-11-01' }),
    )
    const address = paths.noteCorrect(threadId, noteId.ok ? noteId.value : '')
    const [elin, samir] = [visit('elin'), visit('samir')]
    const opened = await samir.get(address)
    const first = await elin.send(await elin.get(address), { body: 'Sex timmar' }, address)
    expect(first.text).toContain('Rättelsen är sparad')
    const stale = await samir.send(opened, { body: 'Åtta timmar' }, address)
    expect(stale.status).toBe(409)
    expect(stale.text).toMatch(/Sparat av någon annan.*Sex timmar.*Det du skrev.*Åtta timmar/)
    const saved = await samir.send(stale, {}, address)
    expect(saved.text).toContain('Rättelsen är sparad')
    const list = await samir.get(paths.notes(threadId))
    expect(list.html.match(/<del>/g)).toHaveLength(2)
  })
})

test('the thread ends with what is shown beforehand, and goes on again', async () => {
  const threadId = await town.thread()
  const petra = visit('petra')
  const contact = paths.contactNew(threadId)
  const letter = await petra.send(await petra.get(contact), { userId: town.users.elin }, contact)
  expect(letter.text).toMatch(/Hej Prov ! Från och med måndag 2 november 2026 är Elin Forsgren din kontakt/)
  await town.as('petra', (work) =>
    startTrack(work, threadId, { name: 'Caféet', lane: 'workplace', hours: '10', startOn: '2026-05-01' }),
  )
  const end = paths.discharge(threadId)
  const form = await petra.get(end)
  expect(form.text).toMatch(/Elin Forsgren/)
  expect(form.html).toMatch(/name="close" value="track:[0-9a-f-]+" checked/)
  const typed = { reason: 'goal_reached', destination: 'work', closingTalkOn: '2026-10-30' }
  const ended = await petra.send(form, typed, end)
  expect(ended.text).toContain('Tråden är avslutad')
  expect(await town.rows('track', threadId)).toMatchObject([{ end_on: '2026-11-02', outcome: 'work' }])
  const again = paths.reopen(threadId)
  const told = await petra.send(await petra.get(again), { reason: 'Jobbet tog slut', userId: town.users.samir }, again)
  expect(told.text).toContain('Tråden är igång igen')
  expect(await town.rows('thread', threadId)).toMatchObject([{ state: 'active' }])
})
