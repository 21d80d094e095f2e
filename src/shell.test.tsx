import { gunzipSync } from 'node:zlib'
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

test.each(['gzip', 'identity'])('a page with a part that waits is sent whole, %s', async (encoding) => {
  const answer = await app.request('/', { headers: { 'accept-encoding': encoding } })
  const sent = Buffer.from(await answer.arrayBuffer())
  const page = (encoding === 'gzip' ? gunzipSync(sent) : sent).toString()
  expect([answer.status, page.includes('Sist av allt.'), page.endsWith('</html>')]).toEqual([200, true, true])
})
