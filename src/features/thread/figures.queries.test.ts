import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { withClient } from '../../platform/database/provision.ts'
import { type CalendarDay, day } from '../../shared/calendar-day.ts'
import { asViewer, viewerOfSession } from '../access/public.ts'
import { teamFigures } from './figures.queries.ts'
import { buildHead } from './head.build.ts'
import { teamLoads } from './team-load.queries.ts'
import { buildTown, TODAY, type Town } from './town.build.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

/** Somebody at the association's office, who meets nobody. */
async function head(on: CalendarDay = TODAY) {
  const token = await buildHead(database.migrator, town.associationId)
  const viewer = await viewerOfSession(town.db, token, on)
  if (!viewer) throw new Error('no role')
  return viewer
}

/** People taken in on a day, and ended where a day is said; every other one to work. */
async function people(count: number, intakeOn: string, ended?: { on: string; toWork: number }) {
  for (let at = 0; at < count; at++) {
    const threadId = await town.thread({ intakeOn: day(intakeOn), ...(ended ? { state: 'discharged' } : {}) })
    if (ended)
      await database.migrator.query(
        `insert into discharge (association_id, thread_id, unit_id, authority_id, reason, destination, on_day, no_talk_reason)
         values ($1, $2, $3, $4, 'goal_reached', $5, $6, 'Ville inte')`,
        [
          town.associationId,
          threadId,
          town.units.team.unitId,
          town.units.team.authorityId,
          at < ended.toWork ? 'work' : 'care',
          ended.on,
        ],
      )
  }
}

describe('the office’s figures', () => {
  test('hold up to the end of the month that has ended, and a year back from there', async () => {
    // TODAY is 2 November 2026: the year is from 1 November 2025 to 31 October 2026.
    await people(7, '2025-10-31', { on: '2025-10-31', toWork: 7 })
    await people(6, '2025-11-01', { on: '2026-10-31', toWork: 6 })
    await people(5, '2026-10-31')
    await people(9, '2026-11-01')
    const viewer = await head()
    const of = (today: CalendarDay) => asViewer(town.db, viewer, today, (tx) => teamFigures(tx, today))
    const [team] = await of(TODAY)
    expect(team).toMatchObject({ asOf: '2026-10-31', active: 5, begunYear: 11, endedYear: 6, toWorkOrStudies: 6 })
    // Every day of the month says the same, so two looks tell nothing of what was entered between them.
    expect(await of(day('2026-11-30'))).toEqual(await of(TODAY))
    const [later] = await of(day('2026-12-01'))
    expect(later).toMatchObject({ asOf: '2026-11-30', active: 14, begunYear: 14 })
  })

  test('one that would give a hidden one away is hidden too', async () => {
    await people(3, '2026-01-15', { on: '2026-09-30', toWork: 0 })
    const viewer = await head()
    const figures = () => asViewer(town.db, viewer, TODAY, (tx) => teamFigures(tx, TODAY))
    // 6 of 9 to work would tell of the three who went elsewhere.
    expect((await figures())[0]).toMatchObject({ endedYear: 9, toWorkOrStudies: null })
    await people(2, '2026-01-15', { on: '2026-09-30', toWork: 0 })
    expect((await figures())[0]).toMatchObject({ endedYear: 11, toWorkOrStudies: 6 })
  })

  test('are for the head alone, and the counts of a team for those who refer', async () => {
    expect(await town.as('petra', ({ tx }) => teamFigures(tx, TODAY))).toEqual([])
    const viewer = await head()
    expect(await asViewer(town.db, viewer, TODAY, (tx) => teamLoads(tx))).toEqual([])
    expect((await town.as('karin', ({ tx }) => teamLoads(tx))).map((team) => team.name)).toContain('Samordningsteamet')
  })
})

describe('the role of reports', () => {
  test('reads one view: the same figures of every association, small counts hidden, of the month that has ended', async () => {
    const own = await buildTown(database)
    const begin = async (count: number) => {
      for (let at = 0; at < count; at++) await own.thread({ intakeOn: day('2020-01-01') })
    }
    await withClient({ ...database.appConfig, user: 'postgres' }, async (client) => {
      await client.query('set role rt_report')
      const figures = async () => {
        const { rows } = await client.query(
          `select active, begun_year, as_of = (date_trunc('month', now() at time zone 'Europe/Stockholm') - interval '1 day')::date as of_last_month
           from report_team_figures where association_id = $1 and name = 'Samordningsteamet'`,
          [own.associationId],
        )
        return rows
      }
      await begin(4)
      expect(await figures()).toEqual([{ active: null, begun_year: 0, of_last_month: true }])
      await begin(1)
      expect(await figures()).toEqual([{ active: 5, begun_year: 0, of_last_month: true }])
      const { rows: all } = await client.query(
        'select count(distinct association_id)::int as n from report_team_figures',
      )
      expect(all[0].n).toBeGreaterThan(1)
    })
  })

  test('reads no table, calls nothing else with the rights of the owner, and asks for no other day', async () => {
    const { rows: read } = await database.migrator.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
         and (has_any_column_privilege('rt_report', oid, 'select, insert, update') or has_table_privilege('rt_report', oid, 'delete, truncate'))`,
    )
    expect(read).toEqual([{ relname: 'report_team_figures' }])
    const { rows: called } = await database.migrator.query(
      `select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace
         and (prosecdef or proname like '%figures%') and has_function_privilege('rt_report', oid, 'execute')`,
    )
    expect(called).toEqual([{ name: 'report_figures()' }])
    await withClient({ ...database.appConfig, user: 'postgres' }, async (client) => {
      await client.query('set role rt_report')
      for (const text of [
        'select from thread',
        'select from association_figures(current_date)',
        'select from team_figures_of(1, current_date)',
      ])
        await expect(client.query(text), text).rejects.toThrow(/permission denied/)
    })
  })
})
