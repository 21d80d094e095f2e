import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '../shared/ids.ts'
import { checkDigit } from '../shared/person-number.ts'
import { type LogLevel, openLog, withLogFields } from './log.ts'

const NUMBER = `19890201238${checkDigit('890201238')}`

function logged(level: LogLevel = 'debug') {
  const lines: string[] = []
  return { log: openLog({ level, write: (line) => lines.push(line) }), lines }
}

describe('the log', () => {
  test('one JSON line for each event, from the level asked for', () => {
    const { log, lines } = logged('info')
    log.debug('quiet')
    log.info('request', { status: 200, ms: 12.5, path: '/' })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/\}\n$/)
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', event: 'request', status: 200, ms: 12.5, path: '/' })
    expect(Object.keys(JSON.parse(lines[0]!)).slice(0, 3)).toEqual(['time', 'level', 'event'])
  })

  test('fields of the request go with every line within it, also after waiting', async () => {
    const { log, lines } = logged()
    await withLogFields({ requestId: 'r1' }, async () => {
      await Promise.resolve()
      withLogFields({ job: 'j1' }, () => log.info('inner'))
    })
    log.info('outer')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ requestId: 'r1', job: 'j1' }, { event: 'outer' }])
    expect(lines[1]).not.toContain('requestId')
  })

  test('numbers of people and addresses are masked wherever they stand, identifiers are not', () => {
    const { log, lines } = logged()
    const ten = NUMBER.slice(2)
    const id = newId()
    log.info(`found ${NUMBER}`, {
      text: `x${NUMBER} y${ten.slice(0, 6)}-${ten.slice(6)} ada@example.se`,
      [NUMBER]: [Number(NUMBER), { deep: `${ten}!` }],
      error: new Error(`duplicate ${ten}`, { cause: new Error(NUMBER) }),
      id,
    })
    expect(lines[0]).not.toContain(NUMBER.slice(8))
    expect(lines[0]).not.toContain('example.se')
    expect(lines[0]).toContain(id)
  })

  test('an error of the database does not repeat what was typed', () => {
    const { log, lines } = logged()
    const error = Object.assign(new Error('invalid input syntax for type uuid: "Ada Ek"'), {
      code: '22P02',
      detail: 'Key (name)=(Ada Ek)',
    })
    log.error('failed', { error })
    expect(lines[0]).not.toContain('Ada')
    expect(JSON.parse(lines[0]!).error).toMatchObject({
      code: '22P02',
      name: 'Error',
      stack: expect.stringContaining('at '),
    })
  })

  test('nothing makes it throw', () => {
    const { log, lines } = logged()
    const loop: Record<string, unknown> = {}
    loop.self = loop
    log.info('loop', { loop, big: 10n ** 30n, fn: () => 1, bad: new Date(Number.NaN), none: undefined })
    fc.assert(
      fc.property(fc.object({ withBigInt: true, withDate: true, withSparseArray: true }), (fields) => {
        log.info('any', fields)
      }),
    )
    expect(lines.every((line) => JSON.parse(line).level === 'info')).toBe(true)
  })
})
