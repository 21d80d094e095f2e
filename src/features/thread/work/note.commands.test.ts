import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { buildTown, type StaffKey, type Town } from '../town.build.ts'
import { wholeThread } from '../whole-thread.queries.ts'
import { correctNote, recordObjection, writeNote } from './note.commands.ts'
import { noteOf, notesOfThread } from './note.queries.ts'
import { BEGINNING, NOTES_A_PAGE } from './note.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const typed = (change: Record<string, string> = {}) => ({
  category: 'plan',
  happenedOn: '2026-11-01',
  body: 'Vi kom överens om fyra timmar i veckan.',
  ...change,
})
const write = async (
  threadId: string,
  change: Record<string, string> = {},
  who: StaffKey = 'elin',
): Promise<string> => {
  const written = await town.as(who, (work) => writeNote(work, threadId, typed(change)))
  if (!written.ok) throw new Error(JSON.stringify(written))
  return written.value
}
const list = (who: StaffKey, threadId: string, asked: Parameters<typeof notesOfThread>[3] = {}) =>
  town.as(who, ({ tx, viewer }) => notesOfThread(tx, viewer, threadId, asked))
const correct = (threadId: string, noteId: string, corrects: string, body: string, who: StaffKey = 'elin') =>
  town.as(who, (work) => correctNote(work, threadId, noteId, { corrects, body, happenedOn: '2026-11-01' }))
const facts = async (threadId: string) =>
  (await town.events(threadId)).map(({ kind, on, data }) => ({ kind, on, ...data }))

describe('writing a note', () => {
  test('keeps it under its category, with an event of the same owner and no text in it', async () => {
    const threadId = await town.thread()
    await write(threadId, { category: 'health', body: 'Migrän sedan i går' })
    const [row] = await town.rows('note', threadId)
    const [event] = await town.rows('thread_event', threadId)
    expect(row).toMatchObject({ category: 'health', author_id: town.users.elin, body: 'Migrän sedan i går' })
    for (const column of ['unit_id', 'authority_id', 'category', 'acl']) expect(event?.[column]).toEqual(row?.[column])
    expect(await facts(threadId)).toEqual([{ kind: 'note-written', on: '2026-11-01', length: 18 }])
  })

  test.each([
    '<script>alert(1)</script>',
    "'; drop table note; --",
    'Hej 👩🏽‍🚒🇸🇪',
    '\u202eabc\u202c \u200f مرحبا',
    'rad ett\n\n\trad två',
    '{name} <b>fet</b> &amp;',
    'å'.repeat(300_000),
  ])('keeps text as it is typed (%#)', async (body) => {
    const threadId = await town.thread()
    const noteId = await write(threadId, { body })
    const note = await town.as('elin', ({ tx, viewer }) => noteOf(tx, viewer, threadId, noteId))
    expect(note?.body).toBe(body)
  })

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['without a category', { category: '' }, { category: 'choose' }],
    ['without a text', { body: ' \n ' }, { body: 'required' }],
    ['too long', { body: 'x'.repeat(900_001) }, { body: 'tooLong' }],
    ['about tomorrow', { happenedOn: '2026-11-03' }, { happenedOn: 'problem.future' }],
    ['about 31 February', { happenedOn: '2026-02-31' }, { happenedOn: 'day' }],
  ])('is refused %s', async (_, change, fields) => {
    const threadId = await town.thread()
    const result = await town.as('elin', (work) => writeNote(work, threadId, typed(change)))
    expect(result).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
    expect(await town.rows('note', threadId)).toEqual([])
  })

  test('goes on after the thread has ended', async () => {
    const threadId = await town.thread({ state: 'discharged' })
    await write(threadId, { body: 'Personen ringde och mår bra' })
    expect(await town.rows('note', threadId)).toHaveLength(1)
  })
})

describe('who sees a note', () => {
  test('the own unit all of them, others only the categories disclosed to them, strangers nothing', async () => {
    const threadId = await town.thread()
    for (const category of ['plan', 'health', 'notes']) await write(threadId, { category, body: category })
    await town.disclose(threadId, 'psychiatry', ['health'])
    expect((await list('samir', threadId)).counts).toEqual({ plan: 1, health: 1, notes: 1 })
    const shown = await list('maja', threadId)
    expect([shown.counts, shown.notes.map((note) => note.beginning)]).toEqual([{ health: 1 }, ['health']])
    expect((await list('karin', threadId)).total).toBe(0)
    expect((await list('yusuf', threadId)).total).toBe(0)
  })

  test('a receiver writes notes of their own unit, which the team does not see', async () => {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    await write(threadId, { category: 'health', body: 'Remiss till kurator' }, 'maja')
    expect((await list('elin', threadId)).total).toBe(0)
    expect((await list('maja', threadId)).notes).toMatchObject([{ mine: true, unitName: 'Vuxenpsykiatrin' }])
    const stranger = await town.as('yusuf', (work) => writeNote(work, threadId, typed()))
    expect(stranger).toEqual({ ok: false, refusal: { kind: 'not-found' } })
  })
})

describe('a list of notes', () => {
  test('has pages of twenty, the latest day first, each with its beginning', async () => {
    const threadId = await town.thread()
    for (let n = 1; n <= NOTES_A_PAGE + 3; n++)
      await write(threadId, {
        happenedOn: `2026-10-${String(n).padStart(2, '0')}`,
        category: n % 2 ? 'plan' : 'notes',
        body: `${n} ${'ord '.repeat(400)}`,
      })
    const first = await list('elin', threadId)
    expect(first).toMatchObject({ total: 23, page: 1, pages: 2 })
    expect(first.notes.map((note) => Number(note.beginning.split(' ')[0]))).toEqual(
      [...Array(20).keys()].map((n) => 23 - n),
    )
    expect(first.notes[0]).toMatchObject({ length: 1602 })
    expect(first.notes[0]?.beginning).toHaveLength(BEGINNING)
    expect((await list('elin', threadId, { page: 2 })).notes).toHaveLength(3)
    const onThePage = (who: 'elin' | 'yusuf') => town.as(who, ({ tx, viewer }) => wholeThread(tx, viewer, threadId))
    expect((await onThePage('elin'))?.work.notes).toEqual({ total: 23, notes: first.notes.slice(0, 4) })
    expect((await onThePage('yusuf'))?.work.notes).toEqual({ total: 0, notes: [] })
    expect(await list('elin', threadId, { page: 99, category: 'notes' })).toMatchObject({
      total: 11,
      page: 1,
      pages: 1,
    })
  })
})

describe('correcting', () => {
  test('writes a new note in the same category; the old one stays and is marked', async () => {
    const threadId = await town.thread()
    const noteId = await write(threadId)
    const corrected = await correct(threadId, noteId, noteId, 'Vi kom överens om sex timmar.', 'samir')
    expect(corrected.ok).toBe(true)
    const { notes } = await list('elin', threadId)
    expect(notes).toMatchObject([
      { corrects: noteId, correctedBy: null, author: 'Samir Haddad', category: 'plan' },
      { noteId, correctedBy: corrected.ok && corrected.value, beginning: 'Vi kom överens om fyra timmar i veckan.' },
    ])
    expect((await facts(threadId)).at(-1)).toEqual({
      kind: 'note-corrected',
      on: '2026-11-02',
      correctsNoteId: noteId,
      length: 29,
    })
  })

  test('what somebody else has corrected meanwhile is stale', async () => {
    const threadId = await town.thread()
    const noteId = await write(threadId)
    expect((await correct(threadId, noteId, noteId, 'Sex timmar.')).ok).toBe(true)
    expect(await correct(threadId, noteId, noteId, 'Åtta timmar.')).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect(await town.rows('note', threadId)).toHaveLength(2)
  })

  test('at once by two: one correction, and the other is told', async () => {
    const threadId = await town.thread()
    const noteId = await write(threadId)
    const both = await Promise.all(
      (['elin', 'samir'] as const).map((who) => correct(threadId, noteId, noteId, `Av ${who}`, who)),
    )
    expect(both.map((one) => (one.ok ? 'done' : one.refusal.kind)).sort()).toEqual(['done', 'stale'])
    expect(await town.rows('note', threadId)).toHaveLength(2)
  })

  test('needs a change', async () => {
    const threadId = await town.thread()
    const noteId = await write(threadId)
    expect(await correct(threadId, noteId, noteId, typed().body)).toMatchObject({
      refusal: { kind: 'invalid', fields: { body: 'problem.noChange' } },
    })
  })

  test('is for the unit that wrote it; the database lets nobody change a note in place', async () => {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const noteId = await write(threadId)
    expect(await correct(threadId, noteId, noteId, 'Annat', 'maja')).toMatchObject({
      refusal: { kind: 'not-allowed', reason: 'refused.other-unit' },
    })
    expect(await correct(threadId, noteId, noteId, 'Annat', 'karin')).toMatchObject({ refusal: { kind: 'not-found' } })
    await expect(
      town.as('elin', ({ tx }) => tx.updateTable('note').set({ body: 'Annat' }).where('noteId', '=', noteId).execute()),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('an objection', () => {
  const object = (threadId: string, noteId: string, body: string, who: StaffKey = 'elin', madeOn = '2026-11-02') =>
    town.as(who, (work) => recordObjection(work, threadId, noteId, { body, madeOn }))

  test('stands beside the note, for those who may see the note', async () => {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const noteId = await write(threadId)
    expect((await object(threadId, noteId, 'Jag sade två timmar')).ok).toBe(true)
    for (const who of ['samir', 'maja'] as const)
      expect((await list(who, threadId)).notes[0]?.objections).toMatchObject([
        { body: 'Jag sade två timmar', madeOn: '2026-11-02', recordedBy: 'Elin Forsgren' },
      ])
    const [row] = await town.rows('note_objection', threadId)
    const event = (await town.rows('thread_event', threadId)).at(-1)
    for (const column of ['unit_id', 'authority_id', 'category', 'acl']) expect(event?.[column]).toEqual(row?.[column])
    expect(event).toMatchObject({ kind: 'objection-recorded', data: { noteId } })
  })

  test('is said against the note that holds, not against one that was corrected', async () => {
    const threadId = await town.thread()
    const noteId = await write(threadId)
    const corrected = await correct(threadId, noteId, noteId, 'Vi kom överens om två timmar.')
    expect(corrected.ok).toBe(true)
    expect(await object(threadId, noteId, 'Nej')).toEqual({
      ok: false,
      refusal: { kind: 'conflict', reason: 'refused.note.corrected' },
    })
    expect((await object(threadId, corrected.ok ? corrected.value : '', 'Nej')).ok).toBe(true)
    expect(await town.rows('note_objection', threadId)).toHaveLength(1)
  })

  test('needs words and a day that has been, and is recorded by the unit that wrote the note', async () => {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const noteId = await write(threadId)
    expect(await object(threadId, noteId, ' ')).toMatchObject({ refusal: { fields: { body: 'required' } } })
    expect(await object(threadId, noteId, 'Nej', 'elin', '2026-11-03')).toMatchObject({
      refusal: { fields: { madeOn: 'problem.future' } },
    })
    expect(await object(threadId, noteId, 'Nej', 'maja')).toMatchObject({ refusal: { kind: 'not-allowed' } })
    expect(await object(threadId, noteId, 'Nej', 'karin')).toMatchObject({ refusal: { kind: 'not-found' } })
  })
})

test('after all this every row has its event, and every event its row', async () => {
  expect(await town.loose()).toEqual([])
})
