import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { BARRIERS } from '../src/features/survey/core/code.ts'
import { SHORT_REASONS } from '../src/features/survey/core/reason.ts'
import { COLUMNS } from '../src/features/survey/file/survey-remark.ts'

/** The report of a large survey file, from the command to the last byte of JSON; without npm around it. */
export type SurveyMeasured = { rows: number; seconds: number; cpuSeconds: number; memoryMb: number; load: number }

const [MOST_SECONDS, MOST_MB] = [5, 500]
const AT_A_TIME = 10_000

export function measureSurvey({ data, rows }: { data: string; rows: number }): SurveyMeasured {
  const folder = join(data, 'survey')
  mkdirSync(folder, { recursive: true })
  try {
    const file = join(folder, 'ratings.csv')
    writeRatings(file, rows)
    const load = Math.round((loadavg()[0] ?? 0) * 10) / 10
    const measure = `process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
      process.stderr.write(JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime })) })`
    const began = performance.now()
    const run = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(measure)}`, 'dist/server/cli.js', 'survey:report', file],
      { cwd: join(import.meta.dirname, '..'), encoding: 'utf8', maxBuffer: 100_000_000 },
    )
    const seconds = (performance.now() - began) / 1000
    if (JSON.parse(run.stdout).n !== rows) throw new Error('the report did not count every row')
    const { maxRSS, cpu } = JSON.parse(run.stderr) as { maxRSS: number; cpu: number }
    const tenth = (value: number) => Math.round(value * 10) / 10
    return { rows, seconds: tenth(seconds), cpuSeconds: tenth(cpu / 1e6), memoryMb: Math.round(maxRSS / 1024), load }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Made-up people, the same each time. */
function writeRatings(path: string, rows: number): void {
  let state = 7
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % limit
  }
  const several = () => BARRIERS.filter(() => below(4) === 0).join('|') || 'none'
  const file = openSync(path, 'w')
  writeSync(file, `${COLUMNS.join(',')}\n`)
  for (let from = 0; from < rows; from += AT_A_TIME) {
    const lines = Array.from({ length: Math.min(AT_A_TIME, rows - from) }, (_, at) =>
      [
        `P${String(from + at).padStart(8, '0')}`,
        below(2) ? 'man' : 'woman',
        1950 + below(55),
        below(150),
        SHORT_REASONS.reasons[below(11)],
        several(),
        below(3) ? '' : several(),
        below(2) ? 'yes' : 'no',
      ].join(','),
    )
    writeSync(file, `${lines.join('\n')}\n`)
  }
  closeSync(file)
}

export function surveyReportOf({ rows, seconds, cpuSeconds, memoryMb, load }: SurveyMeasured): string {
  const line = (name: string, aim: string, value: string, met: boolean) =>
    `| ${name} | ${aim} | ${value} | ${met ? 'met' : 'missed'} |`
  return `## A needs survey of ${rows.toLocaleString('en')} people
From the command to the last byte of JSON; ${cpuSeconds} s of processor time. Load average at the beginning ${load}.

|  | aim | measured |  |
| --- | --: | --: | --: |
${line('time', `≤ ${MOST_SECONDS} s`, `${seconds} s`, seconds <= MOST_SECONDS)}
${line('memory at most', `≤ ${MOST_MB} MB`, `${memoryMb} MB`, memoryMb <= MOST_MB)}
`
}
