import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { createDb, type Db } from '../../../platform/database/db.ts'
import type { Mail } from '../../../platform/mail/mailer.ts'
import { addDays, day, dayAt } from '../../../shared/calendar-day.ts'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { someEntry } from '../entry.build.ts'
import { changeEntry, createEntries } from '../entry.commands.ts'
import { loadMap } from '../entry.queries.ts'
import { factsOf } from '../entry.ts'
import type { MapWork } from '../work.ts'
import { closeReview, confirmEntries, startReview } from './review.commands.ts'
import { mailReview } from './review.jobs.ts'
import { progressOf, reviewOf, reviewsDue } from './review.queries.ts'
import { NO_AUTHORITY, reminderDays } from './review.ts'

// The mails look at roles of the real day.
const TODAY = dayAt(new Date())
const DUE = addDays(TODAY, 28)
let database: TestDatabase
let db: Db
let built: BuiltAssociation
let karin: BuiltUser
let maja: BuiltUser
let agneta: BuiltUser

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  karin = await built.user('Karin', built.office, 'caseworker')
  await built.user('Kerstin', built.office, 'caseworker')
  maja = await built.user('Maja', built.care, 'caseworker')
  agneta = await built.user('Agneta', built.staffUnit, 'association_head')
  for (const [user, authorityId] of [
    [karin, built.office.authorityId],
    [maja, built.care.authorityId],
  ] as const)
    await as(user, (work) =>
      createEntries(
        { ...work, today: addDays(TODAY, -90) },
        ['A', 'B'].map((name) => someEntry({ name, authorityId })),
      ),
    )
})
afterAll(() => database.close())

async function as<T>(user: BuiltUser, work: (work: MapWork) => Promise<T>): Promise<T> {
  const viewer = (await viewerOfSession(db, user.sessionToken, TODAY))!
  return asViewer(db, viewer, TODAY, (tx) => work({ tx, viewer, today: TODAY }))
}
const start = () =>
  as(agneta, (work) =>
    startReview(work, { authorities: [built.office.authorityId, built.care.authorityId], dueOn: DUE, note: '' }),
  )
const progress = (id: string) =>
  as(agneta, async ({ tx, viewer }) => progressOf(tx, viewer, (await reviewOf(tx, viewer, id))!))
const mailed = async (mapReviewId: string) => {
  const mails: Mail[] = []
  const mailer = { sendMail: async (mail: Mail) => void mails.push(mail), close: () => undefined }
  await mailReview.run(
    { associationId: built.associationId, mapReviewId, turn: 'week' },
    { db, mailer, origin: 'https://rt.example', secret: '' },
  )
  return mails
}

test('three mails: at once, a week before, the day after', () => {
  const dates = (from: string, to: string) =>
    reminderDays({ startedOn: day(from), dueOn: day(to) }).map(({ turn, on }) => [turn, on])
  expect(dates('2026-03-02', '2026-03-30')).toEqual([
    ['start', '2026-03-02'],
    ['week', '2026-03-23'],
    ['after', '2026-03-31'],
  ])
  expect(dates('2026-03-02', '2026-03-06')).toEqual([
    ['start', '2026-03-02'],
    ['after', '2026-03-07'],
  ])
})

describe('a round', () => {
  test('is started by the keeper only, and orders its mails', async () => {
    const given = { authorities: [built.office.authorityId], dueOn: DUE, note: '' }
    expect(await as(karin, (work) => startReview(work, given))).toMatchObject({ ok: false })
    expect(await as(agneta, (work) => startReview(work, { ...given, authorities: [999_999] }))).toMatchObject({
      ok: false,
    })
    const begun = await start()
    expect(begun.ok).toBe(true)
    const { rows } = await database.migrator.query(
      `select data, start_after::text from jobs.job where name = 'map.mail-review' order by start_after`,
    )
    expect(rows.map((row) => row.data.turn)).toEqual(['start', 'week', 'after'])
    expect(rows[2].start_after).toContain(addDays(DUE, 1))
    await as(agneta, (work) => closeReview(work, begun.ok ? begun.value : '', 1))
  })

  test('each authority confirms or changes its own entries; few are mailed, and only while something is left', async () => {
    const begun = await start()
    const id = begun.ok ? begun.value : ''
    expect(await progress(id)).toEqual([
      { authorityId: built.office.authorityId, total: 2, confirmed: 0 },
      { authorityId: built.care.authorityId, total: 2, confirmed: 0 },
    ])
    // One to each authority: whoever wrote its entries.
    const mails = await mailed(id)
    expect(mails.map((mail) => mail.to)).toEqual([karin.email, maja.email])
    expect(mails[0]!.text).toContain('2 poster')
    expect(mails[0]!.text).toContain(`https://rt.example/karta/genomgangar/${id}`)
    expect(await as(karin, ({ tx, viewer }) => reviewsDue(tx, viewer))).toMatchObject([
      { mapReviewId: id, left: 2, dueOn: DUE },
    ])

    const own = (await as(karin, ({ tx, viewer }) => loadMap(tx, viewer))).filter(
      (one) => one.authorityId === built.office.authorityId,
    )
    const [first, second] = [own[0]!, own[1]!]
    const office = built.office.authorityId
    const entry = { entryId: first.entryId, version: first.version }
    expect(await as(maja, (work) => confirmEntries(work, id, office, [entry]))).toMatchObject({ ok: false })
    expect(await as(maja, (work) => confirmEntries(work, id, built.care.authorityId, [entry]))).toMatchObject({
      ok: false,
    })
    expect((await as(karin, (work) => confirmEntries(work, id, office, [entry]))).ok).toBe(true)
    // Sent twice: it is confirmed already.
    expect((await as(karin, (work) => confirmEntries(work, id, office, [entry]))).ok).toBe(true)
    await as(karin, (work) => changeEntry(work, second.entryId, second.version, { ...factsOf(second), method: 'Nytt' }))
    // Only what she read is confirmed: of two, one came or was changed meanwhile.
    const care = built.care.authorityId
    const read = (await as(maja, ({ tx, viewer }) => loadMap(tx, viewer))).filter((one) => one.authorityId === care)
    const [same, other] = [read[0]!, read[1]!]
    const listed = [same, { ...other, version: other.version - 1 }]
    expect((await as(maja, (work) => confirmEntries(work, id, care, listed))).ok).toBe(true)
    expect((await progress(id)).find((one) => one.authorityId === care)).toMatchObject({ confirmed: 1 })
    expect(await as(maja, (work) => confirmEntries(work, id, care, listed.slice(1)))).toMatchObject({
      refusal: { kind: 'stale' },
    })
    expect(await as(maja, (work) => confirmEntries(work, id, care, []))).toMatchObject({ ok: false })
    expect((await as(maja, (work) => confirmEntries(work, id, care, read))).ok).toBe(true)
    const [event] = (
      await database.migrator.query(
        "select kind, version, actor_id, snapshot ->> 'verifiedOn' as on_day from map_event where entry_id = $1 order by version desc limit 1",
        [other.entryId],
      )
    ).rows
    expect(event).toEqual({ kind: 'verified', version: other.version + 1, actor_id: maja.userId, on_day: TODAY })
    expect((await progress(id)).map((one) => one.confirmed)).toEqual([2, 2])
    expect(await mailed(id)).toEqual([])
    expect(await as(karin, ({ tx, viewer }) => reviewsDue(tx, viewer))).toEqual([])
  })

  test('entries of no authority are the keeper’s to look through, and nobody else’s', async () => {
    await as(agneta, (work) =>
      createEntries({ ...work, today: addDays(TODAY, -90) }, [someEntry({ name: 'Körsång', authorityId: null })]),
    )
    const begun = await as(agneta, (work) =>
      startReview(work, { authorities: [NO_AUTHORITY, built.care.authorityId], dueOn: DUE, note: '' }),
    )
    const id = begun.ok ? begun.value : ''
    expect((await progress(id)).find((one) => one.authorityId === NO_AUTHORITY)).toMatchObject({
      total: 1,
      confirmed: 0,
    })
    const mails = await mailed(id)
    expect(mails.map((mail) => mail.to)).toEqual([agneta.email])
    expect(mails[0]!.text).toContain('En post hos civilsamhället')
    expect(await as(agneta, ({ tx, viewer }) => reviewsDue(tx, viewer))).toMatchObject([
      { mapReviewId: id, authorityId: NO_AUTHORITY, left: 1 },
    ])
    const [song] = (await as(agneta, ({ tx, viewer }) => loadMap(tx, viewer))).filter((one) => one.authorityId === null)
    expect(await as(maja, (work) => confirmEntries(work, id, NO_AUTHORITY, [song!]))).toMatchObject({ ok: false })
    expect((await as(agneta, (work) => confirmEntries(work, id, NO_AUTHORITY, [song!]))).ok).toBe(true)
    expect(await as(agneta, ({ tx, viewer }) => reviewsDue(tx, viewer))).toEqual([])
    await as(agneta, (work) => closeReview(work, id, 1))
  })

  test('once closed nobody is told and nothing more is confirmed in it', async () => {
    await database.migrator.query('update map_entry set verified_on = null, verified_by = null')
    const begun = await start()
    const id = begun.ok ? begun.value : ''
    expect(await as(karin, (work) => closeReview(work, id, 1))).toMatchObject({ ok: false })
    expect((await as(agneta, (work) => closeReview(work, id, 1))).ok).toBe(true)
    expect(await as(agneta, (work) => closeReview(work, id, 1))).toMatchObject({ ok: false })
    expect(await mailed(id)).toEqual([])
    expect(await as(karin, (work) => confirmEntries(work, id, built.office.authorityId, []))).toMatchObject({
      ok: false,
      refusal: { kind: 'conflict' },
    })
  })
})
