/** The little of autocannon that the bench uses. */
declare module 'autocannon' {
  type Request = {
    method: string
    path: string
    headers: Record<string, string>
    body?: string
    setupRequest?: (request: Request) => Request
  }
  type Figures = { p50: number; p97_5: number; p99: number; max: number; average: number }
  type Result = {
    requests: { average: number; total: number; sent: number }
    latency: Figures
    throughput: { average: number }
    duration: number
    errors: number
    timeouts: number
    non2xx: number
    '2xx': number
  }
  type Options = { url: string; connections: number; duration: number; timeout: number; requests: Request[] }
  export default function autocannon(options: Options): Promise<Result>
}
