import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../src/shared/calendar-day.ts'
import { type DemoPages, demoPages } from './support/demo-pages.ts'
import type { Visitor } from './support/visitor.ts'

// Each picture of Demo Town's map as it was when somebody last looked and found it right. `npm run golden` writes them anew: look at the
// difference before it is committed.

const TODAY = day('2026-11-23')
let database: DemoPages['database']
let head: Visitor

beforeAll(async () => {
  const demo = await demoPages(TODAY)
  database = demo.database
  head = await demo.signedIn('agneta.holm')
})
afterAll(() => database.close())

const VIEWS: [string, string][] = [
  ['overview', '/karta/vyer'],
  ['coverage', '/karta/vyer/tackning'],
  ['coverage-addiction-places', '/karta/vyer/tackning?malgrupp=addiction&visa=platser'],
  ['coverage-queue-arabic', '/karta/vyer/tackning?ort=Sj%C3%B6berga&visa=ko&lang=ar'],
  ['cell', '/karta/vyer/tackning/18-19/large?plats=Norrby&malgrupp=mental_ill_health'],
  ['cell-gap', '/karta/vyer/tackning/16-17/large?plats=%C3%85bro&malgrupp=addiction'],
  ['ages', '/karta/vyer/alder'],
  ['ages-arabic', '/karta/vyer/alder?ort=Sj%C3%B6berga&lang=ar'],
  ['owners', '/karta/vyer/huvudman'],
  ['providers', '/karta/vyer/utforare'],
  ['needs', '/karta/vyer/behov'],
  ['ways', '/karta/vyer/vagar'],
  ['ways-young-arabic', '/karta/vyer/vagar?malgrupp=young&lang=ar'],
  ['ways-measured', '/karta/vyer/vagar?visa=uppmatt'],
  ['compare', '/karta/vyer/jamfor?fran=2025-06-01&till=2026-11-23'],
]

/** The content of the page, an element a line; without tabs and the form of choices, which every page shares. */
function contentOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
  return `${main
    .replace(/<nav class="tabs"[\s\S]*?<\/nav>/g, '')
    .replace(/<search[\s\S]*?<\/search>/g, '')
    .replaceAll('><', '>\n<')}\n`
}

test.for(VIEWS)('%s', async ([name, path]) => {
  const { status, html } = await head.get(path)
  expect(status).toBe(200)
  const file = `${import.meta.dirname}/golden/map/${name}.html`
  // Nothing is right only because it was never looked at.
  if (process.env.CI) expect(existsSync(file)).toBe(true)
  await expect(contentOf(html)).toMatchFileSnapshot(file)
})
