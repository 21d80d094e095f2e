import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { StartFailure } from '../../start-failure.ts'

/** An account of the system that PostgreSQL is run as. */
export type Account = { uid: number; gid: number }

const idOf = (name: string): Account | undefined => {
  const ask = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL refuses to run as root. `undefined` means: run it as ourselves. As root: as the account that already
 * owns the cluster, else `postgres`, else `nobody`.
 */
export function accountFor(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const account = idOf('postgres') ?? idOf('nobody')
  if (account && account.uid !== 0) return account
  throw new StartFailure(
    'Databasen kan inte köras som root och det finns varken kontot postgres eller nobody. Starta programmet som ett vanligt konto.',
    'The database cannot run as root, and neither the account postgres nor nobody exists. Start the program as an ordinary account.',
  )
}

/** An ordinary account can only open a cluster of its own. */
export function assertOwnCluster(cluster: string): void {
  const me = process.getuid?.()
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid
  if (me === undefined || me === 0 || owner === undefined || owner === me) return
  throw new StartFailure(
    `Databasen i ${cluster} tillhör ett annat konto (${owner}). Starta programmet som det kontot eller som root, eller välj en annan mapp med DATA_DIR.`,
    `The database in ${cluster} belongs to another account (${owner}). Start the program as that account or as root, or choose another folder with DATA_DIR.`,
  )
}
