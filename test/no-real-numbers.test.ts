import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { day } from '../src/shared/calendar-day.ts'
import { checkDigit, parsePersonNumber } from '../src/shared/person-number.ts'

/** Ten or twelve digits that stand for themselves, not part of a longer number, word or hash. */
const CANDIDATE = /(?<![\w.+/=-])(?:\d\d)?\d{6}[-+ ]?\d{4}(?![\w+/=])/g
/** The far future, so that no number of a child born later is missed. */
const LATEST = day('2199-12-31')
/** Serials set aside for made-up people; see CONTEXT.md. */
const MADE_UP = /23[89]\d$/

const realNumbers = (text: string): string[] =>
  (text.match(CANDIDATE) ?? []).filter((found) => !MADE_UP.test(found) && parsePersonNumber(found, LATEST).ok)

test('the check finds a number that could be a real person, in each way of writing', () => {
  const last = `980${checkDigit('890201980')}`
  for (const text of [
    `19890201${last}`,
    `890201-${last}`,
    `"890201${last}"`,
    `1989 (890201+${last})`,
    `19890201 ${last},`,
  ])
    expect(realNumbers(text), text).toHaveLength(1)
  for (const text of [`890201-238${checkDigit('890201238')}`, `a890201${last}`, `1890201${last}0`, '2026-03-03 1200'])
    expect(realNumbers(text), text).toEqual([])
})

test('no file of the project holds the number of a person who could exist', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' }).split('\0')
  const found: string[] = []
  for (const file of new Set(files)) {
    if (!file || file.endsWith('package-lock.json')) continue
    const bytes = readFileSync(file)
    if (bytes.subarray(0, 8_000).includes(0)) continue
    // Only the place: the number itself belongs in no output either.
    for (const [at, line] of bytes.toString('utf8').split('\n').entries())
      if (realNumbers(line).length > 0) found.push(`${file}:${at + 1}`)
  }
  expect(found).toEqual([])
})
