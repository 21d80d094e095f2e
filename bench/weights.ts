import { gzipSync } from 'node:zlib'
import type { BenchPage } from './pages.ts'

/** Bytes as they travel, gzipped: the page, all its style sheets, all its scripts. */
export type Weight = { html: number; css: number; js: number }

const linked = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1]!)

/** The heaviest of a page's answers. */
export async function weigh(url: string, { requests }: BenchPage): Promise<Weight> {
  const heaviest: Weight = { html: 0, css: 0, js: 0 }
  for (const { method, path, headers, body } of requests.slice(0, 60)) {
    const html = await (
      await fetch(url + path, { method, headers: { ...headers, origin: url }, ...(body ? { body } : {}) })
    ).text()
    const size = gzipSync(html).length
    if (size <= heaviest.html) continue
    heaviest.html = size
    heaviest.css = await sum(url, linked(html, /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g))
    heaviest.js = await sum(url, linked(html, /<script[^>]+src="([^"]+)"/g))
  }
  return heaviest
}

async function sum(url: string, paths: readonly string[]): Promise<number> {
  let total = 0
  for (const path of new Set(paths))
    total += gzipSync(Buffer.from(await (await fetch(url + path)).arrayBuffer())).length
  return total
}
