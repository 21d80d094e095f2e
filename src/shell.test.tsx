import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { renderPage } from './shell.tsx'

const Late = async () => <p>{'Sist av allt. '.repeat(200)}</p>
const app = new Hono().get('/', (c) =>
  renderPage(
    {
      c,
      assets: { css: '/style.css', sheet: () => '', island: () => undefined },
      lang: 'sv',
      viewer: undefined,
      secret: 'x',
      demo: false,
    },
    { title: 'Sida', body: <Late /> },
  ),
)

const unpack = { gzip: gunzipSync, zstd: zstdDecompressSync, identity: (sent: Buffer) => sent }

test.each([
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'zstd'],
  ['identity', 'identity'],
] as const)('a page with a part that waits is sent whole to a browser that takes %s', async (asked, sentAs) => {
  const answer = await app.request('/', { headers: { 'accept-encoding': asked } })
  expect(answer.headers.get('content-encoding') ?? 'identity').toBe(sentAs)
  const page = unpack[sentAs](Buffer.from(await answer.arrayBuffer())).toString()
  expect([answer.status, page.includes('Sist av allt.'), page.endsWith('</html>')]).toEqual([200, true, true])
})
