import { demoAccountsCommand, seedCommand } from '../seeds/seed.command.ts'
import { associationCommand } from './association.command.ts'
import { backupCommand, restoreCommand } from './platform/backup/backup.command.ts'
import { type Command, runCommand } from './platform/command-line.ts'
import { readConfig } from './platform/config.ts'
import { migrate } from './platform/database/migrate.ts'
import { openDatabase } from './platform/database/open.ts'
import { surveyCheckCommand } from './survey-check.command.ts'
import { surveyReportCommand } from './survey-report.command.ts'
import { verifyLogCommand } from './verify-log.command.ts'

const log = (line: string): void => console.error(line)

const commands: Record<string, Command> = {
  migrate: {
    summary: 'Brings the database to the level of this program',
    async run() {
      const database = await openDatabase({ ...readConfig(), log })
      try {
        const run = await migrate(database.migrator, { log })
        if (run.length === 0) log('The database is up to date.')
      } finally {
        await database.stop()
      }
    },
  },
  association: associationCommand,
  seed: seedCommand,
  'demo:accounts': demoAccountsCommand,
  backup: backupCommand,
  restore: restoreCommand,
  'verify-log': verifyLogCommand,
  'survey:report': surveyReportCommand,
  'survey:check': surveyCheckCommand,
}

process.exitCode = await runCommand(commands, process.argv.slice(2))
