/** What the program's own role may do where a page has a fault: in the viewer's own name, for the own unit, and no further. */
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDb, type Db } from '../../src/platform/database/db.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { categoriesSeen, idOf, noteOf, opened, refused, TODAY } from './placed.ts'
import { AGNETA, as, CARE, KARIN, MAJA, OFFICE, PETRA, settle, TEAM } from './town.ts'
import type { Placed } from './world.build.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

const run = (placed: Placed, user: number, statement: RawBuilder<unknown>) =>
  as(db, placed, user, TODAY, (tx) => statement.execute(tx))
const changed = async (placed: Placed, user: number, statement: RawBuilder<unknown>) =>
  (await run(placed, user, statement)).numAffectedRows

describe('free text stays between the authorities it is about', () => {
  // The care unit of the region holds the thread too.
  const held = () =>
    settle(database.migrator, TODAY, ({ threads: [thread], authorities, units, users }) => {
      authorities.push({ kind: 'insurance' })
      units.push({ authority: 3, kind: 'office' })
      users.push({ active: true, roles: [{ unit: 4, role: 'caseworker', from: -30, until: null }] })
      thread!.holders.push({ unit: CARE, since: -5, until: null })
      thread!.disclosures.push(opened({ to: { unit: 4 } }))
    })

  test('why something was given out by law is read by who decided and who received', async () => {
    const placed = await held()
    const disclosureId = placed.threads[0]!.disclosureIds[0]
    const told = async (user: number) =>
      (await run(placed, user, sql`select ground_detail_of(${disclosureId}) as text`)).rows
    for (const user of [PETRA, KARIN, 4]) expect(await told(user)).toEqual([{ text: '' }])
    expect(await told(MAJA)).toEqual([{ text: null }])
    await refused(run(placed, MAJA, sql`select ground_detail from disclosure`))
    await refused(run(placed, MAJA, sql`select reason from break_glass`))
  })

  test('and it is ended by the authority that decided it, a consent with anybody who works with the person', async () => {
    const end = sql`update disclosure set withdrawn_at = now()`
    const byLaw = await held()
    expect(await changed(byLaw, MAJA, end)).toBe(0n)
    expect(await changed(byLaw, KARIN, end)).toBe(1n)
    const byConsent = await settle(database.migrator, TODAY, ({ threads: [thread] }) => {
      thread!.holders.push({ unit: CARE, since: -5, until: null })
      thread!.consents.push({ unit: TEAM, withdrawn: false })
      thread!.disclosures.push(opened({ consent: 0 }))
    })
    expect(await changed(byConsent, MAJA, end)).toBe(1n)
  })
})

describe('nothing is answered about a thread that is not the viewer’s', () => {
  test('neither who sees it nor whether it can be let go', async () => {
    const placed = await settle(database.migrator, TODAY)
    const [id, team] = [idOf(placed), placed.unitIds[TEAM]]
    await refused(
      run(placed, KARIN, sql`select * from acl_now(${placed.associationId}, ${id}, 0, 0, 'person', ${TODAY})`),
    )
    await refused(run(placed, MAJA, sql`select let_go(${id}, ${team}, ${TODAY})`))
    expect(
      (await run(placed, MAJA, sql`select grantees_today(${id}, 0, 0, 'person') as g, head_of(${id}) as h`)).rows,
    ).toEqual([])
  })

  test('one holder does not let another go, nor write the course of a person it does not carry', async () => {
    const placed = await settle(database.migrator, TODAY)
    const id = idOf(placed)
    const holders = [
      [KARIN, TEAM],
      [PETRA, OFFICE],
    ] as const
    for (const [who, other] of holders)
      expect(
        (await run(placed, who, sql`select let_go(${id}, ${placed.unitIds[other]}, ${TODAY}) as gone`)).rows,
      ).toEqual([{ gone: false }])
    for (const set of [
      `team_unit_id = ${placed.unitIds[CARE]}`,
      `own_words = 'x'`,
      `state = 'discharged'`,
      `case_number = '1'`,
      `opened_on = '2020-01-01'`,
    ])
      await refused(run(placed, KARIN, sql.raw(`update thread set ${set} where thread_id = '${id}'`)))
    expect(await changed(placed, KARIN, sql`update thread set language = 'ar' where thread_id = ${id}`)).toBe(1n)
    expect(await changed(placed, PETRA, sql`update thread set own_words = 'Jag vill' where thread_id = ${id}`)).toBe(1n)
  })
})

describe('in the own name', () => {
  test('nobody writes as somebody else', async () => {
    const placed = await settle(database.migrator, TODAY)
    await as(db, placed, PETRA, TODAY, (tx) =>
      tx
        .insertInto('note')
        .values(noteOf(placed, TEAM, 0))
        .execute(),
    )
    await refused(
      as(db, placed, PETRA, TODAY, (tx) =>
        tx
          .insertInto('note')
          .values({ ...noteOf(placed, TEAM, 0), authorId: placed.userIds[KARIN]! })
          .execute(),
      ),
    )
  })

  test('a page changes nobody else’s account and reads nobody else’s session, key or password', async () => {
    const placed = await settle(database.migrator, TODAY)
    const [petra, karin] = [placed.userIds[PETRA], placed.userIds[KARIN]]
    expect(await changed(placed, KARIN, sql`update account_user set name = 'X' where id = ${petra}`)).toBe(0n)
    expect(await changed(placed, KARIN, sql`update account_user set name = 'Karin' where id = ${karin}`)).toBe(1n)
    expect((await run(placed, KARIN, sql`select user_id from account_session`)).rows).toEqual([{ userId: karin }])
    expect(await changed(placed, KARIN, sql`delete from account_session where user_id = ${petra}`)).toBe(0n)
    for (const table of ['account_credential', 'account_passkey', 'account_verification'])
      expect((await run(placed, KARIN, sql`select 1 from ${sql.table(table)}`)).rows, table).toEqual([])
  })

  test('an administrator ends the roles of others, never makes them longer, and leaves the own as they are', async () => {
    const placed = await settle(database.migrator, TODAY, ({ users }) => {
      users[AGNETA]!.roles[0]!.role = 'administrator'
      users[MAJA]!.roles[0]!.until = 10
    })
    const until = (user: number, day: string | null) =>
      sql`update user_role set valid_until = ${day}::date where user_id = ${placed.userIds[user]}`
    expect(await changed(placed, AGNETA, until(MAJA, '2026-03-05'))).toBe(1n)
    for (const later of ['2026-04-01', null]) await refused(run(placed, AGNETA, until(MAJA, later)))
    expect(await changed(placed, AGNETA, until(AGNETA, '2026-03-05'))).toBe(0n)
    expect(await changed(placed, KARIN, until(MAJA, '2026-03-03'))).toBe(0n)
  })
})

test('a read that begins after a withdrawal was committed never shows the row', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 8; round++) {
    const placed = await settle(database.migrator, TODAY, ({ threads: [thread] }) => {
      thread!.consents.push({ unit: TEAM, withdrawn: false })
      thread!.disclosures.push(opened({ consent: 0 }))
    })
    let withdrawn = Number.POSITIVE_INFINITY
    const reads: { began: number; seen: number }[] = []
    const read = async () => {
      while (reads.filter(({ began }) => began > withdrawn).length < 4) {
        const began = performance.now()
        const seen = await as(db, placed, MAJA, TODAY, (tx) => categoriesSeen(tx, placed))
        reads.push({ began, seen: seen.length })
      }
    }
    const withdraw = async () => {
      // Not before somebody has seen it, and each time at another moment of the reading.
      while (!reads.some(({ seen }) => seen > 0)) await new Promise((resolve) => setTimeout(resolve, 1))
      await new Promise((resolve) => setTimeout(resolve, 7 * round))
      await run(placed, KARIN, sql`update consent set withdrawn_at = now(), withdrawn_how = 'oral'`)
      withdrawn = performance.now()
    }
    await Promise.all([read(), read(), read(), withdraw()])
    expect(reads.filter(({ began, seen }) => began > withdrawn && seen > 0)).toEqual([])
  }
})
