import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { isOpenAddress } from './address.ts'
import { fetchOpen, openUrl } from './fetch-open.ts'

const LIMITS = { bytes: 10_000, milliseconds: 1000, redirects: 2, loopback: true }
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((done) => server.once('listening', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('addresses the program may call', () => {
  test.for([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '172.20.0.1',
    '192.168.1.1',
    '100.64.3.4',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'x',
  ])('%s is none', (ip) => expect(isOpenAddress(ip)).toBe(false))
  test.for(['8.8.8.8', '193.10.5.5', '2a00:1450:400f::1'])('%s is one', (ip) => expect(isOpenAddress(ip)).toBe(true))

  test('no private network is open, whatever its number', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(byte, byte, byte, (b, c, d) => {
        for (const ip of [
          `10.${b}.${c}.${d}`,
          `127.${b}.${c}.${d}`,
          `192.168.${c}.${d}`,
          `172.${16 + (b % 16)}.${c}.${d}`,
          `169.254.${c}.${d}`,
        ])
          expect(isOpenAddress(ip)).toBe(false)
      }),
    )
  })

  test.for([
    'http://example.org/',
    'https://user:secret@example.org/',
    'https://example.org:8443/',
    'ftp://example.org/',
    'https://localhost/',
    'https://intern/',
    'javascript:alert(1)',
    '',
    'https://',
  ])('%s is not called', (address) => expect(openUrl(address, false)).toBeUndefined())
  test('https with a name is', () =>
    expect(openUrl('https://example.org/hsds', false)?.href).toBe('https://example.org/hsds'))
})

describe('fetching', () => {
  test('gives a text, packed or not', async () => {
    const address = await serve((request, answer) => {
      if (request.url === '/packed') answer.setHeader('content-encoding', 'gzip').end(gzipSync('åäö'))
      else answer.end('åäö')
    })
    expect(await fetchOpen(address, LIMITS)).toEqual({ ok: true, text: 'åäö', bytes: 6 })
    expect(await fetchOpen(`${address}packed`, LIMITS)).toEqual({ ok: true, text: 'åäö', bytes: 6 })
  })

  test('does not call the machine itself, by number, by name or by a redirect', async () => {
    let calls = 0
    const address = await serve((_, answer) => {
      calls++
      answer.end('secret')
    })
    for (const one of [
      address,
      address.replace('127.0.0.1', 'localhost'),
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://169.254.169.254/latest',
    ])
      expect(await fetchOpen(one, { ...LIMITS, loopback: false })).toMatchObject({ ok: false })
    expect(await fetchOpen('https://10.0.0.7/', LIMITS)).toMatchObject({ problem: 'private' })
    const round = await serve((_, answer) => answer.writeHead(302, { location: 'https://192.168.0.1/' }).end())
    expect(await fetchOpen(round, LIMITS)).toMatchObject({ ok: false, problem: 'private' })
    expect(calls).toBe(0)
  })

  test('stops at what is too much, too slow, sent round or not there', async () => {
    const large = await serve((_, answer) => answer.end('x'.repeat(20_000)))
    expect(await fetchOpen(large, LIMITS)).toMatchObject({ problem: 'large' })
    const bomb = await serve((_, answer) =>
      answer.setHeader('content-encoding', 'gzip').end(gzipSync('0'.repeat(5_000_000))),
    )
    expect(await fetchOpen(bomb, LIMITS)).toMatchObject({ problem: 'large' })
    const slow = await serve(() => undefined)
    expect(await fetchOpen(slow, { ...LIMITS, milliseconds: 200 })).toMatchObject({ problem: 'slow' })
    const round = await serve((_, answer) => answer.writeHead(302, { location: '/' }).end())
    expect(await fetchOpen(round, LIMITS)).toMatchObject({ problem: 'redirects' })
    const missing = await serve((_, answer) => answer.writeHead(404).end())
    expect(await fetchOpen(missing, LIMITS)).toEqual({ ok: false, problem: 'status', detail: '404' })
    expect(await fetchOpen('http://127.0.0.1:9/', LIMITS)).toMatchObject({ problem: 'unreachable' })
  })
})
