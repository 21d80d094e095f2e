import { explainStartError } from './start-error.ts'

/** One command of `npm run cli -- NAME …`. */
export type Command = {
  /** One line for the list, in English: for the person who runs the installation. */
  summary: string
  /** Throws `UsageError` when the arguments do not hold. */
  run(args: string[]): Promise<void>
}

/** The command was written wrongly; its message says how to write it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

function helpText(commands: Record<string, Command>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return ['npm run cli -- COMMAND [ARGUMENTS]', '', ...lines].join('\n')
}

/** Runs the command named first in `args`. Returns the exit code: 0 done, 1 failed, 2 written wrongly. */
export async function runCommand(
  commands: Record<string, Command>,
  [name, ...rest]: string[],
  print: (line: string) => void = console.error,
): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    print(helpText(commands))
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    print(`Kommandot ${name} finns inte.\nThere is no command ${name}.\n\n${helpText(commands)}`)
    return 2
  }
  try {
    await command.run(rest)
    return 0
  } catch (error) {
    print(error instanceof UsageError ? error.message : explainStartError(error))
    return error instanceof UsageError ? 2 : 1
  }
}
