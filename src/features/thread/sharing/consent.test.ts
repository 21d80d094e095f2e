import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { addDays, day } from '../../../shared/calendar-day.ts'
import { consentHash } from '../../access/disclosure.commands.ts'
import { type ConsentForm, decideDisclosure, endDisclosure, previewAs, withdrawConsent } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { exportThread } from '../export.queries.ts'
import { threadOf } from '../thread.queries.ts'
import { buildTown, TODAY, type Town } from '../town.build.ts'
import type { Work } from '../work/work.commands.ts'
import { give, readConsent } from './consent.pages.tsx'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const region = () => ({ authorityId: town.units.psychiatry.authorityId, unitId: null })
const form = (change: Partial<ConsentForm> = {}): ConsentForm => ({
  textLanguage: 'ar',
  receiver: [`authority-${town.units.psychiatry.authorityId}`],
  categories: ['plan'],
  months: 6,
  givenHow: 'oral',
  interpreter: true,
  ...change,
})
const typed = (one: ConsentForm) => ({ ...one, months: String(one.months), interpreter: one.interpreter ? 'yes' : '' })

/** A thread with a plan note and a health note of the team, and one of the support office that the team does not see. */
async function threadWithNotes(): Promise<string> {
  const threadId = await town.thread({ language: 'ar' })
  const note = (user: 'petra' | 'karin', unit: 'team' | 'support', category: string) =>
    town.as(user, ({ tx }) =>
      tx
        .insertInto('note')
        .values({
          ...{ associationId: town.associationId, threadId, ...town.units[unit], category },
          ...{ body: `${unit} ${category}`, happenedOn: TODAY, authorId: town.users[user] },
        })
        .execute(),
    )
  await note('petra', 'team', 'plan')
  await note('petra', 'team', 'health')
  await note('karin', 'support', 'plan')
  return threadId
}

async function consented(threadId: string, change: Partial<ConsentForm> = {}): Promise<string> {
  const given = await town.as('petra', async (work) => {
    const read = await readConsent(work, threadId, typed(form(change)))
    if (!read.ok) throw new Error(JSON.stringify(read.refusal))
    return give(work, read.value.entered.owned, read.value.form)
  })
  if (!given.ok) throw new Error(JSON.stringify(given.refusal))
  return given.value
}

const bodies = async ({ tx, viewer }: Pick<Work, 'tx' | 'viewer'>, threadId: string): Promise<unknown[]> =>
  ((await exportThread(tx, viewer, threadId))?.note ?? []).map((note) => note.body).sort()

describe('giving', () => {
  test('opens what was said, to whom it was said, until the day that was said', async () => {
    const threadId = await threadWithNotes()
    expect(await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toBeUndefined()
    const consentId = await consented(threadId)
    expect(await town.as('maja', (work) => bodies(work, threadId))).toEqual(['support plan', 'team plan'])
    expect(await town.as('yusuf', (work) => bodies(work, threadId))).toEqual([])
    const [consent] = await town.rows('consent', threadId)
    expect(consent).toMatchObject({
      ...{ consent_id: consentId, given_how: 'oral', text_language: 'ar', text_version: '2' },
      ...{ interpreter: true, taken_by: town.users.petra, text_hash: consentHash('ar') },
    })
    const [disclosure] = await town.rows('disclosure', threadId)
    expect(disclosure).toMatchObject({
      ground: 'consent',
      valid_from: TODAY,
      valid_until: '2027-05-02',
      to_unit_id: null,
    })
    expect((await town.events(threadId)).map((event) => [event.kind, event.data])).toEqual([
      ['consent-given', {}],
      ['disclosure-decided', {}],
    ])
    const last = day('2027-05-02')
    expect(await town.as('maja', (work) => bodies(work, threadId), last)).not.toEqual([])
    expect(await town.as('maja', (work) => bodies(work, threadId), addDays(last, 1))).toEqual([])
  })

  test('to one unit only', async () => {
    const threadId = await threadWithNotes()
    await consented(threadId, { receiver: [`unit-${town.units.jobCentre.unitId}`], categories: ['health'] })
    expect(await town.as('yusuf', (work) => bodies(work, threadId))).toEqual(['team health'])
  })

  test('to several at once: one conversation and one paper, a look of its own for each', async () => {
    const threadId = await threadWithNotes()
    const job = `unit-${town.units.jobCentre.unitId}`
    const read = await town.as('petra', (work) =>
      readConsent(work, threadId, { ...typed(form()), receiver: [...form().receiver, 'unit-999999'] }),
    )
    expect(read, 'nobody gets anything where one is unknown').toMatchObject({
      refusal: { fields: { receiver: 'choose' } },
    })
    const consentId = await consented(threadId, { receiver: [...form().receiver, job, job] })
    expect(await town.rows('consent', threadId)).toHaveLength(1)
    expect(await town.rows('disclosure', threadId)).toMatchObject([
      { consent_id: consentId, to_unit_id: null, categories: ['plan'] },
      { consent_id: consentId, to_unit_id: town.units.jobCentre.unitId, categories: ['plan'] },
    ])
    for (const receiver of ['maja', 'yusuf'] as const)
      expect(await town.as(receiver, (work) => bodies(work, threadId)), receiver).toEqual(['support plan', 'team plan'])
    const kinds = (await town.events(threadId)).map((event) => event.kind)
    expect(kinds).toEqual(['consent-given', 'disclosure-decided', 'disclosure-decided'])
  })

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['no receiver', { receiver: [] }, { receiver: 'choose' }],
    ['somebody who is not there', { receiver: ['authority-1'] }, { receiver: 'choose' }],
    ['nothing', { categories: [] }, { categories: 'choose' }],
    ['something else', { categories: ['everything'] }, { categories: 'choose' }],
    ['for ever', { months: '999' }, { months: 'choose' }],
    ['in another language', { textLanguage: 'xx' }, { textLanguage: 'choose' }],
    ['by telepathy', { givenHow: 'telepathy' }, { givenHow: 'choose' }],
  ])('is refused: %s', async (_, change, fields) => {
    const threadId = await town.thread()
    const read = await town.as('petra', (work) => readConsent(work, threadId, { ...typed(form()), ...change }))
    expect(read).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
  })

  test('not by who only looks, nor after the discharge', async () => {
    const threadId = await threadWithNotes()
    await consented(threadId)
    const read = (user: 'maja' | 'petra', id: string) => town.as(user, (work) => readConsent(work, id, typed(form())))
    expect(await read('maja', threadId)).toMatchObject({ refusal: { kind: 'not-allowed' } })
    expect(await read('petra', await town.thread({ state: 'discharged' }))).toMatchObject({
      refusal: { kind: 'conflict' },
    })
  })
})

describe('see what they will see', () => {
  test('shows what the receiver sees afterwards, but for what is closed to the viewer, and leaves nothing behind', async () => {
    const threadId = await threadWithNotes()
    const wanted = form({ categories: ['plan', 'health'] })
    const preview = await town.as('petra', async (work) => {
      const read = await readConsent(work, threadId, typed(wanted))
      if (!read.ok) throw new Error('refused')
      const before = await bodies(work, threadId)
      const seen = await previewAs(
        work.tx,
        work.viewer,
        region(),
        () => give(work, read.value.entered.owned, wanted),
        async (receiver) => ({
          notes: await bodies({ tx: work.tx, viewer: receiver }, threadId),
          thread: await threadOf(work.tx, receiver, threadId),
        }),
      )
      expect(await bodies(work, threadId)).toEqual(before)
      return seen
    })
    expect(preview?.notes).toEqual(['team health', 'team plan'])
    expect(await town.rows('consent', threadId)).toEqual([])
    expect(await town.events(threadId)).toEqual([])
    expect(await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toBeUndefined()

    await consented(threadId, wanted)
    const afterwards = await town.as('maja', async (work) => ({
      notes: await bodies(work, threadId),
      thread: await threadOf(work.tx, work.viewer, threadId),
    }))
    expect(afterwards.notes).toEqual(['support plan', 'team health', 'team plan'])
    expect(preview?.thread).toEqual(afterwards.thread)
  })

  test('a protected person is without a name there too', async () => {
    const threadId = await town.thread({ protection: 'marking', named: ['petra'] })
    const thread = await town.as('petra', async (work) => {
      const owner = { associationId: town.associationId, threadId, ...town.units.team }
      return previewAs(
        work.tx,
        work.viewer,
        region(),
        () => give(work, owner, form()),
        (receiver) => threadOf(work.tx, receiver, threadId),
      )
    })
    expect(thread).toMatchObject({ threadId, identity: null })
  })
})

describe('taking back', () => {
  test('ends the sight of the receiver with the next request; any unit that holds the thread may write it down', async () => {
    const threadId = await threadWithNotes()
    const consentId = await consented(threadId)
    const owner = { associationId: town.associationId, threadId, ...town.units.support }
    const withdraw = () =>
      town.as('karin', (work) =>
        withdrawConsent(work, owner, consentId, 'oral', (event) => recordEvent(work.tx, work.viewer, event)),
      )
    expect((await withdraw()).ok).toBe(true)
    expect(await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toBeUndefined()
    expect((await town.events(threadId)).map((event) => event.kind).slice(2)).toEqual([
      'consent-withdrawn',
      'disclosure-ended',
    ])
    expect(await withdraw()).toMatchObject({ refusal: { kind: 'conflict', reason: 'refused.consent.withdrawn' } })
  })
})

describe('taking back from one of several', () => {
  const region = () => `authority-${town.units.psychiatry.authorityId}`
  const job = () => `unit-${town.units.jobCentre.unitId}`
  const back = (threadId: string, consentId: string, from: string[], who: 'petra' | 'maja' = 'petra') =>
    town.as(who, (work) => {
      const owner = { associationId: town.associationId, threadId, ...town.units.team }
      const record = (event: Parameters<typeof recordEvent>[2]) => recordEvent(work.tx, work.viewer, event)
      return withdrawConsent(work, owner, consentId, 'oral', record, from)
    })
  const idOf = async (threadId: string, toUnitId: number | null) =>
    (await town.rows<{ disclosure_id: string; to_unit_id: number | null }>('disclosure', threadId)).find(
      (one) => one.to_unit_id === toUnitId,
    )?.disclosure_id ?? ''

  test('ends that look at once, the others stand, and the last takes the consent with it', async () => {
    const threadId = await threadWithNotes()
    const consentId = await consented(threadId, { receiver: [region(), job()] })
    const [toRegion, toJob] = [await idOf(threadId, null), await idOf(threadId, town.units.jobCentre.unitId)]
    expect((await back(threadId, consentId, [toJob])).ok).toBe(true)
    expect(await town.as('yusuf', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toBeUndefined()
    expect(await town.as('maja', (work) => bodies(work, threadId))).toEqual(['support plan', 'team plan'])
    expect(await town.rows('consent', threadId)).toMatchObject([{ withdrawn_at: null }])
    const rows = await town.rows<{ disclosure_id: string; withdrawn_how: string | null }>('disclosure', threadId)
    expect(rows.map((row) => row.withdrawn_how)).toEqual([null, 'oral'])
    expect(await back(threadId, consentId, [toJob]), 'not twice').toMatchObject({
      refusal: { fields: { from: 'choose' } },
    })
    expect((await back(threadId, consentId, [toRegion])).ok).toBe(true)
    expect(await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toBeUndefined()
    expect((await town.rows<{ withdrawn_at: Date | null }>('consent', threadId))[0]?.withdrawn_at).not.toBeNull()
    expect((await town.events(threadId)).slice(3).map((event) => event.kind)).toEqual([
      'disclosure-ended',
      'consent-withdrawn',
      'disclosure-ended',
    ])
  })

  test('is not done by a receiver, nor with a look of another consent', async () => {
    const threadId = await threadWithNotes()
    const consentId = await consented(threadId, { receiver: [region(), job()] })
    const other = await threadWithNotes()
    await consented(other, { receiver: [region(), job()] })
    const foreign = await idOf(other, null)
    expect(await back(threadId, consentId, [foreign])).toMatchObject({ refusal: { fields: { from: 'choose' } } })
    expect((await back(threadId, consentId, [await idOf(threadId, null)], 'maja')).ok).toBe(false)
    expect(await town.as('maja', (work) => bodies(work, threadId))).toEqual(['support plan', 'team plan'])
  })
})

describe('by law', () => {
  const decide = (threadId: string, change: Record<string, unknown> = {}) =>
    town.as('petra', (work) =>
      decideDisclosure(
        work,
        { associationId: town.associationId, threadId, ...town.units.team },
        'municipality',
        {
          receiver: `authority-${town.units.jobCentre.authorityId}`,
          categories: ['plan'],
          ground: 'osl_10_28',
          detail: 'SoL 15 kap. 10 §',
          validUntil: addDays(TODAY, 30),
          ...change,
        },
        (event) => recordEvent(work.tx, work.viewer, event),
      ),
    )

  test('is kept apart from consent, and can be ended', async () => {
    const threadId = await threadWithNotes()
    const decided = await decide(threadId)
    expect(await town.rows('consent', threadId)).toEqual([])
    // The deciding unit's own, not what another unit of the municipality wrote.
    expect(await town.as('yusuf', (work) => bodies(work, threadId))).toEqual(['team plan'])
    const end = () =>
      town.as('petra', (work) =>
        endDisclosure(
          work,
          { associationId: town.associationId, threadId, ...town.units.team },
          decided.ok ? decided.value : '',
          (event) => recordEvent(work.tx, work.viewer, event),
        ),
      )
    expect((await end()).ok).toBe(true)
    expect(await town.as('yusuf', (work) => bodies(work, threadId))).toEqual([])
    expect(await end()).toMatchObject({ refusal: { kind: 'conflict' } })
  })

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['the general clause for social services', { ground: 'osl_10_27' }, { ground: 'problem.groundNotYours' }],
    ['no reason to speak of', { detail: 'ja' }, { detail: 'problem.tooShort' }],
    ['for years', { validUntil: addDays(TODAY, 400) }, { validUntil: 'dayTooLate' }],
    ['for yesterday', { validUntil: addDays(TODAY, -1) }, { validUntil: 'dayTooEarly' }],
  ])('is refused: %s', async (_, change, fields) => {
    expect(await decide(await town.thread(), change)).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
  })
})

test('the words of a consent do not change without a new version', () => {
  expect({ version: '2', sv: consentHash('sv'), en: consentHash('en'), ar: consentHash('ar') }).toMatchInlineSnapshot(`
    {
      "ar": "4978dd2d03a2d06fe3f93db40067f6ba1f177ac4df9c3cd4b03e8eb6b2834db3",
      "en": "38f6996856220b327e4a831d2ec5ed4759f7d071b9ca3486adf77bde47939fd0",
      "sv": "4e9e03b0de26b7628deda9daf72648a3b999a2afceaadd8f84baf32682d46042",
      "version": "2",
    }
  `)
})
