import { spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { folderFailure, StartFailure } from '../../start-failure.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { explainOutput } from './explain-output.ts'
import type { Place } from './place.ts'

/** The major version whose files these programs read. */
const MAJOR = '18'

/**
 * Letters beyond English are letters (`lc_ctype`) and sorting is by code point, the same on every system and in every
 * version; Swedish order is asked for where people read lists (`collate swedish`).
 */
const CTYPES = ['C.UTF-8', 'en_US.UTF-8', 'C']
const ARGUMENTS = [
  '--username=postgres',
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
]

/** Makes the cluster when there is none. An interrupted attempt leaves only a folder that the next one throws away. */
export function initialise(place: Place, binaries: Binaries, fast: boolean): void {
  const { cluster, account } = place
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    openExisting(cluster, account)
    return
  }
  const half = `${cluster}.new`
  let output = ''
  for (const ctype of CTYPES) {
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { mode: 0o700 })
    if (account) chownSync(half, account.uid, account.gid)
    const target = place.clusterArgument === cluster ? half : place.clusterArgument
    const run = spawnSync(
      binaries.initdb,
      ['-D', target, ...ARGUMENTS, `--lc-ctype=${ctype}`, ...(fast ? ['--no-sync'] : [])],
      { cwd: half, env: { PATH: process.env.PATH }, encoding: 'utf8', ...account },
    )
    if (run.status === 0) {
      // Trust goes as far as the folder's rights: one line, no network.
      writeFileSync(join(half, 'pg_hba.conf'), 'local all all trust\n')
      rmSync(cluster, { recursive: true, force: true })
      renameSync(half, cluster)
      return
    }
    output = `${run.stderr ?? ''}\n${run.error?.message ?? ''}`
    if (!/invalid locale/i.test(output)) break
  }
  rmSync(half, { recursive: true, force: true })
  throw explainOutput(output, place.dataDir)
}

function openExisting(cluster: string, account: Account | undefined): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR) {
    throw new StartFailure(
      `Databasen i ${cluster} är skriven av PostgreSQL ${version}, men programmet har version ${MAJOR}. Ta en säkerhetskopia med den äldre versionen av programmet och läs in den här.`,
      `The database in ${cluster} was written by PostgreSQL ${version}, but the program has version ${MAJOR}. Make a backup with the older version of the program and restore it here.`,
    )
  }
  if (account && statSync(cluster).uid !== account.uid) giveTo(cluster, account)
}

/** A cluster copied by root belongs to root; PostgreSQL wants to own every file. */
function giveTo(cluster: string, account: Account): void {
  try {
    for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' })) {
      lchownSync(join(cluster, name), account.uid, account.gid)
    }
    chownSync(cluster, account.uid, account.gid)
  } catch (error) {
    throw folderFailure(error, cluster)
  }
}
