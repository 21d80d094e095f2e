import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { projectRoot } from './project-root.ts'

test('everything has a default', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: `${projectRoot()}/data`,
    origin: 'http://localhost:3000',
    proxies: 0,
    signInsPerMinute: 20,
    neighbourLoopback: false,
    mailFrom: 'Röda tråden <no-reply@localhost>',
  })
})

test('an empty variable is one that was not set', () => {
  expect(readConfig({ PORT: '', ORIGIN: ' ', DATA_DIR: '', DATABASE_URL: '' })).toEqual(readConfig({}))
})

test('the origin follows address and port, or is given', () => {
  expect(readConfig({ PORT: '4100', HOST: '0.0.0.0' }).origin).toBe('http://localhost:4100')
  expect(readConfig({ HOST: '192.0.2.7' }).origin).toBe('http://192.0.2.7:3000')
  expect(readConfig({ HOST: '2001:db8::7' }).origin).toBe('http://[2001:db8::7]:3000')
  expect(readConfig({ ORIGIN: 'https://trad.example.se/' }).origin).toBe('https://trad.example.se')
})

test.each([
  [{ PORT: 'abc' }, /PORT ska vara ett heltal/],
  [{ PORT: '0' }, /PORT must be/],
  [{ PORT: '70000' }, /65535/],
  [{ PORT: '3000.5' }, /PORT/],
  [{ HOST: 'a b' }, /HOST/],
  [{ ORIGIN: 'trad.example.se' }, /ORIGIN/],
  [{ ORIGIN: 'javascript:alert(1)' }, /ORIGIN/],
  [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
  [{ SMTP_URL: 'mail.example.se' }, /SMTP_URL/],
  [{ MAIL_FROM: 'no one' }, /MAIL_FROM/],
  [{ MAIL_FROM: 'a@b.se\r\nBcc: c@d.se' }, /MAIL_FROM/],
])('%o is refused with a sentence', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence)
})

test('several faults are told at once, without their values', () => {
  const read = () => readConfig({ PORT: 'x', DATABASE_URL: 'hemligt' })
  expect(read).toThrow(/PORT.*DATABASE_URL/s)
  expect(read).not.toThrow(/hemligt/)
})
