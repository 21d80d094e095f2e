import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Command, UsageError } from '../command-line.ts'
import { type Config, readConfig } from '../config.ts'
import { type OpenDatabase, openDatabase } from '../database/open.ts'
import { StartFailure } from '../start-failure.ts'
import { backUp } from './backup.ts'
import { fileFailure, nothingToBackUp, onlyEmbedded } from './failures.ts'
import { restore } from './restore.ts'

const LEAST_LENGTH = 12
const log = (line: string): void => console.error(line)

const noPassphrase = (): StartFailure =>
  new StartFailure(
    'Ange en lösenfras i BACKUP_PASSPHRASE eller i en fil med --passphrase-file FIL.',
    'Give a passphrase in BACKUP_PASSPHRASE, or in a file with --passphrase-file FILE.',
  )
const shortPassphrase = (): StartFailure =>
  new StartFailure(
    `Lösenfrasen ska ha minst ${LEAST_LENGTH} tecken, helst flera ord. Den som har filen kan gissa hur länge som helst.`,
    `The passphrase must have at least ${LEAST_LENGTH} characters, better several words. Who has the file can guess for ever.`,
  )

/** `FILE [--passphrase-file PATH]`, in any order. */
function parse(args: string[], name: string): { file: string; passphrase: string } {
  const rest = [...args]
  const flag = rest.indexOf('--passphrase-file')
  const from = flag >= 0 ? rest.splice(flag, 2)[1] : undefined
  const [file] = rest
  if (file === undefined || rest.length > 1 || file.startsWith('-') || (flag >= 0 && !from)) {
    throw new UsageError(`npm run cli -- ${name} FILE [--passphrase-file PATH]   (or BACKUP_PASSPHRASE)`)
  }
  const passphrase = from === undefined ? process.env.BACKUP_PASSPHRASE : fromFile(from)
  if (!passphrase) throw noPassphrase()
  return { file: resolve(file), passphrase }
}

function fromFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw fileFailure(error, path)
  }
}

const clusterExists = (config: Config): boolean => existsSync(join(config.dataDir, 'database', 'cluster', 'PG_VERSION'))

/** With the embedded database, also while the program runs. */
async function withEmbedded(
  config: Config,
  work: (database: OpenDatabase & Required<Pick<OpenDatabase, 'superuser'>>) => Promise<void>,
): Promise<void> {
  if (config.databaseUrl) throw onlyEmbedded()
  const database = await openDatabase({ ...config, log })
  try {
    if (!database.superuser) throw onlyEmbedded()
    await work({ ...database, superuser: database.superuser })
  } finally {
    await database.stop()
  }
}

export const backupCommand: Command = {
  summary: 'Writes the embedded database to one encrypted FILE, also while the program runs',
  async run(args) {
    const { file, passphrase } = parse(args, 'backup')
    if (passphrase.length < LEAST_LENGTH) throw shortPassphrase()
    const config = readConfig()
    if (!config.databaseUrl && !clusterExists(config)) throw nothingToBackUp(config.dataDir)
    await withEmbedded(config, async ({ superuser }) => {
      const { tables, rows } = await backUp({ superuser, dataDir: config.dataDir, file, passphrase })
      log(`${file}: ${tables} tables, ${rows} rows. Keep the passphrase somewhere else than the file.`)
    })
  },
}

export const restoreCommand: Command = {
  summary: 'Reads such a FILE into an empty DATA_DIR',
  async run(args) {
    const { file, passphrase } = parse(args, 'restore')
    if (!existsSync(file)) throw fileFailure(Object.assign(new Error(), { code: 'ENOENT' }), file)
    const config = readConfig()
    await withEmbedded(config, async ({ superuser, migrator }) => {
      const { dataDir } = config
      const { tables, rows } = await restore({ superuser, migrator, dataDir, file, passphrase, log })
      log(`${dataDir}: ${tables} tables, ${rows} rows.`)
    })
  },
}
