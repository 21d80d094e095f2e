import { writeCsv } from '../../../platform/spreadsheet/write.ts'
import type { StaffKey, Town } from '../town.build.ts'
import { TODAY } from '../town.build.ts'
import { beginWriting, chooseColumns, type ImportWork, uploadList } from './import.commands.ts'
import { checkList, writeList } from './import.jobs.ts'
import { allProblems, type ImportRun, importRun } from './import.queries.ts'
import type { Problem } from './import-problem.ts'
import type { ColumnChoice } from './import-target.ts'

/** A list as somebody would upload it. */
export const listFile = (rows: string[][], name = 'lista.csv'): File =>
  new File([writeCsv(rows) as Uint8Array<ArrayBuffer>], name)

/** Brings lists in as somebody of the town, without pages. */
export function importer(town: Town, who: StaffKey = 'petra') {
  const unitId = () => town.units[who === 'oskar' ? 'otherTeam' : 'team'].unitId
  const as = <T>(work: (work: ImportWork) => Promise<T>): Promise<T> =>
    town.as(who, (given) => work({ ...given, now: new Date() }))
  const tools = async () => ({
    db: town.db,
    viewer: await town.viewer(who),
    today: TODAY,
    referredBy: (name: string) => `Remitterad av ${name}`,
  })
  const run = async (id: string): Promise<ImportRun> => {
    const found = await as(({ tx, viewer }) => importRun(tx, viewer, id))
    if (!found) throw new Error('no such run')
    return found
  }
  const must = <T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T => {
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    return result.value
  }
  const check = async (file: File, choices?: ColumnChoice[]): Promise<string> => {
    const id = must(await as((work) => uploadList(work, unitId(), file)))
    const guessed = (await run(id)).choices
    must(await as((work) => chooseColumns(work, id, choices ?? guessed.map((choice) => choice ?? 'skip'))))
    await checkList(await tools(), id)
    return id
  }
  return {
    as,
    run,
    tools,
    unitId,
    /** Uploads, chooses the columns as guessed (or as said), and runs the check. Gives the key of the run. */
    check,
    problems: (id: string): Promise<Problem[]> => as(({ tx, viewer }) => allProblems(tx, viewer, id)),
    /** Brings a checked list in. */
    async write(id: string, leaveOut = false): Promise<ImportRun> {
      must(await as((work) => beginWriting(work, id, leaveOut)))
      await writeList(await tools(), id)
      return run(id)
    },
  }
}

/** A list as a team might have it: its headings, somebody taken in, and somebody only referred. */
export const HEADINGS = [
  'Namn',
  'Personnummer',
  'Telefon',
  'Remissdatum',
  'Remittent',
  'Inskriven',
  'Kontakt',
  'Insats',
  'Timmar',
  'Start',
  'Slut',
]
export const ADA = [
  'Ada Ek',
  '19890201-2387',
  '070-174 06 05',
  '2026-01-12',
  'Försörjningsstöd',
  '2026-02-02',
  'Elin Forsgren',
  'Café',
  '10',
  '2026-02-09',
  '',
]
export const BO = ['Bo Asp', '', '', '2026-03-02', 'Arbetsförmedlingen', '', '', '', '', '', '']
