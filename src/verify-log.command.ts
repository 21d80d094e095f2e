import { type SealedLog, verifyReadLog } from './features/access/read-log-seal.queries.ts'
import type { Command } from './platform/command-line.ts'
import { readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database/open.ts'
import { withClient } from './platform/database/provision.ts'
import { StartFailure } from './platform/start-failure.ts'

const WHY = {
  missing: 'a link of the chain is missing before it',
  link: 'it does not continue the link before it',
  rows: 'looks are missing, or were put in',
  hash: 'a look was changed',
} as const

/** One line for each association. */
export function toldOf(checked: SealedLog): string {
  const { associationId, broken, seals, rows, waiting, head } = checked
  if (broken) return `Association ${associationId}: BROKEN at seal ${broken.sealNo}: ${WHY[broken.why]}.`
  const newest = head ? ` Newest hash ${head}.` : ''
  return `Association ${associationId}: ${rows} looks in ${seals} seals are whole, ${waiting} not sealed yet.${newest}`
}

const notWhole = (): StartFailure =>
  new StartFailure(
    'Läsloggen är inte hel. Någon har ändrat i databasen. Spara databasen som den är och kontakta er säkerhetsansvariga.',
    'The read log is not whole. Somebody has changed the database. Keep the database as it is and contact your head of security.',
  )

/** Fails when a chain is broken. The newest hash, kept outside the database, also shows a chain whose end was cut off. */
export const verifyLogCommand: Command = {
  summary: 'Checks that no look in the read log was changed, removed or put in',
  async run() {
    const database = await openDatabase({ ...readConfig(), log: (line) => console.error(line) })
    try {
      const checked = await withClient(database.migrator, verifyReadLog)
      for (const one of checked) console.log(toldOf(one))
      if (checked.some((one) => one.broken)) throw notWhole()
    } finally {
      await database.stop()
    }
  },
}
