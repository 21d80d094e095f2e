import { StartFailure } from '../start-failure.ts'

export const wrongPassphrase = (): StartFailure =>
  new StartFailure(
    'Lösenfrasen är inte den som säkerhetskopian låstes med.',
    'The passphrase is not the one the backup was locked with.',
  )

export const damaged = (): StartFailure =>
  new StartFailure(
    'Filen är ingen hel säkerhetskopia: den är skadad, ändrad, avklippt eller av ett annat slag. Använd en annan kopia.',
    'The file is not a whole backup: it is damaged, changed, cut off or of another kind. Use another copy.',
  )

export const newerBackup = (missing: string): StartFailure =>
  new StartFailure(
    `Säkerhetskopian är gjord av en nyare version av programmet (${missing}). Uppdatera programmet och försök igen.`,
    `The backup was made by a newer version of the program (${missing}). Update the program and try again.`,
  )

export const notEmpty = (dataDir: string): StartFailure =>
  new StartFailure(
    `Det finns redan en databas i ${dataDir}. En säkerhetskopia läses bara in i en tom mapp: välj en med DATA_DIR.`,
    `There is already a database in ${dataDir}. A backup is only restored into an empty folder: choose one with DATA_DIR.`,
  )

export const nothingToBackUp = (dataDir: string): StartFailure =>
  new StartFailure(
    `Det finns ingen databas i ${dataDir}. Ange rätt mapp med DATA_DIR.`,
    `There is no database in ${dataDir}. Name the right folder with DATA_DIR.`,
  )

export const onlyEmbedded = (): StartFailure =>
  new StartFailure(
    'Databasen i DATABASE_URL säkerhetskopieras med sina egna verktyg (pg_dump, pg_basebackup).',
    'The database in DATABASE_URL is backed up with its own tools (pg_dump, pg_basebackup).',
  )

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** A sentence for what can be wrong with the file the backup is written to or read from; else the error itself. */
export function fileFailure(error: unknown, file: string): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
      return new StartFailure(`Filen eller mappen ${file} finns inte.`, `The file or folder ${file} does not exist.`)
    case 'EEXIST':
      return new StartFailure(
        `Filen ${file} finns redan. Välj ett annat namn; en säkerhetskopia skrivs aldrig över.`,
        `The file ${file} already exists. Choose another name; a backup is never overwritten.`,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
    case 'ENOTDIR':
      return new StartFailure(`Filen ${file} går inte att öppna.`, `The file ${file} cannot be opened.`)
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartFailure(
        `Disken blev full när ${file} skrevs. Ingen säkerhetskopia är gjord.`,
        `The disk became full while ${file} was written. No backup has been made.`,
      )
    default:
      return error
  }
}
