import { expect, test } from 'vitest'
import { openLines, sealedLine, sealKey } from './sealed-line.queries.ts'

const key = sealKey('a secret of nobody')
const line = (code: string, answers: string) => `${code}\twoman\t<1\t${answers}`

test('a sealed line is opened where its code is known, also when more has been told of the person since', () => {
  const before = { people: [sealedLine(line('P1', 'unemployed'), key), sealedLine(line('P2', 'unemployed'), key)] }
  const [opened] = openLines([before], [line('P1', 'social_reasons')], key)
  expect(opened!.people).toEqual([line('P1', 'unemployed'), before.people[1]])
})

test('another secret opens nothing', () => {
  const before = { people: [sealedLine(line('P1', 'unemployed'), sealKey('another'))] }
  expect(openLines([before], [line('P1', 'unemployed')], key)).toEqual([before])
})
