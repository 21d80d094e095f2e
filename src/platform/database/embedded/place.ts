import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { diskFull, folderFailure } from '../../start-failure.ts'
import { type Account, accountFor, assertOwnCluster } from './account.ts'

/** The folders of one embedded database. */
export type Place = {
  /** Absolute; holds the cluster, the lock and the list of users. */
  dataDir: string
  cluster: string
  /** Who runs PostgreSQL; `undefined` = the account of this process. */
  account: Account | undefined
  /** What `postgres` gets as its data folder. */
  clusterArgument: string
  /** What `postgres` gets as socket folder, and where a client finds the socket. */
  socketArgument: string
  socketFolder: string
}

/** A new PostgreSQL log segment is 16 MB; with less than two of them free it would stop in the middle of work. */
const LEAST_FREE_BYTES = 40 * 1024 * 1024
/** The system's own limit is 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH = 100

/**
 * Makes the folders and checks that they can be used.
 * @throws StartFailure when the folder is read-only, full, somebody else's or not a folder
 */
export function preparePlace(folder: string): Place {
  const dataDir = resolve(folder)
  const cluster = join(dataDir, 'cluster')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(join(dataDir, 'written'), '')
    const { bavail, bsize } = statfsSync(dataDir)
    if (bavail * bsize < LEAST_FREE_BYTES) throw diskFull(dataDir)
    const account = accountFor(cluster)
    assertOwnCluster(cluster)
    const socket = socketFor(dataDir, cluster, account)
    return { dataDir, cluster, account, clusterArgument: argumentFor(cluster, account), ...socket }
  } catch (error) {
    throw folderFailure(error, dataDir)
  }
}

/**
 * The data folder may lie where the database's account cannot go (`/root/…`). It starts inside its folder, put there
 * by root before root's rights are given up, and `/proc/self/cwd` names that folder without walking the path.
 */
const argumentFor = (cluster: string, account: Account | undefined): string =>
  account && process.platform === 'linux' ? '/proc/self/cwd' : cluster

/** The socket lies in the cluster, unless that path is longer than a socket's may be: then in a short private folder. */
function socketFor(dataDir: string, cluster: string, account: Account | undefined) {
  if (Buffer.byteLength(join(cluster, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH) {
    return { socketArgument: '.', socketFolder: cluster }
  }
  const note = join(dataDir, 'socket-folder')
  const used = existsSync(note) ? readFileSync(note, 'utf8') : ''
  const owner = account?.uid ?? process.getuid?.()
  const usable = used !== '' && statSync(used, { throwIfNoEntry: false })?.uid === owner
  const short = usable ? used : privateFolder(account)
  if (!usable) writeFileSync(note, short)
  return { socketArgument: short, socketFolder: short }
}

function privateFolder(account: Account | undefined): string {
  const parent = Buffer.byteLength(tmpdir()) <= 60 ? tmpdir() : '/tmp'
  const folder = mkdtempSync(join(parent, 'rt-'))
  chmodSync(folder, 0o700)
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}
