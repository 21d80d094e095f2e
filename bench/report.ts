import { type ImportFigures, importReportOf } from './import.ts'
import type { Figures } from './load.ts'
import type { Machine, Memory } from './machine.ts'
import type { MapMeasured } from './map.ts'
import type { Ratio } from './policies.ts'
import type { SheetFigures } from './sheet.ts'
import { type SurveyMeasured, surveyReportOf } from './survey.ts'
import type { Weight } from './weights.ts'

export type Measured = {
  date: string
  machine: Machine
  scale: number
  threads: number
  events: number
  associations: number
  /** Seconds to fill the database; null when it was there already. */
  seedSeconds: number | null
  start: { coldMs: number; warmMs: number }
  memory: Memory
  pages: { key: string; name: string; one: Figures; twenty: Figures; even: Figures; weight: Weight }[]
  policies: Ratio[]
  /** A large sheet coming into the map. */
  sheet?: SheetFigures | null
  /** A team's earlier list of participants. */
  list?: ImportFigures | null
  /** The open search, on a database of its own. */
  map?: MapMeasured | null
  /** A large survey file. */
  survey?: SurveyMeasured | null
}

/** What is aimed at, with the figure that answers it. */
const AIMS: readonly {
  name: string
  unit: string
  most?: number
  least?: number
  of(measured: Measured): number | null
}[] = [
  {
    name: 'one connection, median',
    unit: 'ms',
    most: 8,
    of: ({ pages }) => Math.max(...pages.map(({ one }) => one.p50)),
  },
  {
    name: '20 connections, pages a second',
    unit: '/s',
    least: 400,
    of: ({ pages }) => Math.min(...pages.map(({ twenty }) => twenty.perSecond)),
  },
  {
    name: '20 connections, 99th percentile',
    unit: 'ms',
    most: 150,
    of: ({ pages }) => Math.max(...pages.map(({ twenty }) => twenty.p99)),
  },
  {
    name: '100 a second evenly, 99th percentile',
    unit: 'ms',
    most: 40,
    of: ({ pages }) => Math.max(...pages.map(({ even }) => even.p99)),
  },
  {
    name: 'a sheet of 5,000 rows: read, checked and written',
    unit: 's',
    most: 10,
    of: ({ sheet }) => (sheet ? Math.round((sheet.upload + sheet.check + sheet.write) / 100) / 10 : null),
  },
  {
    name: 'policies at the median',
    unit: '×',
    most: 1.5,
    of: ({ policies }) => Math.max(...policies.map(({ ratio }) => ratio)),
  },
  {
    name: 'HTML of a page, gzipped',
    unit: 'kB',
    most: 30,
    of: ({ pages }) => kb(Math.max(...pages.map(({ weight }) => weight.html))),
  },
  {
    name: 'CSS in all, gzipped',
    unit: 'kB',
    most: 34,
    of: ({ pages }) => kb(Math.max(...pages.map(({ weight }) => weight.css))),
  },
  { name: 'memory of the server, at most', unit: 'MB', most: 400, of: ({ memory }) => memory.serverPeak },
  {
    name: 'Demo Town × 1000 written',
    unit: 's',
    most: 300,
    of: ({ scale, seedSeconds }) => (scale === 1000 ? seedSeconds : null),
  },
  {
    name: 'warm start to first page (npm start)',
    unit: 's',
    most: 3,
    of: ({ start }) => Math.round(start.warmMs / 100) / 10,
  },
]

const kb = (bytes: number): number => Math.round(bytes / 102.4) / 10

const table = (heads: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  [heads, heads.map((_, at) => (at === 0 ? '---' : '--:')), ...rows]
    .map((row) => `| ${row.map((cell) => cell ?? '–').join(' | ')} |`)
    .join('\n')

const MAP_AIMS: readonly {
  name: string
  unit: string
  most?: number
  least?: number
  of(find: MapMeasured['pages'][number]): number
}[] = [
  { name: 'one connection, median', unit: 'ms', most: 10, of: ({ one }) => one.p50 },
  { name: '20 connections, pages a second', unit: '/s', least: 300, of: ({ twenty }) => twenty.perSecond },
  { name: '20 connections, 99th percentile', unit: 'ms', most: 150, of: ({ twenty }) => twenty.p99 },
  { name: 'HTML and CSS of a page, gzipped', unit: 'kB', most: 20, of: ({ weight }) => kb(weight.html + weight.css) },
]

const pagesTable = (pages: Measured['pages']): string =>
  table(
    ['page', '1: p50', '1: p99', '20: pages/s', '20: p50', '20: p99', '100/s: p50', '100/s: p99', 'CPU'],
    pages.map(({ name, one, twenty, even }) => [
      name,
      one.p50,
      one.p99,
      Math.round(twenty.perSecond),
      twenty.p50,
      twenty.p99,
      even.p50,
      even.p99,
      `${twenty.serverCpu ?? '–'} + ${twenty.databaseCpu ?? '–'}`,
    ]),
  )

/** The coverage matrix of 2,000 entries, p50 on one connection. */
const COVERAGE_MS = 100

/** The part about the open map: aims of questions nobody asked before, and every page. */
export function mapReportOf({ entries, fillSeconds, load, pages }: MapMeasured): string {
  const find = pages.find(({ key }) => key === 'find-fresh')
  const aims = MAP_AIMS.flatMap((aim) => {
    if (!find) return []
    const value = aim.of(find)
    const met = (aim.most === undefined || value <= aim.most) && (aim.least === undefined || value >= aim.least)
    const wanted = aim.most === undefined ? `≥ ${aim.least} ${aim.unit}` : `≤ ${aim.most} ${aim.unit}`
    return [[aim.name, wanted, `${value} ${aim.unit}`, met ? 'met' : 'missed']]
  })
  const coverage = pages.find(({ key }) => key === 'coverage')
  if (coverage) {
    const { p50 } = coverage.one
    aims.push([coverage.name, `≤ ${COVERAGE_MS} ms`, `${p50} ms`, p50 <= COVERAGE_MS ? 'met' : 'missed'])
  }
  const written = fillSeconds === null ? '' : `, written with their index in ${fillSeconds} s`
  return `## The open map
${entries.toLocaleString('en')} entries of one association${written}; nobody is signed in, where the page does not say so. The aims are of questions that were not asked before: words (misspelt ones among them), filters, an age and a language that nobody has put together, as long as the map is the same. The first row asks some three hundred questions again and again; a word that nobody has asked for since the map was changed is a row of its own. Load average at the beginning ${load}.

${table(['', 'aim', 'measured', ''], aims)}

${pagesTable(pages)}
`
}

export function reportOf(measured: Measured): string {
  const { machine, memory, pages, policies, start } = measured
  const aims = AIMS.map((aim) => {
    const value = aim.of(measured)
    const wanted = aim.most === undefined ? `≥ ${aim.least} ${aim.unit}` : `≤ ${aim.most} ${aim.unit}`
    if (value === null) return [aim.name, wanted, null, 'not measured']
    const met = (aim.most === undefined || value <= aim.most) && (aim.least === undefined || value >= aim.least)
    return [aim.name, wanted, `${value} ${aim.unit}`, met ? 'met' : 'missed']
  })
  return `# Benchmarks

Written by \`npm run bench\`; the figures are in \`benchmarks.json\`.

${measured.date}, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres}.
The program, the database and the load run on the same machine; its load average at the beginning was ${machine.load}, so ${machine.load > 0.7 ? 'others worked on it at the same time and the times are longer than on a quiet one' : 'it was quiet'}.

Demo Town × ${measured.scale}: ${measured.threads.toLocaleString('en')} threads and ${measured.events.toLocaleString('en')} events in ${measured.associations} associations${measured.seedSeconds === null ? '' : `, written in ${measured.seedSeconds} s`}.

## Aims
The worst page counts.

${table(['', 'aim', 'measured', ''], aims)}

## Pages
Milliseconds. CPU: processor time of the server + the database for one page.

${pagesTable(pages)}

## Policies
The queries of the pages as the program's role, and as the owner of the tables for whom no policy applies; interleaved, medians and processor time of the database in milliseconds (with beginning and ending the transaction).

${table(
  ['query', 'with', 'without', 'ratio', 'CPU with', 'CPU without', 'CPU ratio', 'answers'],
  policies.map(({ name, withPolicies, without, ratio, cpuRatio, answers }) => [
    name,
    withPolicies.p50,
    without.p50,
    ratio,
    withPolicies.cpu,
    without.cpu,
    cpuRatio,
    answers,
  ]),
)}

## Weight
The heaviest answer of each page, gzipped, kB.

${table(
  ['page', 'HTML', 'CSS', 'JS'],
  pages.map(({ name, weight }) => [name, kb(weight.html), kb(weight.css), kb(weight.js)]),
)}

## Start and memory
From npm start to first page: ${start.coldMs} ms in an empty folder (database made, migrated, Demo Town written), ${start.warmMs} ms on this database.
Memory: the server ${memory.server} MB after the run, ${memory.serverPeak} MB at most; the database ${memory.database ?? '–'} MB, shared memory counted once.
${measured.list ? `\n${importReportOf(measured.list)}` : ''}${measured.map ? `\n${mapReportOf(measured.map)}` : ''}${measured.survey ? `\n${surveyReportOf(measured.survey)}` : ''}`
}
