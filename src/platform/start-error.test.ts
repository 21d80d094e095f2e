import { createServer } from 'node:http'
import pg from 'pg'
import { expect, test } from 'vitest'
import { explainStartError } from './start-error.ts'
import { folderFailure, StartFailure } from './start-failure.ts'

test('a port in use is named', async () => {
  const first = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => first.once('listening', resolve))
  const address = first.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const error = await new Promise((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'))
  expect(explainStartError(error)).toBe(
    `Port ${port} används redan. Stoppa det andra programmet, eller välj en annan port: PORT=3001 npm start.\n` +
      `Port ${port} is already in use. Stop the other program, or choose another port: PORT=3001 npm start.`,
  )
  first.close()
})

test('a database that does not answer', async () => {
  const error = await new pg.Client('postgres://nobody@localhost:1/none').connect().catch((reason: unknown) => reason)
  expect(explainStartError(error)).toMatch(/^Databasen svarar inte på .*:1\. /)
})

test('a finished sentence stays as it is; a bug shows where it is', () => {
  expect(explainStartError(new StartFailure('Så här.', 'Like this.'))).toBe('Så här.\nLike this.')
  expect(explainStartError(new TypeError('x is not a function'))).toMatch(/TypeError: x is not a function\n\s+at /)
})

test.each([
  ['ENOSPC', 'Disken med datamappen /srv/data är full.', 'is full.'],
  ['EDQUOT', 'Disken med datamappen /srv/data är full.', 'is full.'],
  ['EROFS', 'Datamappen /srv/data går inte att skriva i.', 'cannot be written to.'],
  ['EACCES', 'Datamappen /srv/data går inte att skriva i.', 'cannot be written to.'],
  ['EPERM', 'Datamappen /srv/data går inte att skriva i.', 'cannot be written to.'],
  ['ENOTDIR', '/srv/data är ingen mapp.', 'is not a folder.'],
  ['EEXIST', '/srv/data är ingen mapp.', 'is not a folder.'],
])('%s about the data folder is a sentence in both languages, with what to do', (code, swedish, english) => {
  const told = explainStartError(folderFailure(Object.assign(new Error('no'), { code }), '/srv/data'))
  const [first = '', second = '', ...more] = told.split('\n')
  expect(more).toEqual([])
  expect(first.startsWith(swedish), first).toBe(true)
  expect(second).toContain(english)
  for (const line of [first, second]) expect(line).toContain('DATA_DIR')
})

test('any other error stays what it is', () => {
  const bug = Object.assign(new Error('no'), { code: 'EIO' })
  expect(folderFailure(bug, '/srv/data')).toBe(bug)
})
