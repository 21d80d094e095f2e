import type pg from 'pg'
import { createDb, type Db, type Tx } from '../../platform/database/db.ts'
import { type CalendarDay, day } from '../../shared/calendar-day.ts'
import { newId } from '../../shared/ids.ts'
import { foldName } from '../../shared/text.ts'
import {
  type AuthorityKind,
  asViewer,
  type Role,
  type UnitKind,
  type Viewer,
  viewerOfSession,
} from '../access/public.ts'
import type { ThreadState } from './participant.queries.ts'

/** A small town for tests: four authorities, a team, and somebody in every unit. */
const UNITS = {
  support: ['municipality', 'office', 'Försörjningsstöd'],
  team: ['municipality', 'team', 'Samordningsteamet'],
  otherTeam: ['municipality', 'team', 'Andra teamet'],
  psychiatry: ['region', 'care', 'Vuxenpsykiatrin'],
  jobCentre: ['employment', 'office', 'Arbetsförmedlingen'],
} as const satisfies Record<string, readonly [AuthorityKind, UnitKind, string]>

const STAFF = {
  karin: ['support', 'caseworker', 'Karin Lindmark'],
  petra: ['team', 'team_leader', 'Petra Nyholm'],
  elin: ['team', 'team_member', 'Elin Forsgren'],
  samir: ['team', 'team_member', 'Samir Haddad'],
  oskar: ['otherTeam', 'team_leader', 'Oskar Brandt'],
  maja: ['psychiatry', 'caseworker', 'Maja Wikander'],
  yusuf: ['jobCentre', 'caseworker', 'Yusuf Demir'],
} as const satisfies Record<string, readonly [keyof typeof UNITS, Role, string]>

export type UnitKey = keyof typeof UNITS
export type StaffKey = keyof typeof STAFF

const ROWS_WITH_EVENTS = [
  'assignment',
  'track',
  'track_pause',
  'note',
  'note_objection',
  'household_member',
  'next_step',
  'discharge',
] as const

export const TODAY = day('2026-11-02')

export type NewThread = {
  state?: ThreadState
  /** The team that has taken the person in; nobody yet with `null`. */
  team?: UnitKey | null
  openedOn?: CalendarDay
  intakeOn?: CalendarDay | null
  protection?: 'none' | 'marking'
  named?: StaffKey[]
  language?: string
}

export type Town = Awaited<ReturnType<typeof buildTown>>

/** Builds the town through the owner's pool and works in it through the app's. */
export async function buildTown(database: { migrator: pg.Pool; app: pg.Pool }) {
  const { migrator } = database
  const db: Db = createDb(database.app)
  const insert = async <T>(text: string, values: unknown[]): Promise<T> =>
    (await migrator.query(text, values)).rows[0] as T
  const { id: associationId } = await insert<{ id: number }>(
    `insert into association (name, short_name) values ('Provby samordningsförbund', 'Provby') returning association_id as id`,
    [],
  )
  const authorities = new Map<AuthorityKind, number>()
  const units = {} as Record<UnitKey, { unitId: number; authorityId: number }>
  for (const [key, [kind, unitKind, name]] of Object.entries(UNITS)) {
    const authorityId =
      authorities.get(kind) ??
      (
        await insert<{ id: number }>(
          'insert into authority (association_id, kind, name) values ($1, $2, $3) returning authority_id as id',
          [associationId, kind, `Provby ${kind}`],
        )
      ).id
    authorities.set(kind, authorityId)
    const { id } = await insert<{ id: number }>(
      'insert into unit (association_id, authority_id, name, kind, phone) values ($1, $2, $3, $4, $5) returning unit_id as id',
      [associationId, authorityId, name, unitKind, '08-465 004 09'],
    )
    units[key as UnitKey] = { unitId: id, authorityId }
  }
  const users = {} as Record<StaffKey, string>
  for (const [key, [unit, role, name]] of Object.entries(STAFF)) {
    const userId = newId()
    users[key as StaffKey] = userId
    await migrator.query('insert into account_user (id, name, email, association_id) values ($1, $2, $3, $4)', [
      userId,
      name,
      `${key}.${associationId}@provby.example`,
      associationId,
    ])
    await migrator.query(
      `insert into user_role (association_id, user_id, unit_id, role, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
      [associationId, userId, units[unit].unitId, role],
    )
    await migrator.query(
      `insert into account_session (id, user_id, token, expires_at) values ($1, $2, $3, '2199-01-01')`,
      [newId(), userId, `token-${associationId}-${key}`],
    )
  }

  const viewer = async (key: StaffKey, on: CalendarDay = TODAY): Promise<Viewer> => {
    const found = await viewerOfSession(db, `token-${associationId}-${key}`, on)
    if (!found) throw new Error(`${key} holds no role on ${on}`)
    return found
  }

  let threads = 0
  return {
    db,
    associationId,
    units,
    users,
    viewer,
    /** The token of somebody's session, for pages asked in memory. */
    token: (key: StaffKey): string => `token-${associationId}-${key}`,
    /** Works as somebody, in a transaction of its own; a refusal leaves nothing behind, as in the program. */
    async as<T>(
      key: StaffKey,
      work: (work: { tx: Tx; viewer: Viewer; today: CalendarDay }) => Promise<T>,
      today: CalendarDay = TODAY,
    ): Promise<T> {
      const who = await viewer(key, today)
      const kept = (result: T): boolean =>
        !(result && typeof result === 'object' && 'ok' in result) || result.ok === true
      return asViewer(db, who, today, (tx) => work({ tx, viewer: who, today }), kept)
    },
    /** A thread that the support office began and, unless said otherwise, the team has taken in. */
    async thread(given: NewThread = {}): Promise<string> {
      const threadId = newId()
      const { state = 'active', team = 'team', openedOn = day('2026-01-12'), protection = 'none' } = given
      const { intakeOn = team ? day('2026-03-02') : null } = given
      const home = units.support
      const held = team ? [home.unitId, units[team].unitId] : [home.unitId]
      for (const unitId of held)
        await migrator.query(
          'insert into thread_unit (association_id, thread_id, unit_id, since) values ($1, $2, $3, $4)',
          [associationId, threadId, unitId, openedOn],
        )
      await migrator.query(
        `insert into thread (association_id, thread_id, unit_id, authority_id, case_number, state, team_unit_id, language, opened_on, intake_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          associationId,
          threadId,
          home.unitId,
          home.authorityId,
          // Far from those the program counts itself.
          `2026-${8000 + ++threads}`,
          state,
          team ? units[team].unitId : null,
          given.language ?? 'sv',
          openedOn,
          intakeOn,
        ],
      )
      const family = `Exempel ${threads}`
      await migrator.query(
        `insert into participant_identity (association_id, thread_id, unit_id, authority_id, given_name, family_name, name_key, protection, named_user_ids)
         values ($1, $2, $3, $4, 'Prov', $5, $6, $7, $8)`,
        [
          associationId,
          threadId,
          home.unitId,
          home.authorityId,
          family,
          foldName(`${family} Prov`),
          protection,
          (given.named ?? []).map((key) => users[key]),
        ],
      )
      return threadId
    },
    /** Opens categories of the team's authority to another unit's authority, for as long as said. */
    async disclose(threadId: string, to: UnitKey, categories: string[], from: UnitKey = 'team'): Promise<void> {
      await migrator.query(
        `insert into disclosure (association_id, thread_id, unit_id, authority_id, from_authority_id, to_authority_id, categories, ground,
           valid_from, valid_until, decided_by) values ($1, $2, $3, $4, $4, $5, $6, 'osl_10_2', '2026-01-01', '2199-01-01', $7)`,
        [
          associationId,
          threadId,
          units[from].unitId,
          units[from].authorityId,
          units[to].authorityId,
          categories,
          users.petra,
        ],
      )
      // The stamping reads the viewer's association, which the owner of the tables does not have.
      await migrator.query(
        `begin; set local app.association = '${associationId}'; select refresh_acl('${threadId}'::uuid); commit`,
      )
    },
    /** Rows of a table about a thread, seen from behind the policies, in the order they were written. */
    async rows<T = Record<string, unknown>>(table: string, threadId: string): Promise<T[]> {
      const keys: Record<string, string> = { thread_event: 'seq', participant_identity: 'thread_id' }
      const key = keys[table] ?? `${table}_id`
      return (await migrator.query(`select * from ${table} where thread_id = $1 order by ${key}`, [threadId]))
        .rows as T[]
    },
    /** Rows without an event, and events without a row of the same owner and category: there are never any. */
    async loose(): Promise<string[]> {
      const found = await Promise.all(
        ROWS_WITH_EVENTS.map(async (table) => {
          const { rows } = await migrator.query(
            `select coalesce(r.${table}_id, e.subject_id) as id, e.kind from ${table} r
             full join (select * from thread_event where subject = '${table}') e on e.subject_id = r.${table}_id
               and e.association_id = r.association_id and e.unit_id = r.unit_id and e.authority_id = r.authority_id and e.category = r.category
             where r.${table}_id is null or e.subject_id is null`,
          )
          return rows.map((row) => `${table} ${row.id} ${row.kind ?? 'has no event'}`)
        }),
      )
      return found.flat()
    },
    async events(
      threadId: string,
    ): Promise<{ kind: string; on: string; data: Record<string, unknown>; subjectId: string }[]> {
      return (
        await migrator.query(
          `select kind, on_day as "on", data, subject_id as "subjectId" from thread_event where thread_id = $1 order by seq`,
          [threadId],
        )
      ).rows
    },
  }
}
