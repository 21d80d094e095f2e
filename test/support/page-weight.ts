import { gzipSync } from 'node:zlib'
import { patternOf } from './all-forms.ts'

/** The scripts of the program and the only pages that may load them; every other page has none. */
export const ISLANDS: Readonly<Record<string, readonly string[]>> = {
  draft: ['/remisser/:id/utkast/:page'],
  passkey: ['/logga-in', '/konto'],
  print: [
    '/deltagare/:id/kontakt/:row/beratta',
    '/deltagare/:id/kontakt/:row/beratta-glapp',
    '/deltagare/:id/last',
    '/deltagare/:id/samtycke/:row',
    '/kartlaggning/:id/blankett',
    '/kartlaggning/:id/egna/koder',
    '/kartlaggning/:id/egna/:person/papper',
    '/remisser/:id/tiden',
  ],
  rating: ['/kartlaggning/:id/skatta/:person'],
  'read-aloud': ['/svara/:code', '/svara/:code/fraga/:number', '/svara/:code/skicka'],
}

/** Bytes of HTML, gzipped, that a page may have. */
export const MOST_HTML = 30_000

const SCRIPT = /<script\b([^>]*)>/g
const FILE = /\bsrc="\/assets\/([a-z-]+)\.island-[\w-]+\.js"/

/** The scripts of a page by name; one that is written into the page, or is no file of an island, by its attributes. */
export const scriptsIn = (html: string): string[] =>
  [...html.matchAll(SCRIPT)].map(([, attributes = '']) => FILE.exec(attributes)?.[1] ?? attributes)

/** What a page carries that it may not, in words. */
export function tooHeavy(address: string, html: string): string[] {
  const path = address.split('?')[0] ?? ''
  const mayLoad = (script: string) => (ISLANDS[script] ?? []).some((pattern) => patternOf(pattern).test(path))
  const told = scriptsIn(html)
    .filter((script) => !mayLoad(script))
    .map((script) => `${path}: script ${script}`)
  const bytes = gzipSync(html).length
  return bytes > MOST_HTML ? [...told, `${path}: ${bytes} bytes of HTML`] : told
}
