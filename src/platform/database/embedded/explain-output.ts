import { diskFull, notWritable, StartFailure } from '../../start-failure.ts'

/** What PostgreSQL or initdb wrote before it gave up, turned into a sentence with a way on. */
export function explainOutput(output: string, folder: string): StartFailure {
  if (/no space left on device|disk quota exceeded/i.test(output)) return diskFull(folder)
  if (/read-only file system|permission denied|operation not permitted|EPERM|EACCES/i.test(output)) {
    return notWritable(folder)
  }
  const reason = lastWords(output)
  return new StartFailure(
    `Databasen i ${folder} kunde inte starta: ${reason}. Läs in den senaste säkerhetskopian i en tom mapp om felet består.`,
    `The database in ${folder} could not start: ${reason}. If this goes on, restore the latest backup into an empty folder.`,
  )
}

function lastWords(output: string): string {
  // What impatient clients were answered says nothing about the server itself.
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/the database system is /.test(line))
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'no reason given'
  return fatal.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim()
}
