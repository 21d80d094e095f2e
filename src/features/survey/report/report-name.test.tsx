import { expect, test } from 'vitest'
import { day } from '../../../shared/calendar-day.ts'
import { ReportName } from './report-name.view.tsx'
import { comparedWords } from './report-words-of-round.view.ts'

test('in an Arabic page unit and month each have a direction of their own, and a Swedish unit turns nothing about it', async () => {
  const report = { name: 'Söder', month: day('2026-03-01'), filter: {} }
  const named = String(await (<ReportName lang="ar" report={report} />))
  expect(named).toMatch(/^<bdi>Söder<\/bdi>، <bdi>[^<]+<\/bdi>$/)
  // Whoever reads from the right reads what is compared from the right, though it begins with a Swedish name.
  expect(comparedWords('ar', 'Söder', 'Norr', true).match(/\u2068\u200f/g)).toHaveLength(2)
  expect(comparedWords('sv', 'Söder', 'Norr', true)).not.toContain('\u200f')
})
