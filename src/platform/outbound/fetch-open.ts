import { lookup as resolve } from 'node:dns'
import { type ClientRequest, get as httpGet, type IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { createGunzip } from 'node:zlib'
import { isLoopback, isOpenAddress } from './address.ts'

/**
 * Why nothing came back:
 * `address` no https address · `private` not on the open internet · `unknown` no such name · `unreachable` nobody answers ·
 * `certificate` the other side cannot prove who it is · `slow` · `large` · `redirects` sent round too often · `status` another answer than 200
 */
export type OutboundProblem =
  | 'address'
  | 'private'
  | 'unknown'
  | 'unreachable'
  | 'certificate'
  | 'slow'
  | 'large'
  | 'redirects'
  | 'status'
export type Fetched =
  | { ok: true; text: string; bytes: number }
  | { ok: false; problem: OutboundProblem; detail: string }

export type OutboundLimits = {
  /** Bytes of an answer, unpacked. */
  bytes: number
  milliseconds: number
  redirects: number
  /** The machine itself may be called, without https: for tests. */
  loopback: boolean
}

class Refused extends Error {
  readonly problem: OutboundProblem
  constructor(problem: OutboundProblem, detail = '') {
    super(detail)
    this.problem = problem
  }
}

/** An address the program may call, as far as one sees from how it is written. */
export function openUrl(text: string, loopback: boolean): URL | undefined {
  const url = URL.parse(text)
  if (!url || url.username || url.password) return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (loopback && (isLoopback(host) || host === 'localhost')) return url
  if (url.protocol !== 'https:' || url.port !== '') return undefined
  // A number is checked when it is called; a name must be one of the internet's.
  return isIP(host) || /\.[a-z0-9-]{2,}$/i.test(host) ? url : undefined
}

const mayCall = (ip: string, loopback: boolean): boolean => isOpenAddress(ip) || (loopback && isLoopback(ip))

/** Looks the name up and hands the connection only an address that was checked: a name that changes in between changes nothing. */
const checkedLookup =
  (loopback: boolean): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      const open = found.filter(({ address }) => mayCall(address, loopback))
      if (open.length === 0 || open.length < found.length) return done(new Refused('private', host), [])
      const [first] = open
      if (options.all) done(null, open)
      else done(null, first!.address, first!.family)
    })
  }

function problemOf(error: unknown, detail: string): Fetched {
  if (error instanceof Refused) return { ok: false, problem: error.problem, detail: error.message || detail }
  const code = String((error as { code?: unknown }).code ?? '')
  const problem: OutboundProblem = /^(ENOTFOUND|EAI_)/.test(code)
    ? 'unknown'
    : /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code)
      ? 'certificate'
      : (error as { name?: string }).name === 'AbortError' || code === 'ABORT_ERR'
        ? 'slow'
        : 'unreachable'
  return { ok: false, problem, detail }
}

const answered = (url: URL, limits: OutboundLimits, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((done, failed) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !mayCall(host, limits.loopback)) return failed(new Refused('private', host))
    const options = {
      lookup: checkedLookup(limits.loopback),
      signal,
      agent: false,
      headers: { accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'roda-traden' },
    }
    const request: ClientRequest =
      url.protocol === 'https:' ? httpsGet(url, options, done) : httpGet(url, options, done)
    request.on('error', failed)
  })

async function bodyOf(answer: IncomingMessage, most: number): Promise<Buffer> {
  const packed = answer.headers['content-encoding'] === 'gzip'
  const stream = packed ? answer.pipe(createGunzip()) : answer
  if (packed) answer.on('error', (error) => stream.destroy(error))
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) throw new Refused('large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * Fetches a text from somebody else's server, with GET and nothing of ours: only over https, only from the open internet, looked
 * up once and checked, with limits on time, size and redirects. Never throws.
 */
export async function fetchOpen(address: string, limits: OutboundLimits): Promise<Fetched> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), limits.milliseconds)
  let at = address
  try {
    for (let turn = 0; turn <= limits.redirects; turn++) {
      const url = openUrl(at, limits.loopback)
      if (!url) return { ok: false, problem: 'address', detail: at }
      const answer = await answered(url, limits, stop.signal)
      const status = answer.statusCode ?? 0
      if (status >= 300 && status < 400 && answer.headers.location) {
        answer.destroy()
        at = URL.parse(answer.headers.location, url)?.href ?? ''
        continue
      }
      if (status !== 200) {
        answer.destroy()
        return { ok: false, problem: 'status', detail: String(status) }
      }
      const body = await bodyOf(answer, limits.bytes)
      return { ok: true, text: body.toString('utf8'), bytes: body.length }
    }
    return { ok: false, problem: 'redirects', detail: at }
  } catch (error) {
    return problemOf(error, at)
  } finally {
    clearTimeout(timer)
  }
}
