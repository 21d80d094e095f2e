import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { StartFailure } from '../start-failure.ts'
import { APP, provisionRoles, withClient } from './provision.ts'

export type ExternalOptions = { databaseUrl: string; databaseAppUrl?: string; dataDir: string }

const missingRole = (): StartFailure =>
  new StartFailure(
    `Databasen saknar rollen ${APP} eller programmets lösenord till den. Låt en administratör köra db/roles.sql i databasen, sätta ett lösenord för ${APP}, och ange DATABASE_APP_URL.`,
    `The database lacks the role ${APP}, or the program lacks its password. Let an administrator run db/roles.sql in the database, set a password for ${APP}, and give DATABASE_APP_URL.`,
  )

const tooMighty = (): StartFailure =>
  new StartFailure(
    `Kontot i DATABASE_APP_URL får se förbi reglerna för sekretess (ägare, superuser eller bypassrls) eller har inte rollen ${APP}. Använd rollen ${APP}.`,
    `The account in DATABASE_APP_URL can see past the rules of secrecy (owner, superuser or bypassrls), or does not have the role ${APP}. Use the role ${APP}.`,
  )

/** The owner's URL with another account: a query parameter goes before the name in the address. */
function withAccount(url: string, user: string, password: string): string {
  const separator = url.includes('?') ? '&' : '?'
  return `${url}${separator}user=${encodeURIComponent(user)}&password=${encodeURIComponent(password)}`
}

const accepts = (connectionString: string): Promise<boolean> =>
  withClient({ connectionString }, async () => true).catch(() => false)

/** The password of the app's role, made once and kept with the program's other data, readable by its account only. */
function keptPassword(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, `${APP}.password`)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const made = randomBytes(24).toString('base64url')
    writeFileSync(file, made, { mode: 0o600 })
    return made
  }
}

/** The app's own connection when the owner's account may make roles: no address needed to try the program out. */
async function ownAppUrl(owner: pg.ClientConfig, options: ExternalOptions): Promise<string> {
  const password = keptPassword(options.dataDir)
  const url = withAccount(options.databaseUrl, APP, password)
  if (await accepts(url)) return url
  await withClient(owner, (client) => client.query(`alter role ${APP} password ${client.escapeLiteral(password)}`))
  if (await accepts(url)) return url
  throw missingRole()
}

async function state(owner: pg.ClientConfig): Promise<{ manages: boolean; prepared: boolean; me: string }> {
  return withClient(owner, async (client) => {
    const { rows } = await client.query(
      `select rolsuper or rolcreaterole as manages, current_user as me,
        (select count(*) = 3 from pg_roles where rolname in ('rt_migrator', 'rt_app', 'rt_report')) as prepared
       from pg_roles where rolname = current_user`,
    )
    return rows[0]
  })
}

/** The app's account must be held by the policies: they are what secrecy between authorities rests on. */
async function assertHeld(app: pg.ClientConfig, owner: string): Promise<void> {
  const held = await withClient(app, async (client) => {
    const { rows } = await client.query(
      `select not (rolsuper or rolbypassrls) and not pg_has_role(current_user, $1, 'member')
        and pg_has_role(current_user, $2, 'usage') as held from pg_roles where rolname = current_user`,
      [owner, APP],
    )
    return rows[0]?.held === true
  })
  if (!held) throw tooMighty()
}

/** Connections to a PostgreSQL of one's own: the owner's and the app's. */
export async function openExternal(options: ExternalOptions): Promise<{ owner: string; app: string }> {
  const owner = { connectionString: options.databaseUrl }
  const { manages, prepared, me } = await state(owner)
  if (manages) await provisionRoles(owner)
  else if (!prepared) throw missingRole()
  if (!manages && !options.databaseAppUrl) throw missingRole()
  const app = options.databaseAppUrl ?? (await ownAppUrl(owner, options))
  await assertHeld({ connectionString: app }, me)
  return { owner: options.databaseUrl, app }
}
