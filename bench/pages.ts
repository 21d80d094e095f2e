import type { Visitor } from './people.ts'

export type Asked = { method: string; path: string; headers: Record<string, string>; body?: string }
export type BenchPage = {
  key: string
  name: string
  requests: Asked[]
  /** Gives an address nobody has asked for; each request then takes one, and `requests` are only looked at. */
  fresh?: () => string
}

const get = (path: string, { cookie }: Visitor): Asked => ({ method: 'GET', path, headers: headers(cookie) })
/** As a browser asks: a page, packed. */
const headers = (cookie: string): Record<string, string> => ({
  cookie,
  accept: 'text/html',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'sec-fetch-site': 'same-origin',
})

/** Takes turns between the visitors, so that neighbouring requests are about different associations. */
function inTurn(visitors: readonly Visitor[], of: (visitor: Visitor) => Asked[]): Asked[] {
  const lists = visitors.map(of)
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }).flatMap((_, at) => lists.flatMap((list) => list[at] ?? []))
}

/** The pages the aims are about. */
export const pagesOf = (visitors: readonly Visitor[]): BenchPage[] => [
  { key: 'today', name: 'Today (/i-dag)', requests: inTurn(visitors, (one) => [get('/i-dag', one)]) },
  {
    key: 'list',
    name: 'Participant list (/deltagare)',
    requests: inTurn(visitors, (one) => [get('/deltagare', one), get('/deltagare?lage=all', one)]),
  },
  {
    key: 'thread',
    name: 'Thread page (/deltagare/…)',
    requests: inTurn(visitors, (one) => one.threadIds.map((id) => get(`/deltagare/${id}`, one))),
  },
  {
    key: 'referral',
    name: 'Referral form (/remisser/ny)',
    requests: inTurn(visitors, (one) => [get('/remisser/ny', one)]),
  },
  {
    key: 'search',
    name: 'Search (/deltagare/sok)',
    requests: inTurn(visitors, (one) =>
      one.names.map((name) => ({
        method: 'POST',
        path: '/deltagare/sok',
        headers: { ...headers(one.cookie), 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ _token: one.formToken, sok: name }).toString(),
      })),
    ),
  },
]

/** Every request once, so that no figure is about an error page; each must answer 200. */
export async function checkPages(url: string, pages: readonly BenchPage[]): Promise<void> {
  for (const { key, requests } of pages)
    for (const { method, path, headers, body } of requests) {
      const answer = await fetch(url + path, {
        method,
        headers: { ...headers, origin: url },
        ...(body ? { body } : {}),
        redirect: 'manual',
      })
      const text = await answer.text()
      if (answer.status !== 200 || !text.includes('</html>'))
        throw new Error(`${key}: ${path} answered ${answer.status}`)
    }
}
