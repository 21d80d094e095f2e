import { Agent, request } from 'node:http'
import autocannon from 'autocannon'
import { cpuSeconds } from './machine.ts'
import type { Asked, BenchPage } from './pages.ts'
import type { Server } from './server.ts'

export type Figures = {
  perSecond: number
  p50: number
  p99: number
  max: number
  /** Processor milliseconds of the server and of the database for one page. */
  serverCpu: number | null
  databaseCpu: number | null
}

export const round = (value: number): number => Math.round(value * 100) / 100

async function withCpu(
  server: Server,
  work: () => Promise<{ pages: number; figures: Omit<Figures, 'serverCpu' | 'databaseCpu'> }>,
): Promise<Figures> {
  const before = cpuSeconds(server.pid, server.postmasterPid)
  const { pages, figures } = await work()
  const after = cpuSeconds(server.pid, server.postmasterPid)
  const each = (from: number, to: number): number => round(((to - from) * 1000) / pages)
  return {
    ...figures,
    serverCpu: before && after ? each(before.server, after.server) : null,
    databaseCpu: before && after ? each(before.database, after.database) : null,
  }
}

/** As fast as the connections can: each asks again when it was answered. */
export const asFastAsPossible = (
  server: Server,
  page: BenchPage,
  connections: number,
  seconds: number,
): Promise<Figures> =>
  withCpu(server, async () => {
    const { fresh } = page
    const requests = page.requests.map((asked) => ({
      ...asked,
      headers: { ...asked.headers, origin: server.url },
      ...(fresh ? { setupRequest: (request: Asked) => ({ ...request, path: fresh() }) } : {}),
    }))
    const result = await autocannon({ url: server.url, connections, duration: seconds, timeout: 20, requests })
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${page.key}: ${result.non2xx} answers were not 200, ${result.errors} failed`)
    const { p50, p99, max } = result.latency
    return { pages: result['2xx'], figures: { perSecond: round(result['2xx'] / result.duration), p50, p99, max } }
  })

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Milliseconds of many samples. */
export function spread(samples: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = [...samples].sort((a, b) => a - b)
  return { p50: round(quantile(sorted, 0.5)), p99: round(quantile(sorted, 0.99)), max: round(sorted.at(-1) ?? 0) }
}

/**
 * Evenly so many a second, whether or not the ones before are answered: as people come. A page's time counts from the moment
 * it should have been asked for.
 */
export const evenly = (server: Server, page: BenchPage, perSecond: number, seconds: number): Promise<Figures> =>
  withCpu(server, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 200 })
    const samples: number[] = []
    const count = perSecond * seconds
    const began = performance.now()
    await new Promise<void>((resolve, reject) => {
      let asked = 0
      let answered = 0
      const timer = setInterval(() => {
        while (asked < count && performance.now() - began >= (asked * 1000) / perSecond) {
          const due = began + (asked * 1000) / perSecond
          const given = page.requests[asked % page.requests.length]!
          const one = page.fresh ? { ...given, path: page.fresh() } : given
          asked += 1
          ask(agent, server.url, one).then(() => {
            samples.push(performance.now() - due)
            answered += 1
            if (answered === count) resolve()
          }, reject)
        }
        if (asked === count) clearInterval(timer)
      }, 1)
    })
    agent.destroy()
    return {
      pages: count,
      figures: { perSecond: round((count * 1000) / (performance.now() - began)), ...spread(samples) },
    }
  })

const ask = (agent: Agent, url: string, { method, path, headers, body }: Asked): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, method, headers: { ...headers, origin: url } }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${path} answered ${answer.statusCode}`)),
      )
    })
    sent.once('error', reject)
    sent.end(body)
  })
