import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { zip } from '../../../platform/archive/zip.ts'
import { writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import { buildTown, type Town } from '../town.build.ts'
import { ADA, BO, HEADINGS, importer, listFile } from './import.build.ts'
import { beginWriting, chooseSheet, uploadList } from './import.commands.ts'
import { beginWork, checkList, importsDone, writeList } from './import.jobs.ts'
import { reserveCaseNumbers } from './import-write.commands.ts'

let database: TestDatabase
let town: Town
let list: ReturnType<typeof importer>
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  town = await buildTown(database)
  list = importer(town)
})
afterAll(() => database.close())

/** A workbook whose sheet is thirty million zeros. */
const bomb = (): Uint8Array =>
  zip(
    new Map([
      ['[Content_Types].xml', new Uint8Array(10)],
      ['xl/worksheets/sheet1.xml', new Uint8Array(30_000_000)],
    ]),
    9,
  )

const all = async <T = Record<string, unknown>>(query: string): Promise<T[]> =>
  (await database.migrator.query(query, [town.associationId])).rows as T[]
const events = () =>
  all<{ kind: string; on_day: string }>(
    'select e.kind, e.on_day, e.data from thread_event e where e.association_id = $1 order by e.seq',
  )
const counts = async () => {
  const [row] = await all<Record<string, number>>(
    `select (select count(*)::int from thread where association_id = $1) as threads,
       (select count(*)::int from thread_event where association_id = $1) as events,
       (select count(*)::int from track where association_id = $1) as tracks,
       (select count(*)::int from import_mark where association_id = $1) as marks`,
  )
  return row
}

describe('the dry run', () => {
  test('writes nothing about anybody, and says what would become of each', async () => {
    const id = await list.check(listFile([HEADINGS, ADA, BO]))
    expect(await list.run(id)).toMatchObject({
      state: 'checked',
      counts: { new: 2, added: 0, same: 0, bad: 0, errors: 0 },
    })
    expect(await counts()).toEqual({ threads: 0, events: 0, tracks: 0, marks: 0 })
  })

  test('names every problem by row and column', async () => {
    const bad = [
      ['', '19890201-2388', 'ring', '31 februari', '', '0202-02-02', 'Karin Lindmark', 'Café', '1,3', '', ''],
      ['Cai Ek', '', '', '2026-03-02', '', '2026-02-02', '', '', '10', '', ''],
    ]
    const id = await list.check(listFile([HEADINGS, ADA, ...bad]))
    expect(
      (await list.problems(id))
        .filter((one) => one.kind !== 'trackStart')
        .map(({ row, column, kind }) => [row, column, kind]),
    ).toEqual([
      [3, 0, 'nameMissing'],
      [3, 1, 'numberCheckDigit'],
      [3, 2, 'phone'],
      [3, 3, 'dayMissing'],
      [3, 5, 'dayYear'],
      [3, 6, 'contactUnknown'],
      [3, 8, 'hoursQuarter'],
      [4, 5, 'dayOrder'],
      [4, 7, 'trackName'],
    ])
    expect((await list.run(id)).counts).toMatchObject({ new: 1, bad: 2, badRows: 2 })
  })
})

describe('bringing in', () => {
  test('a thread with its referral, intake, contact and track, each with its event', async () => {
    const id = await list.check(listFile([HEADINGS, ADA]))
    expect(await list.write(id)).toMatchObject({ state: 'done', counts: { new: 1 } })
    const [thread] = await all('select * from thread where association_id = $1')
    expect(thread).toMatchObject({
      state: 'active',
      team_unit_id: list.unitId(),
      opened_on: '2026-01-12',
      intake_on: '2026-02-02',
      acl: [list.unitId() * 16],
    })
    const [identity] = await all('select * from participant_identity where association_id = $1')
    expect(identity).toMatchObject({
      given_name: 'Ada',
      family_name: 'Ek',
      name_key: 'ek ada',
      person_number: '198902012387',
      birth_day: '1989-02-01',
      sex: 'woman',
    })
    const [referral] = await all('select * from referral where association_id = $1')
    expect(referral).toMatchObject({
      state: 'accepted',
      sent_on: '2026-01-12',
      taken_in_on: '2026-02-02',
      reason: 'Remitterad av Försörjningsstöd',
    })
    expect(await events()).toMatchObject([
      { kind: 'thread-begun', on_day: '2026-01-12' },
      { kind: 'referral-sent', on_day: '2026-01-12' },
      { kind: 'intake', on_day: '2026-02-02' },
      { kind: 'assignment-began', on_day: '2026-02-02', data: { role: 'lead', userId: town.users.elin } },
      { kind: 'track-started', on_day: '2026-02-09', data: { lane: 'team', quarterHours: 40 } },
      { kind: 'imported', on_day: '2026-11-02' },
    ])
    expect(await all('select * from import_row where association_id = $1')).toEqual([])
  })

  test('whoever waits stands in the queue, whoever has left is discharged with what was running', async () => {
    const headings = [...HEADINGS, 'Avslutad', 'Avslutad till']
    const gone = [...ADA, '2026-06-01', 'Arbete med stöd']
    await list.write(await list.check(listFile([headings, gone, [...BO, '', '']])))
    expect(
      await all(
        'select state, team_unit_id is null as waiting, discharged_on from thread where association_id = $1 order by state',
      ),
    ).toEqual([
      { state: 'discharged', waiting: false, discharged_on: '2026-06-01' },
      { state: 'queued', waiting: true, discharged_on: null },
    ])
    expect(await all('select entered_on, left_on from queue_entry where association_id = $1')).toEqual([
      { entered_on: '2026-03-02', left_on: null },
    ])
    expect(await all('select until_on from assignment where association_id = $1')).toEqual([{ until_on: '2026-06-01' }])
    expect(await all('select end_on from track where association_id = $1')).toEqual([{ end_on: '2026-06-01' }])
    expect(await all('select reason, destination, on_day from discharge where association_id = $1')).toEqual([
      { reason: 'goal_reached', destination: 'work', on_day: '2026-06-01' },
    ])
  })

  test('several rows are one person with several tracks', async () => {
    const second = ['', '', '', '', '', '', '', 'Verkstad', '1,5', '2026-03-09', '2026-05-31']
    await list.write(await list.check(listFile([HEADINGS, ADA, second, ADA])))
    expect(await counts()).toMatchObject({ threads: 1, tracks: 2 })
  })

  test('is refused while there are errors, unless they are left out', async () => {
    const id = await list.check(listFile([HEADINGS, ADA, ['Bo Asp', '123', ...BO.slice(2)]]))
    expect(await list.as((work) => beginWriting(work, id, false))).toMatchObject({
      ok: false,
      refusal: { kind: 'invalid' },
    })
    expect(await counts()).toMatchObject({ threads: 0 })
    expect((await list.write(id, true)).counts).toMatchObject({ new: 1, bad: 1 })
    expect(await counts()).toMatchObject({ threads: 1 })
  })
})

describe('the same list again', () => {
  const rows = [HEADINGS, ADA, BO, ['Cai Ek', '', '', '', '', '2026-02-02', '', 'Café', '', '', '']]
  test('changes nothing', async () => {
    await list.write(await list.check(listFile(rows)))
    const before = await counts()
    const id = await list.check(listFile(rows))
    expect((await list.run(id)).counts).toMatchObject({ new: 0, added: 0, same: 3, bad: 0 })
    expect(await list.as((work) => beginWriting(work, id, false))).toMatchObject({
      ok: false,
      refusal: { kind: 'conflict' },
    })
    expect(await counts()).toEqual(before)
  })

  test('changes nothing either when the team has worked on with the thread', async () => {
    await list.write(await list.check(listFile(rows)))
    await database.migrator.query(`update track set name = 'Kafé', start_on = '2026-02-16' where association_id = $1`, [
      town.associationId,
    ])
    await database.migrator.query(
      `update participant_identity set phone = '', given_name = 'Adda', name_key = 'ek adda' where association_id = $1 and given_name = 'Ada'`,
      [town.associationId],
    )
    await database.migrator.query(`update assignment set until_on = '2026-03-01' where association_id = $1`, [
      town.associationId,
    ])
    const id = await list.check(listFile(rows))
    expect((await list.run(id)).counts).toMatchObject({ new: 0, added: 0, same: 3 })
  })

  test('with a new track and a telephone adds just these', async () => {
    await list.write(await list.check(listFile([HEADINGS, BO])))
    const more = ['Bo Asp', '', '070-174 06 06', '2026-03-02', '', '', '', 'Verkstad', '8', '2026-04-06', '']
    const id = await list.check(listFile([HEADINGS, more]))
    expect((await list.run(id)).counts).toMatchObject({ new: 0, added: 1 })
    await list.write(id)
    expect(await counts()).toMatchObject({ threads: 1, tracks: 1, marks: 1 })
    expect(await all('select phone, version from participant_identity where association_id = $1')).toEqual([
      { phone: '070-174 06 06', version: 2 },
    ])
    expect((await events()).slice(-3).map((event) => event.kind)).toEqual([
      'identity-changed',
      'track-started',
      'imported',
    ])
    const third = await list.check(listFile([HEADINGS, more]))
    expect((await list.run(third)).counts).toMatchObject({ added: 0, same: 1 })
  })

  test('two at the same time bring everybody in once', async () => {
    const ids = await Promise.all([list.check(listFile(rows)), list.check(listFile(rows))])
    await Promise.all(ids.map((id) => list.write(id)))
    expect(await counts()).toMatchObject({ threads: 3, marks: 3 })
  })
})

describe('work that stops', () => {
  test('halfway leaves nothing behind, and can be begun again', async () => {
    const others = Array.from({ length: 300 }, (_, at) => [`Person${at} Provsson`, ...BO.slice(1)])
    const id = await list.check(listFile([HEADINGS, ...others, ADA]))
    await list.as((work) => beginWriting(work, id, false))
    await database.migrator.query('alter table track add constraint broken check (false) not valid')
    await beginWork(await list.tools(), id, writeList)
    await importsDone()
    await database.migrator.query('alter table track drop constraint broken')
    expect(await counts()).toEqual({ threads: 0, events: 0, tracks: 0, marks: 0 })
    expect(await list.run(id)).toMatchObject({ state: 'checked', stopped: 'failed' })
    expect((await list.write(id)).counts).toMatchObject({ new: 301 })
    expect(await counts()).toMatchObject({ threads: 301, tracks: 1 })
  })

  test('with the program is noticed, and can be begun again', async () => {
    const id = await list.check(listFile([HEADINGS, ADA]))
    await list.as((work) => beginWriting(work, id, false))
    expect(await list.as((work) => beginWriting(work, id, false))).toMatchObject({ refusal: { kind: 'conflict' } })
    await database.migrator.query(
      `update import_run set beat_at = now() - interval '2 minutes' where import_run_id = $1`,
      [id],
    )
    expect(await list.write(id)).toMatchObject({ state: 'done' })
  })

  test('is done once, also when its form is sent twice', async () => {
    const id = await list.check(listFile([HEADINGS, ADA, BO]))
    await database.migrator.query(`update import_run set state = 'checking' where import_run_id = $1`, [id])
    const tools = await list.tools()
    await Promise.all([checkList(tools, id), checkList(tools, id)])
    expect(await list.run(id)).toMatchObject({ state: 'checked', counts: { new: 2 } })
    await list.as((work) => beginWriting(work, id, false))
    await Promise.all([writeList(tools, id), writeList(tools, id)])
    expect(await list.run(id)).toMatchObject({ state: 'done', counts: { new: 2 } })
    expect(await counts()).toMatchObject({ threads: 2 })
  })

  test('a case number tells the year and nothing else, and no two are the same', async () => {
    await list.write(await list.check(listFile([HEADINGS, ADA, BO])))
    const drawn = await list.as(async ({ tx, today }) => {
      const { rows } = await sql<{
        n: string
      }>`select next_case_number(${today}) as n from generate_series(1, 40)`.execute(tx)
      return [...rows.map((row) => row.n), ...(await reserveCaseNumbers(tx, today, 3000))]
    })
    const given = await all<{ case_number: string }>('select case_number from thread where association_id = $1')
    const numbers = [...given.map((row) => row.case_number), ...drawn]
    for (const number of numbers) expect(number).toMatch(/^2026-\d{6}$/)
    expect(new Set(numbers).size).toBe(numbers.length)
    // Neither rising nor in steps: half of the neighbours go down, and the middle one is in the middle.
    const digits = drawn.map((number) => Number(number.slice(5)))
    const falls = digits.filter((n, at) => at > 0 && n < digits[at - 1]!).length
    expect(falls).toBeGreaterThan(digits.length * 0.4)
    expect(digits.toSorted((one, two) => one - two)[digits.length >> 1]).toBeGreaterThan(450_000)
  })

  test('two who ask for numbers at the same time get different ones', async () => {
    const ask = () => list.as(({ tx, today }) => reserveCaseNumbers(tx, today, 15_000))
    const lists = (await Promise.all([ask(), ask(), ask()])).flat()
    expect(new Set(lists).size).toBe(45_000)
  })
})

describe('files', () => {
  const upload = (bytes: Uint8Array | string, name: string) =>
    list.as((work) => uploadList(work, list.unitId(), new File([bytes as string], name)))

  test.each<[string, Uint8Array | string, string, string]>([
    ['an empty file', '', 'a.csv', 'file.empty'],
    ['blanks only', ' ; \n ;', 'a.csv', 'file.empty'],
    ['headings only', 'Namn;Telefon', 'a.csv', 'file.no-rows'],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'a.xlsx', 'file.broken'],
    ['a zip bomb', bomb(), 'a.xlsx', 'file.unpacks-too-large'],
    ['a PDF', '%PDF-1.7', 'a.pdf', 'file.other-format'],
    ['too many columns', Array.from({ length: 90 }, (_, at) => `k${at}`).join(';'), 'a.csv', 'file.too-many-columns'],
  ])('%s is refused with its reason', async (_, bytes, name, reason) => {
    expect(await upload(bytes, name)).toEqual({ ok: false, refusal: { kind: 'invalid', fields: { file: reason } } })
    expect(await all('select 1 from import_run where association_id = $1')).toEqual([])
  })

  test('of several sheets one is chosen, and the workbook is then forgotten', async () => {
    const bytes = await writeWorkbook([
      { name: 'Om listan', rows: [['Vår lista']] },
      { name: 'Deltagare', rows: [HEADINGS, ADA] },
    ])
    const uploaded = await upload(bytes, 'lista.xlsx')
    const id = uploaded.ok ? uploaded.value : ''
    expect(await list.run(id)).toMatchObject({ state: 'sheet', sheets: ['Om listan', 'Deltagare'] })
    expect(await list.as((work) => chooseSheet(work, id, 'Finns inte'))).toMatchObject({ ok: false })
    expect(await list.as((work) => chooseSheet(work, id, 'Deltagare'))).toMatchObject({ ok: true })
    expect(await list.run(id)).toMatchObject({
      state: 'mapping',
      choices: [
        'name',
        'number',
        'phone',
        'referralOn',
        'referredBy',
        'intakeOn',
        'contact',
        'track1.name',
        'track1.hours',
        'track1.startOn',
        'track1.endOn',
      ],
    })
    expect(await all('select file from import_run where association_id = $1')).toEqual([{ file: null }])
  })

  test('a team member, and the leader of another team, may not bring a list into the team', async () => {
    for (const who of ['elin', 'oskar'] as const) {
      const result = await town.as(who, (work) =>
        uploadList({ ...work, now: new Date() }, list.unitId(), listFile([HEADINGS, ADA])),
      )
      expect(result).toMatchObject({ ok: false, refusal: { fields: { unitId: 'choose' } } })
    }
  })

  test('uploads are gone after a day', async () => {
    await list.check(listFile([HEADINGS, ADA]))
    await database.migrator.query(
      `update import_run set expires_at = now() - interval '1 minute' where association_id = $1`,
      [town.associationId],
    )
    await town.as('maja', ({ tx }) => sql`select sweep_imports()`.execute(tx))
    expect(await all('select 1 from import_row where association_id = $1')).toEqual([])
  })
})
