import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../test/support/folder.ts'
import { UsageError } from './platform/command-line.ts'
import { readTable } from './platform/spreadsheet/read.ts'
import { readSurveyFile, remarkLines, surveyReportCommand } from './survey-report.command.ts'

const GOLDEN = 'test/golden/needs-survey.csv'

test('writes the golden report, byte for byte the same each time', async () => {
  const folder = testFolder('survey')
  const [one, two] = [join(folder, 'one.json'), join(folder, 'two.json')]
  for (const out of [one, two]) await surveyReportCommand.run([GOLDEN, '--format', 'json', '--out', out])
  expect(readFileSync(one)).toEqual(readFileSync(two))
  expect(JSON.parse(readFileSync(one, 'utf8'))).toMatchObject(
    JSON.parse(readFileSync('test/golden/needs-survey.expected.json', 'utf8')),
  )
})

test('says which row and column cannot be read', () => {
  const file = join(testFolder('survey'), 'a.csv')
  writeFileSync(file, `${readFileSync(GOLDEN, 'utf8')}P900,woman,1999,abc,unemployed,language,,yes\n`)
  const read = readSurveyFile(file)
  expect(read.ok && remarkLines(read.remarks)).toEqual([
    'Line 70, column 4 (months_with_support): "abc" is not a whole number that can be right. The row is left out.',
    '1 rows are left out, 68 are counted.',
  ])
})

test.each([[[]], [['a.csv', 'b.csv']], [[GOLDEN, '--format', 'docx']], [['no-such.csv']], [['package.json']]])(
  '%j is told in a sentence',
  async (args) => {
    await expect(surveyReportCommand.run(args)).rejects.toThrow(UsageError)
  },
)

test.each([
  ['pdf', 'sv'],
  ['pdf', 'ar'],
  ['xlsx', 'sv'],
  ['html', 'ar'],
])('writes the protected report as %s in %s, the same each time', async (format, lang) => {
  const folder = testFolder('survey')
  const files = ['one', 'two'].map((name) => join(folder, `${name}.${format}`))
  for (const out of files)
    await surveyReportCommand.run([GOLDEN, '--outside', '--format', format, '--lang', lang, '--out', out])
  const [one, two] = files.map((file) => readFileSync(file))
  if (format === 'xlsx') expect((await readTable(one!, 'a.xlsx')).ok).toBe(true)
  expect(one).toEqual(two)
  if (format === 'pdf') expect(one!.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*pdfuaid/)
  if (format === 'html') expect(one!.toString()).toContain('dir="rtl"')
})

test.each(['html', 'xlsx', 'pdf', 'json'])(
  'compares with an earlier round as %s; outside without those who are in both',
  async (format) => {
    const folder = testFolder('survey')
    const earlier = join(folder, 'earlier.csv')
    writeFileSync(earlier, readFileSync(GOLDEN, 'utf8').replaceAll('language|', ''))
    const run = async (name: string, ...more: string[]) => {
      const out = join(folder, `${name}.${format}`)
      await surveyReportCommand.run([GOLDEN, '--compare', earlier, '--format', format, '--out', out, ...more])
      return readFileSync(out)
    }
    const file = await run('inside')
    if (format === 'json') return expect(JSON.parse(file.toString()).comparison.paired).toBe(68)
    const outside = await run('outside', '--outside')
    if (format === 'xlsx') {
      const read = await readTable(file, 'a.xlsx')
      expect(read.ok && read.value.sheets).toContain('Arbetshinder, före och nu')
    }
    if (format === 'html') {
      expect(file.toString()).toContain('Har inte längre')
      expect(outside.toString()).toContain('Arbetshinder, före och nu')
      expect(outside.toString()).not.toContain('Har inte längre')
    }
    expect(file.length).toBeGreaterThan(5_000)
  },
)
