import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkPrinted, checkTable, checkWords, readRows } from './features/survey/public.ts'
import { type Command, UsageError } from './platform/command-line.ts'
import { isLang } from './platform/i18n/lang.ts'
import { readTable } from './platform/spreadsheet/read.ts'

const USAGE = 'npm run -s cli -- survey:check FILE [--people 68] [--lang sv|en|ar]'

/** Checks the tables of a printed report: text as it was copied out of it, or a spreadsheet. */
export const surveyCheckCommand: Command = {
  summary: 'Says what does not add up in a printed table: FILE.txt or FILE.xlsx [--people 68]',
  async run(args) {
    const { values, positionals } = parsed(args)
    const [path] = positionals
    const people = values.people === undefined ? null : Number(values.people)
    if (path === undefined || positionals.length > 1 || !isLang(values.lang)) throw new UsageError(USAGE)
    if (people !== null && !(Number.isSafeInteger(people) && people > 0)) throw new UsageError(USAGE)
    const bytes = contentOf(path)
    for (const line of checkWords(await checkOf(path, bytes, people), values.lang)) console.log(line)
  },
}

async function checkOf(path: string, bytes: Uint8Array, people: number | null) {
  if (!/\.xlsx$/i.test(path)) return checkPrinted(new TextDecoder().decode(bytes), people)
  const read = await readTable(bytes, path)
  if (!read.ok) throw new UsageError(`${path} cannot be read: ${read.problem}.`)
  return checkTable(readRows(read.value.rows), people)
}

function contentOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new UsageError(`${path} cannot be read: ${error.message}`)
    throw error
  }
}

function parsed(args: string[]) {
  try {
    const options = { people: { type: 'string' }, lang: { type: 'string', default: 'sv' } } as const
    return parseArgs({ args, allowPositionals: true, options })
  } catch {
    throw new UsageError(USAGE)
  }
}
