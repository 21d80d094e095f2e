import { join, resolve } from 'node:path'
import { z } from 'zod'
import { projectRoot } from './project-root.ts'
import { StartFailure } from './start-failure.ts'

/** What the surroundings decide; everything has a default that is right for trying the program out. */
export type Config = {
  /** `PORT`, 3000. */
  port: number
  /** `HOST`, the address to listen on: only this machine unless something else is said. */
  host: string
  /** `DATA_DIR`, the folder `data` of the project: everything that must be kept. Absolute. */
  dataDir: string
  /** `ORIGIN`, how a browser reaches the program, without a path: `https://trad.example.se`. */
  origin: string
  /** `PROXIES`, 0: how many reverse proxies of one's own stand before the program, each adding to X-Forwarded-For. */
  proxies: number
  /** `SIGN_INS_PER_MINUTE`, 20: failed sign-ins from one network address before it has to wait. */
  signInsPerMinute: number
  /** `NEIGHBOUR_LOOPBACK=yes`: directories on this machine may be fetched, without https. For tests only. */
  neighbourLoopback: boolean
  /** `DATABASE_URL`: a PostgreSQL of one's own, as the owner of the tables. The embedded one when left out. */
  databaseUrl?: string
  /** `DATABASE_APP_URL`: the same database as the role `rt_app`. */
  databaseAppUrl?: string
  /** `SMTP_URL`, `smtp://user:password@host:587` or `smtps://…`. Mails become files in the data folder when left out. */
  smtpUrl?: string
  /** `MAIL_FROM`, the sender of mails: `Röda tråden <no-reply@example.se>`. */
  mailFrom: string
}

/** An empty variable is one that was not set. */
const setting = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema)

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, { error: 'postgres://' })
  .optional()

const schema = z.object({
  PORT: setting(z.coerce.number().int().min(1).max(65535).default(3000)),
  HOST: setting(
    z
      .string()
      .trim()
      .regex(/^[\w.:%-]+$/)
      .default('127.0.0.1'),
  ),
  DATA_DIR: setting(z.string().optional()),
  ORIGIN: setting(z.url({ protocol: /^https?$/ }).optional()),
  PROXIES: setting(z.coerce.number().int().min(0).max(9).default(0)),
  SIGN_INS_PER_MINUTE: setting(z.coerce.number().int().min(1).max(10_000).default(20)),
  NEIGHBOUR_LOOPBACK: setting(z.enum(['yes', 'no']).default('no')),
  DATABASE_URL: setting(databaseUrl),
  DATABASE_APP_URL: setting(databaseUrl),
  SMTP_URL: setting(
    z
      .string()
      .regex(/^smtps?:\/\/./)
      .optional(),
  ),
  MAIL_FROM: setting(
    z
      .string()
      .trim()
      .regex(/^(?:[^<>@\r\n]* <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
      .optional(),
  ),
})

const ADVICE: Record<string, [swedish: string, english: string]> = {
  PORT: ['PORT ska vara ett heltal från 1 till 65535', 'PORT must be a whole number from 1 to 65535'],
  HOST: ['HOST ska vara en adress eller ett värdnamn', 'HOST must be an address or a host name'],
  ORIGIN: [
    'ORIGIN ska vara en adress som https://trad.example.se',
    'ORIGIN must be an address such as https://trad.example.se',
  ],
  PROXIES: ['PROXIES ska vara ett heltal från 0 till 9', 'PROXIES must be a whole number from 0 to 9'],
  SIGN_INS_PER_MINUTE: [
    'SIGN_INS_PER_MINUTE ska vara ett heltal från 1 till 10000',
    'SIGN_INS_PER_MINUTE must be a whole number from 1 to 10000',
  ],
  NEIGHBOUR_LOOPBACK: ['NEIGHBOUR_LOOPBACK ska vara yes eller no', 'NEIGHBOUR_LOOPBACK must be yes or no'],
  DATABASE_URL: ['DATABASE_URL ska börja med postgres://', 'DATABASE_URL must begin with postgres://'],
  DATABASE_APP_URL: ['DATABASE_APP_URL ska börja med postgres://', 'DATABASE_APP_URL must begin with postgres://'],
  SMTP_URL: ['SMTP_URL ska börja med smtp:// eller smtps://', 'SMTP_URL must begin with smtp:// or smtps://'],
  MAIL_FROM: [
    'MAIL_FROM ska vara en adress som no-reply@example.se, gärna med ett namn före: Röda tråden <no-reply@example.se>',
    'MAIL_FROM must be an address such as no-reply@example.se, with a name before it if you like: Name <no-reply@example.se>',
  ],
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::'])

function originOf(host: string, port: number): string {
  const name = LOOPBACK.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/**
 * The settings of this run.
 * @throws StartFailure naming every variable that does not hold; their values are not printed (they may be secret)
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const read = schema.safeParse(environment)
  if (!read.success) {
    const names = [...new Set(read.error.issues.map((issue) => String(issue.path[0])))]
    const advice = names.map((name) => ADVICE[name] ?? [name, name])
    throw new StartFailure(
      `${advice.map(([swedish]) => swedish).join('. ')}. Ändra och starta igen.`,
      `${advice.map(([, english]) => english).join('. ')}. Change it and start again.`,
    )
  }
  const {
    PORT,
    HOST,
    DATA_DIR,
    ORIGIN,
    PROXIES,
    SIGN_INS_PER_MINUTE,
    NEIGHBOUR_LOOPBACK,
    DATABASE_URL,
    DATABASE_APP_URL,
    SMTP_URL,
    MAIL_FROM,
  } = read.data
  const origin = ORIGIN === undefined ? originOf(HOST, PORT) : new URL(ORIGIN).origin
  return {
    port: PORT,
    host: HOST,
    dataDir: DATA_DIR === undefined ? join(projectRoot(), 'data') : resolve(DATA_DIR),
    origin,
    proxies: PROXIES,
    signInsPerMinute: SIGN_INS_PER_MINUTE,
    neighbourLoopback: NEIGHBOUR_LOOPBACK === 'yes',
    mailFrom: MAIL_FROM ?? `Röda tråden <no-reply@${new URL(origin).hostname}>`,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    ...(DATABASE_APP_URL === undefined ? {} : { databaseAppUrl: DATABASE_APP_URL }),
    ...(SMTP_URL === undefined ? {} : { smtpUrl: SMTP_URL }),
  }
}
